package io.github.labelverifier.picture;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/**
 * The mark that ends a JPEG. Most files end with it; cameras and phones may write more behind, such as another picture, and a
 * thumbnail in the head has a mark of its own.
 */
public final class JpegEnd {
    private static final int MARK = 0xff;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    /** Below this no marker is one that programs write. */
    private static final int FIRST_MARKER = 0xc0;

    private JpegEnd() {}

    /**
     * Whether a JPEG is known to end before its picture does: within a segment of its head, or without a mark anywhere behind the
     * place where its pixels start. What follows none of the rules may be whole.
     */
    public static boolean isMissing(SeekableByteChannel file) throws IOException {
        if (file.size() < 2) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(2);
        file.position(file.size() - 2);
        while (last.hasRemaining() && file.read(last) >= 0) {
            // A channel may give less than is asked for.
        }
        if (last.get(0) == (byte) MARK && last.get(1) == (byte) END) {
            return false;
        }
        file.position(2);
        // Closing it is up to whoever opened the file.
        return isMissingBehindStart(new BufferedInputStream(Channels.newInputStream(file), 64 * 1024));
    }

    /** The same of all bytes of a file. */
    public static boolean isMissing(byte[] file) {
        int last = file.length - 2;
        if (last < 0 || (file[last] == (byte) MARK && file[last + 1] == (byte) END)) {
            return false;
        }
        try {
            return isMissingBehindStart(new ByteArrayInputStream(file, 2, last));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMissingBehindStart(InputStream in) throws IOException {
        boolean hasSegment = false;
        try {
            while (true) {
                int mark = required(in);
                int marker = mark;
                while (marker == MARK) {
                    marker = in.read();
                }
                if (mark != MARK || marker < FIRST_MARKER || marker == END) {
                    return false;
                }
                if (!JpegSegments.isWithoutLength(marker)) {
                    int length = required(in) << 8 | required(in);
                    if (length < 2) {
                        return false;
                    }
                    in.skipNBytes(length - 2L);
                    hasSegment = true;
                }
                if (marker == SCAN) {
                    return !hasEnd(in);
                }
            }
        } catch (EOFException e) {
            // Without a single whole segment, it may be anything that begins like a JPEG.
            return hasSegment;
        }
    }

    /** No pixels look like the mark. */
    private static boolean hasEnd(InputStream in) throws IOException {
        byte[] part = new byte[64 * 1024];
        byte before = 0;
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            for (int i = 0; i < count; i++) {
                if (part[i] == (byte) END && before == (byte) MARK) {
                    return true;
                }
                before = part[i];
            }
        }
        return false;
    }

    private static int required(InputStream in) throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }
}
