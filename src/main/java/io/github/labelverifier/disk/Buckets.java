package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a table, all zero at first: in memory where it is small, so that most runs need no system call for it, and in a
 * temporary file where it is not.
 */
final class Buckets implements Closeable {
    /** Room for 65,536 entries of an {@link OffsetIndex}. */
    static final int MOST_IN_MEMORY = 4 << 20;

    /** There from the start: that it cannot be had is told before a run has paid for anything. */
    private final FileChannel file;

    private final @Nullable ByteBuffer memory;

    Buckets(long bytes) throws IOException {
        file = TemporaryFiles.channel(".index");
        memory = bytes <= MOST_IN_MEMORY ? ByteBuffer.allocate((int) bytes) : null;
    }

    /** So many bytes from there on, not to be written into. */
    ByteBuffer read(long at, int bytes) throws IOException {
        if (memory != null) {
            return memory.slice((int) at, bytes);
        }
        ByteBuffer content = ByteBuffer.allocate(bytes);
        long place = at;
        while (content.hasRemaining()) {
            int read = file.read(content, place);
            if (read < 0) {
                // What was never written reads as zero.
                break;
            }
            place += read;
        }
        return content.clear();
    }

    /** Writes all that remains of a buffer. */
    void write(ByteBuffer bytes, long at) throws IOException {
        if (memory != null) {
            memory.put((int) at, bytes, bytes.position(), bytes.remaining());
        } else {
            TemporaryFiles.write(file, bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
