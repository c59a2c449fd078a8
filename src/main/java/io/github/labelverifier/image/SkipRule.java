package io.github.labelverifier.image;

import java.util.Optional;
import java.util.Set;

/**
 * Tells, from the listing and what was seen of a local file, which entries DetectLabels can never check, so that no call is
 * paid for them.
 *
 * @param maxBytes the largest image that can be sent as it is
 * @param converts whether what DetectLabels would refuse by format or size is converted
 * @param anySize whether the detector takes pictures that are too small for DetectLabels
 */
public record SkipRule(long maxBytes, boolean converts, boolean anySize) {
    /**
     * Largest image that Rekognition reads from S3. Its guide says "15 MB" and not which; the larger reading is taken,
     * so that no image is skipped that could have been checked.
     */
    public static final long MAX_S3_BYTES = 15L * 1024 * 1024;

    /** Largest image that can be sent as bytes (Amazon Rekognition, "Guidelines and quotas"). */
    public static final long MAX_INLINE_BYTES = 5_242_880;

    /** Largest image that is fetched to be converted: files of cameras and scanners are below it. */
    public static final long MAX_CONVERTED_BYTES = 100_000_000;

    /** What the reason of a picture that nothing here reads starts with; the name of its format follows. */
    public static final String UNSUPPORTED_FORMAT = "unsupported-format:";

    /** Reason of what is no picture, by its name or by its content. */
    public static final String NOT_A_PICTURE = "not-a-picture";

    /** Reason of what is neither JPEG nor PNG, by its content. */
    public static final String NOT_JPEG_OR_PNG = "not-jpeg-or-png";

    /** Reason of the mark of a folder. */
    public static final String FOLDER = "folder";

    /** Reason of what systems and programs leave behind. */
    public static final String SYSTEM_FILE = "system-file";

    /** Reason of what has no content. */
    public static final String EMPTY = "empty";

    /** Reason of more bytes or pixels than DetectLabels takes. */
    public static final String TOO_LARGE = "too-large";

    /** Reason of fewer pixels than DetectLabels takes. */
    public static final String TOO_SMALL = "too-small";

    /** Reason of more pixels than are decoded here. */
    public static final String TOO_MANY_PIXELS = "too-many-pixels";

    /** Reason of what takes too long to decode. */
    public static final String TOO_SLOW = "too-slow-to-decode";

    /** Reason of a file that ends before its picture does. */
    public static final String TRUNCATED = "truncated";

    /** Reason of a file that is not what its format asks for. */
    public static final String DAMAGED = "damaged";

    /** Reason of what has to be restored before anybody can read it. */
    public static final String ARCHIVED = "archived";

    /** Reason of what DetectLabels refuses as an image. */
    public static final String INVALID = "invalid";

    // Objects of these classes have to be restored before anybody can read them; GLACIER_IR can be read at once.
    private static final Set<String> ARCHIVE_CLASSES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** A rule for what DetectLabels takes. */
    public SkipRule(long maxBytes, boolean converts) {
        this(maxBytes, converts, false);
    }

    /** The same where nothing is converted. */
    public SkipRule withoutConversion() {
        return new SkipRule(maxBytes, false, anySize);
    }

    /** The same for a detector that takes pictures of any size. */
    public SkipRule ofAnySize() {
        return new SkipRule(maxBytes, converts, true);
    }

    /** The reason to skip the entry, or empty if it is worth a call. */
    public Optional<String> reasonToSkip(ImageEntry entry) {
        if (entry.noPicture().isPresent()) {
            return entry.noPicture();
        }
        ImageName name = new ImageName(entry.key());
        if (name.isFolder()) {
            return Optional.of(FOLDER);
        }
        if (name.isSystemFile()) {
            return Optional.of(SYSTEM_FILE);
        }
        if (entry.size() == 0) {
            return Optional.of(EMPTY);
        }
        // What a file is, its content tells better than its name.
        Optional<String> content =
                entry.look().map(look -> look.reasonToSkip(converts)).orElseGet(() -> reasonOf(name));
        if (anySize) {
            content = content.filter(reason -> !reason.equals(TOO_SMALL));
        }
        if (content.isPresent()) {
            return content;
        }
        if (entry.size() > (converts ? MAX_CONVERTED_BYTES : maxBytes)) {
            return Optional.of(TOO_LARGE);
        }
        if (!entry.restored()
                && entry.storageClass().filter(ARCHIVE_CLASSES::contains).isPresent()) {
            return Optional.of(ARCHIVED);
        }
        return Optional.empty();
    }

    private Optional<String> reasonOf(ImageName name) {
        return name.isNoPicture()
                ? Optional.of(NOT_A_PICTURE)
                : name.otherFormat()
                        .filter(format -> !(converts && format.isRead()))
                        .map(format -> UNSUPPORTED_FORMAT + format.name());
    }

    /** Whether an image that is not skipped has to be converted, as far as that is known without a call. */
    public boolean needsConversion(ImageEntry entry) {
        return converts
                && (entry.size() > maxBytes
                        || entry.look()
                                .map(ContentLook::needsConversion)
                                .orElseGet(() ->
                                        new ImageName(entry.key()).otherFormat().isPresent()));
    }

    /** Whether a look at the content of an entry may change its verdict. */
    public boolean isWorthALook(ImageEntry entry) {
        Optional<String> reason = reasonToSkip(entry);
        return reason.isEmpty()
                || (reason.get().startsWith(UNSUPPORTED_FORMAT)
                        && entry.size() <= (converts ? MAX_CONVERTED_BYTES : maxBytes));
    }
}
