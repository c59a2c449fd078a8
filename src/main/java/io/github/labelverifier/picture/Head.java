package io.github.labelverifier.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first bytes of a file, which may be all of it. Bytes beyond the end read as -1, and numbers there as 0. */
final class Head {
    private static final int TEXT_BYTES = 512;

    private final byte[] bytes;

    Head(byte[] bytes) {
        this.bytes = bytes;
    }

    int byteAt(int at) {
        return at >= 0 && at < bytes.length ? bytes[at] & 0xff : -1;
    }

    /** The higher byte first. */
    int int16(int at) {
        return has(at, 2) ? byteAt(at) << 8 | byteAt(at + 1) : 0;
    }

    /** The highest byte first. */
    int int32(int at) {
        return has(at, 4) ? int16(at) << 16 | int16(at + 2) : 0;
    }

    /** The lower byte first. */
    int little16(int at) {
        return has(at, 2) ? byteAt(at) | byteAt(at + 1) << 8 : 0;
    }

    /** The lowest byte first. */
    int little24(int at) {
        return has(at, 3) ? little16(at) | byteAt(at + 2) << 16 : 0;
    }

    /** The lowest byte first. */
    int little32(int at) {
        return has(at, 4) ? little16(at) | little16(at + 2) << 16 : 0;
    }

    private boolean has(int at, int length) {
        return at >= 0 && at <= bytes.length - length;
    }

    boolean hasBytes(int at, int... expected) {
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
        return has(at, length) ? new String(bytes, at, length, StandardCharsets.ISO_8859_1) : "";
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
