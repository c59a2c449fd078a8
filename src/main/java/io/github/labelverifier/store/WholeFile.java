package io.github.labelverifier.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a file piece by piece. The JDK reads a whole file by way of a buffer of the same size outside of the heap, and keeps
 * it for the thread: with 32 threads and photographs of 5 MB that is more than a small heap's worth, and never given back.
 */
final class WholeFile {
    private static final int PIECE = 64 * 1024;

    private WholeFile() {}

    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = new byte[(int) Math.min(Files.size(file), Integer.MAX_VALUE - 8)];
            int length = 0;
            while (true) {
                if (length == content.length) {
                    // One byte more than it was said to have, so that the end is found.
                    byte[] more = in.readNBytes(PIECE);
                    if (more.length == 0) {
                        return content;
                    }
                    content = Arrays.copyOf(content, Math.addExact(length, more.length));
                    System.arraycopy(more, 0, content, length, more.length);
                    length += more.length;
                } else {
                    int count = in.read(content, length, Math.min(PIECE, content.length - length));
                    if (count < 0) {
                        return Arrays.copyOf(content, length);
                    }
                    length += count;
                }
            }
        }
    }
}
