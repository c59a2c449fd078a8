package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A temporary file of records of equal length, so that memory does not grow with their number. Used from one thread at a
 * time.
 */
final class RowFile implements Closeable {
    private static final int BYTES_AT_ONCE = 64 * 1024;

    private final int length;
    private final FileChannel file;
    private final ByteBuffer pending;
    private long written;

    RowFile(int length) throws IOException {
        this.length = length;
        pending = ByteBuffer.allocate(BYTES_AT_ONCE / length * length);
        file = TemporaryFiles.channel(".rows");
    }

    /** What writes or reads one record. */
    interface Access {
        void at(ByteBuffer record) throws IOException;
    }

    /** What is done with each record. */
    interface Visitor {
        void visit(long number, ByteBuffer record) throws IOException;
    }

    /** Adds a record behind the last. */
    void add(Access writer) throws IOException {
        if (!pending.hasRemaining()) {
            flush();
        }
        writer.at(pending);
        written++;
    }

    long size() {
        return written;
    }

    private void flush() throws IOException {
        pending.flip();
        TemporaryFiles.write(file, pending, written * length - pending.limit());
        pending.clear();
    }

    /** A record. */
    ByteBuffer read(long number) throws IOException {
        return read(number, 1);
    }

    private ByteBuffer read(long number, long count) throws IOException {
        if (number < 0 || count < 0 || number + count > written) {
            throw new IndexOutOfBoundsException("record " + number + " of " + written);
        }
        if (pending.position() > 0) {
            flush();
        }
        ByteBuffer records = ByteBuffer.allocate((int) (count * length));
        TemporaryFiles.read(file, records, number * length);
        return records.flip();
    }

    /** Writes bytes over a part of a record. */
    void overwrite(long number, int at, ByteBuffer bytes) throws IOException {
        if (pending.position() > 0) {
            flush();
        }
        TemporaryFiles.write(file, bytes, number * length + at);
    }

    /** Goes through records in their order. */
    void forEach(long from, long to, Visitor visitor) throws IOException {
        int most = BYTES_AT_ONCE / length;
        for (long first = from; first < to; first += most) {
            long count = Math.min(most, to - first);
            ByteBuffer records = read(first, count);
            for (int i = 0; i < count; i++) {
                visitor.visit(first + i, records.slice(i * length, length));
            }
        }
    }

    /** Forgets all records from a number on. */
    void cut(long size) throws IOException {
        if (pending.position() > 0) {
            flush();
        }
        written = Math.min(written, size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
