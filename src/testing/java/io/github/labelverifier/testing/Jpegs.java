package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that pass for a JPEG wherever nobody decodes them: what a program looks at before it sends a file. */
public final class Jpegs {
    private Jpegs() {}

    /** A head of no size, and a text behind it that tells one picture from another. */
    public static byte[] of(String content) {
        return joined(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, content);
    }

    /** A head of that size, with a segment before it as cameras write one. */
    public static byte[] of(int width, int height, String content) {
        byte[] head = {
            (byte) 0xff,
            (byte) 0xd8,
            (byte) 0xff,
            (byte) 0xe1,
            0,
            6,
            'E',
            'x',
            'i',
            'f',
            (byte) 0xff,
            (byte) 0xc0,
            0,
            11,
            8,
            (byte) (height >> 8),
            (byte) height,
            (byte) (width >> 8),
            (byte) width,
            1,
            1,
            0x11,
            0
        };
        return joined(head, content);
    }

    private static byte[] joined(byte[] head, String content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(content.getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }
}
