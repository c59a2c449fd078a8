package io.github.labelverifier.image;

import io.github.labelverifier.picture.JpegConverter;
import io.github.labelverifier.picture.JpegEnd;
import io.github.labelverifier.picture.PictureFormats;
import io.github.labelverifier.picture.PictureHead;
import io.github.labelverifier.picture.PngEnd;
import io.github.labelverifier.picture.Size;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * What the first bytes of a file tell about it: its format, and the size of the picture where they hold that.
 *
 * @param kind what it is
 * @param format its name in lower case, such as {@code jpeg} or {@code webp}; empty if it is no known picture
 * @param width in pixels; 0 if it is not told
 * @param height in pixels; 0 if it is not told
 */
public record ContentLook(Kind kind, String format, int width, int height) {
    /** So much of a file is looked at: all of its head, unless that holds uncommonly much beside the picture. */
    public static final int HEAD_BYTES = 64 * 1024;

    /** The greatest number of pixels a side that DetectLabels takes (Amazon Rekognition, "Guidelines and quotas"). */
    public static final int GREATEST_SIDE = 10_000;

    /** The least number of them. */
    public static final int LEAST_SIDE = JpegConverter.LEAST_SIDE;

    /** What a file is, as far as its first bytes tell. */
    public enum Kind {
        /** JPEG or PNG: what DetectLabels reads. */
        READABLE,
        /** JPEG or PNG, but of four colours or of 16 bits: DetectLabels may read it, and perhaps in other colours. */
        UNUSUAL,
        /** A picture that DetectLabels does not read, and that is converted here. */
        CONVERTIBLE,
        /** A picture of a format that is read here, whose file ends before it does. */
        CUT_SHORT,
        /** A picture of a format that nothing here reads. */
        OTHER_PICTURE,
        /** Text, a page, an archive, a video. */
        NO_PICTURE,
        /** None of those that are known here. */
        UNKNOWN
    }

    /** Looks at all of a file. */
    public static ContentLook at(byte[] file) {
        return at(file, file.length);
    }

    /**
     * Looks at the beginning of a file, which may be all of it.
     *
     * @param size of the whole file in bytes
     */
    public static ContentLook at(byte[] bytes, long size) {
        return PictureFormats.look(bytes, size).map(ContentLook::of).orElseGet(() -> {
            boolean isKnown = PictureFormats.isKnownNoPicture(bytes);
            return new ContentLook(isKnown ? Kind.NO_PICTURE : Kind.UNKNOWN, "", 0, 0);
        });
    }

    /**
     * The same after a look at the whole file, where its first bytes do not tell whether it ends too early.
     *
     * @param file the one that was looked at; its position is moved
     */
    public ContentLook andAtEndOf(SeekableByteChannel file) throws IOException {
        if (isPng()) {
            file.position(0);
            return PngEnd.isMissing(Channels.newInputStream(file)) ? cutShort() : this;
        }
        return isJpeg() && JpegEnd.isMissing(file) ? cutShort() : this;
    }

    /** Looks at all of a file, to its end. */
    public static ContentLook atAllOf(byte[] file) {
        ContentLook look = at(file);
        boolean isMissing = look.isPng() ? PngEnd.isMissing(file) : look.isJpeg() && JpegEnd.isMissing(file);
        return isMissing ? look.cutShort() : look;
    }

    private boolean isJpeg() {
        return (kind == Kind.READABLE || kind == Kind.UNUSUAL) && format.equals("jpeg");
    }

    private boolean isPng() {
        return (kind == Kind.READABLE || kind == Kind.UNUSUAL) && format.equals("png");
    }

    private ContentLook cutShort() {
        return new ContentLook(Kind.CUT_SHORT, format, width, height);
    }

    private static ContentLook of(PictureHead head) {
        return new ContentLook(
                kindOf(head),
                head.format().name(),
                head.size().map(Size::width).orElse(0),
                head.size().map(Size::height).orElse(0));
    }

    private static Kind kindOf(PictureHead head) {
        if (head.isCutShort()) {
            return Kind.CUT_SHORT;
        }
        if (head.format().isReadByRekognition()) {
            return head.isPlain() ? Kind.READABLE : Kind.UNUSUAL;
        }
        return head.format().isRead() ? Kind.CONVERTIBLE : Kind.OTHER_PICTURE;
    }

    /** Whether DetectLabels would refuse the picture, or might, for its format or its size in pixels. */
    boolean needsConversion() {
        return kind == Kind.CONVERTIBLE || kind == Kind.UNUSUAL || isTooLarge();
    }

    /**
     * Why no call is worth it; empty if it may be worth one.
     *
     * @param converts whether pictures that DetectLabels would refuse are converted
     */
    Optional<String> reasonToSkip(boolean converts) {
        return switch (kind) {
            case READABLE, UNUSUAL -> reasonOfSize(converts);
            case CONVERTIBLE -> converts ? reasonOfSize(true) : unsupported();
            case CUT_SHORT -> Optional.of(SkipRule.TRUNCATED);
            case OTHER_PICTURE -> unsupported();
            case NO_PICTURE -> Optional.of(SkipRule.NOT_A_PICTURE);
            case UNKNOWN -> Optional.of(converts ? SkipRule.NOT_A_PICTURE : SkipRule.NOT_JPEG_OR_PNG);
        };
    }

    private Optional<String> unsupported() {
        return Optional.of(SkipRule.UNSUPPORTED_FORMAT + format);
    }

    private Optional<String> reasonOfSize(boolean converts) {
        if (width > 0 && height > 0 && Math.min(width, height) < LEAST_SIDE) {
            return Optional.of(SkipRule.TOO_SMALL);
        }
        return !converts && isTooLarge() ? Optional.of(SkipRule.TOO_LARGE) : Optional.empty();
    }

    private boolean isTooLarge() {
        return Math.max(width, height) > GREATEST_SIDE;
    }
}
