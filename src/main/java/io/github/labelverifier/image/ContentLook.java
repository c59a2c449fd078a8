package io.github.labelverifier.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What the first bytes of a file tell of it: the format, and the size of a picture where they hold that.
 *
 * @param kind what it is
 * @param format its name in lower case, such as {@code jpeg} or {@code webp}; empty if it is no known picture
 * @param width in pixels; 0 if it is not told
 * @param height in pixels; 0 if it is not told
 */
public record ContentLook(Kind kind, String format, int width, int height) {
    /** So much of a file is looked at: all of its head, unless that holds uncommonly much beside the picture. */
    public static final int HEAD_BYTES = 64 * 1024;

    /** The least number of pixels a side that DetectLabels takes (Amazon Rekognition, "Guidelines and quotas"). */
    private static final int LEAST_SIDE = 80;

    /** The greatest number of pixels a side that DetectLabels takes. */
    private static final int GREATEST_SIDE = 10_000;

    private static final int TEXT_BYTES = 512;

    /** What a file is, as far as its first bytes tell. */
    public enum Kind {
        /** JPEG or PNG: what DetectLabels reads. */
        READABLE,
        /** A picture of another format. */
        OTHER_PICTURE,
        /** Text, a page, an archive, a video. */
        NO_PICTURE,
        /** None of those that are known here. */
        UNKNOWN
    }

    /** Looks at the beginning of a file, which may be all of it. */
    public static ContentLook at(byte[] bytes) {
        Head head = new Head(bytes);
        if (head.has(0, 0xff, 0xd8, 0xff)) {
            return jpeg(head);
        }
        if (head.has(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return new ContentLook(Kind.READABLE, "png", head.int32(16), head.int32(20));
        }
        return otherFormat(head)
                .map(format -> new ContentLook(Kind.OTHER_PICTURE, format, 0, 0))
                .orElseGet(() -> new ContentLook(isKnownNoPicture(head) ? Kind.NO_PICTURE : Kind.UNKNOWN, "", 0, 0));
    }

    /** Why no call is worth it; empty if it may be worth one. */
    Optional<String> reasonToSkip() {
        return switch (kind) {
            case READABLE -> reasonOfSize();
            case OTHER_PICTURE -> Optional.of(SkipRule.UNSUPPORTED_FORMAT + format);
            case NO_PICTURE -> Optional.of(SkipRule.NOT_A_PICTURE);
            case UNKNOWN -> Optional.of(SkipRule.NOT_JPEG_OR_PNG);
        };
    }

    private Optional<String> reasonOfSize() {
        if (width <= 0 || height <= 0) {
            return Optional.empty();
        }
        if (Math.min(width, height) < LEAST_SIDE) {
            return Optional.of(SkipRule.TOO_SMALL);
        }
        return Math.max(width, height) > GREATEST_SIDE ? Optional.of(SkipRule.TOO_LARGE) : Optional.empty();
    }

    /** Goes from segment to segment to the one that begins a frame, which has the size. */
    private static ContentLook jpeg(Head head) {
        int at = 2;
        while (head.byteAt(at) == 0xff) {
            int marker = head.byteAt(at + 1);
            if (marker == 0xff) {
                at++;
            } else if (isStartOfFrame(marker)) {
                return new ContentLook(Kind.READABLE, "jpeg", head.int16(at + 7), head.int16(at + 5));
            } else if (isWithoutLength(marker)) {
                at += 2;
            } else {
                at += 2 + Math.max(2, head.int16(at + 2));
            }
        }
        return new ContentLook(Kind.READABLE, "jpeg", 0, 0);
    }

    private static boolean isStartOfFrame(int marker) {
        // All of SOF0 to SOF15 but the three that define tables or are reserved.
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean isWithoutLength(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static Optional<String> otherFormat(Head head) {
        if (head.hasText(0, "GIF8")) {
            return Optional.of("gif");
        }
        if (head.hasText(0, "RIFF") && head.hasText(8, "WEBP")) {
            return Optional.of("webp");
        }
        if (head.hasText(4, "ftyp")) {
            return ofBrands(head);
        }
        if (head.has(0, 'I', 'I', '*', 0) || head.has(0, 'M', 'M', 0, '*') || head.has(0, 'I', 'I', '+', 0)) {
            return Optional.of("tiff");
        }
        if (head.hasText(0, "BM") && head.has(6, 0, 0, 0, 0)) {
            return Optional.of("bmp");
        }
        if (head.has(0, 0xff, 0x0a) || head.has(0, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' ')) {
            return Optional.of("jxl");
        }
        if (head.has(0, 0, 0, 0, 0x0c, 'j', 'P', ' ', ' ') || head.has(0, 0xff, 0x4f, 0xff, 0x51)) {
            return Optional.of("jp2");
        }
        if (head.hasText(0, "8BPS")) {
            return Optional.of("psd");
        }
        if (head.has(0, 0, 0, 1, 0)) {
            return Optional.of("ico");
        }
        return head.text().contains("<svg") ? Optional.of("svg") : Optional.empty();
    }

    /** Of the container that HEIC and AVIF share with videos. */
    private static Optional<String> ofBrands(Head head) {
        int end = Math.min(head.int32(0), TEXT_BYTES);
        boolean heic = false;
        for (int at = 8; at + 4 <= end; at += 4) {
            // Between the major brand and the compatible ones is a version, which is none of these.
            String brand = head.ascii(at, 4);
            if (brand.equals("avif") || brand.equals("avis")) {
                return Optional.of("avif");
            }
            heic |= brand.startsWith("hei") || brand.startsWith("hev") || brand.equals("mif1") || brand.equals("msf1");
        }
        return heic ? Optional.of("heic") : Optional.empty();
    }

    private static boolean isKnownNoPicture(Head head) {
        return head.hasText(4, "ftyp")
                || head.hasText(0, "%PDF")
                || head.has(0, 'P', 'K', 3, 4)
                || head.has(0, 0x1f, 0x8b)
                || !head.text().isEmpty();
    }

    /** The bytes, of which those beyond the end read as -1. */
    private static final class Head {
        private final byte[] bytes;

        Head(byte[] bytes) {
            this.bytes = bytes;
        }

        int byteAt(int at) {
            return at >= 0 && at < bytes.length ? bytes[at] & 0xff : -1;
        }

        int int16(int at) {
            return at >= 0 && at + 2 <= bytes.length ? byteAt(at) << 8 | byteAt(at + 1) : 0;
        }

        int int32(int at) {
            return at >= 0 && at + 4 <= bytes.length ? int16(at) << 16 | int16(at + 2) : 0;
        }

        boolean has(int at, int... expected) {
            for (int i = 0; i < expected.length; i++) {
                if (byteAt(at + i) != expected[i]) {
                    return false;
                }
            }
            return true;
        }

        boolean hasText(int at, String expected) {
            return ascii(at, expected.length()).equals(expected);
        }

        String ascii(int at, int length) {
            return at + length <= bytes.length ? new String(bytes, at, length, StandardCharsets.ISO_8859_1) : "";
        }

        /** The beginning in lower case if it can be text; empty otherwise. */
        String text() {
            int length = Math.min(bytes.length, TEXT_BYTES);
            for (int i = 0; i < length; i++) {
                int one = byteAt(i);
                boolean isControl = one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f';
                if (isControl || one == 0x7f) {
                    return "";
                }
            }
            return ascii(0, length).toLowerCase(Locale.ROOT);
        }
    }
}
