package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.verdict.FolderLabels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of all images of a run as numbers in a temporary file, so that they can be gone through many times while the
 * reports are read but once, and memory does not grow with them. It is gone with this object. Used from one thread.
 */
public final class LabelSpool implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** The most bytes that a number takes: seven bits go into each. */
    private static final int NUMBER_BYTES = 5;

    private final FileChannel file;
    private final ByteBuffer pending = ByteBuffer.allocate(BUFFER_BYTES);
    private final List<Long> starts = new ArrayList<>();
    private long written;

    /** An empty spool. */
    public LabelSpool() throws IOException {
        Path path = TemporaryFiles.file(".labels");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Begins the next folder. */
    public void beginFolder() throws IOException {
        flush();
        starts.add(written);
    }

    /** Adds an image to the folder that was begun last. */
    public void add(boolean isExemplar, int[] labels) throws IOException {
        put(labels.length << 1 | (isExemplar ? 1 : 0));
        for (int label : labels) {
            put(label);
        }
    }

    private void put(int number) throws IOException {
        if (pending.remaining() < NUMBER_BYTES) {
            flush();
        }
        int rest = number;
        while (rest > 0x7f) {
            pending.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        pending.put((byte) rest);
    }

    private void flush() throws IOException {
        pending.flip();
        while (pending.hasRemaining()) {
            written += file.write(pending, written);
        }
        pending.clear();
    }

    /** All folders, once every image was added. */
    public List<FolderLabels<IOException>> folders() throws IOException {
        flush();
        List<FolderLabels<IOException>> folders = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long start = starts.get(i);
            long end = i + 1 < starts.size() ? starts.get(i + 1) : written;
            folders.add(visitor -> new Pass(start, end).show(visitor));
        }
        return folders;
    }

    /** One reading of one folder. */
    private final class Pass {
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
        private final long end;
        private long position;
        private int[] labels = new int[64];

        Pass(long start, long end) {
            this.position = start;
            this.end = end;
        }

        void show(FolderLabels.Visitor visitor) throws IOException {
            while (buffer.hasRemaining() || position < end) {
                int head = next();
                int count = head >>> 1;
                if (count > labels.length) {
                    labels = new int[count];
                }
                for (int i = 0; i < count; i++) {
                    labels[i] = next();
                }
                visitor.image((head & 1) == 1, labels, count);
            }
        }

        private int next() throws IOException {
            int number = 0;
            int shift = 0;
            byte part;
            do {
                if (!buffer.hasRemaining()) {
                    fill();
                }
                part = buffer.get();
                number |= (part & 0x7f) << shift;
                shift += 7;
            } while (part < 0);
            return number;
        }

        private void fill() throws IOException {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - position));
            int read = file.read(buffer, position);
            if (read <= 0) {
                throw new IOException("the temporary file of labels became shorter while it was read");
            }
            position += read;
            buffer.flip();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
