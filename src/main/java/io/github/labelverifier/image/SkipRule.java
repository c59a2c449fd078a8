package io.github.labelverifier.image;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells, from the listing alone, which entries DetectLabels can never check, so that no call is paid for them.
 *
 * @param maxBytes the largest image that can be sent
 */
public record SkipRule(long maxBytes) {
    /**
     * Largest image that Rekognition reads from S3. Its guide says "15 MB" and not which; the larger reading is taken,
     * so that no image is skipped that could have been checked.
     */
    public static final long MAX_S3_BYTES = 15L * 1024 * 1024;

    /** Largest image that can be sent as bytes (Amazon Rekognition, "Guidelines and quotas"). */
    public static final long MAX_INLINE_BYTES = 5_242_880;

    private static final Set<String> SUFFIXES = Set.of("jpg", "jpeg", "png");

    // Objects of these classes have to be restored before anybody can read them; GLACIER_IR can be read at once.
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** The reason to skip the entry, or empty if it is worth a call. */
    public Optional<String> reasonToSkip(ImageEntry entry) {
        String key = entry.key();
        if (entry.noPicture().isPresent()) {
            return entry.noPicture();
        }
        if (key.endsWith("/")) {
            return Optional.of("folder");
        }
        if (entry.size() == 0) {
            return Optional.of("empty");
        }
        if (!mayBeImage(key)) {
            return Optional.of("not-jpeg-or-png");
        }
        if (entry.size() > maxBytes) {
            return Optional.of("too-large");
        }
        if (entry.storageClass().filter(ARCHIVED::contains).isPresent()) {
            return Optional.of("archived");
        }
        return Optional.empty();
    }

    /** Whether a name has a suffix of JPEG or PNG, or none at all, in which case only a call can tell. */
    private static boolean mayBeImage(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String suffix = name.substring(dot + 1);
        return dot < 0 || suffix.isEmpty() || SUFFIXES.contains(suffix.toLowerCase(Locale.ROOT));
    }
}
