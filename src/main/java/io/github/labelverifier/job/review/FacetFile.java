package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.disk.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * What filters need to know of each image, in a temporary file: the numbers of its facets' values, and its key. They are
 * written and read in the order of the images, so that one filtering is one pass through the file.
 */
final class FacetFile implements Closeable {
    private static final int BYTES_AT_ONCE = 64 * 1024;

    private final FileChannel file;
    private ByteBuffer window = ByteBuffer.allocate(BYTES_AT_ONCE);
    private long windowAt;
    private long size;

    /** The facets and the key of an image. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Facets(int[] numbers, String key) {
        boolean has(int wanted) {
            for (int number : numbers) {
                if (number == wanted) {
                    return true;
                }
            }
            return false;
        }
    }

    FacetFile() throws IOException {
        window.limit(0);
        file = TemporaryFiles.channel(".facets");
    }

    /** Adds those of the next image, and tells where they stand. */
    OffsetIndex.Extent add(int[] numbers, String key) throws IOException {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + numbers.length) + name.length);
        bytes.putInt(numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        bytes.put(name).flip();
        OffsetIndex.Extent extent = new OffsetIndex.Extent(size, bytes.limit());
        buffer(bytes);
        size += extent.length();
        return extent;
    }

    private void buffer(ByteBuffer bytes) throws IOException {
        // While the file grows, the window is what is not written yet.
        if (window.limit() + bytes.limit() > window.capacity()) {
            flush();
            windowAt = size;
            window = ByteBuffer.allocate(Math.max(BYTES_AT_ONCE, bytes.limit())).limit(0);
        }
        int end = window.limit();
        window.limit(end + bytes.limit()).position(end).put(bytes).position(0);
    }

    /** Ends the writing. */
    void flush() throws IOException {
        TemporaryFiles.write(file, window.duplicate(), windowAt);
    }

    /** Those that stand there. */
    Facets read(OffsetIndex.Extent extent) throws IOException {
        if (extent.offset() < windowAt || extent.offset() + extent.length() > windowAt + window.limit()) {
            fill(extent);
        }
        ByteBuffer bytes = window.slice((int) (extent.offset() - windowAt), extent.length());
        int[] numbers = new int[bytes.getInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getInt();
        }
        byte[] key = new byte[bytes.remaining()];
        bytes.get(key);
        return new Facets(numbers, new String(key, StandardCharsets.UTF_8));
    }

    private void fill(OffsetIndex.Extent extent) throws IOException {
        windowAt = extent.offset();
        window = ByteBuffer.allocate((int) Math.min(Math.max(BYTES_AT_ONCE, extent.length()), size - windowAt));
        TemporaryFiles.read(file, window, windowAt);
        window.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
