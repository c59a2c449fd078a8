package io.github.labelverifier.picture;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The end of the pixels of a PNG: each of its chunks says how long it is. */
public final class PngEnd {
    private static final int SIGNATURE = 8;
    private static final int CHUNK_HEAD = 8;
    private static final int CHECKSUM = 4;

    /** The head of the first chunk, IHDR, which is 13 bytes long. */
    private static final byte[] FIRST = {0, 0, 0, 13, 'I', 'H', 'D', 'R'};

    private static final int PIXELS = 0x49444154;
    private static final int END = 0x49454e44;

    private PngEnd() {}

    /** The same of all bytes of a file. */
    public static boolean isMissing(byte[] file) {
        try {
            return isMissing(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a PNG is known to end before its picture does: before its pixels start, or within a chunk of them. Remarks behind
     * them may be cut off.
     *
     * @param file from its first byte; it is best to be one that skips without reading
     */
    public static boolean isMissing(InputStream file) throws IOException {
        boolean hasPixels = false;
        boolean isInPixels = false;
        try {
            file.skipNBytes(SIGNATURE);
            byte[] head = file.readNBytes(CHUNK_HEAD);
            if (!Arrays.equals(head, Arrays.copyOf(FIRST, head.length))) {
                // It only begins like a PNG, and may be anything.
                return false;
            }
            while (head.length == CHUNK_HEAD) {
                int length = ByteBuffer.wrap(head).getInt();
                int type = ByteBuffer.wrap(head).getInt(4);
                if (length < 0 || type == END) {
                    return false;
                }
                isInPixels = type == PIXELS;
                file.skipNBytes(length);
                hasPixels |= isInPixels;
                isInPixels = false;
                file.skipNBytes(CHECKSUM);
                head = file.readNBytes(CHUNK_HEAD);
            }
            return !hasPixels;
        } catch (EOFException e) {
            return isInPixels || !hasPixels;
        }
    }
}
