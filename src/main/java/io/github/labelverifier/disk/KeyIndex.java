package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A note on each key and the number of a line in a file, on disk, so that memory does not grow with the number of keys.
 * Used from one thread.
 */
public final class KeyIndex implements Closeable {
    private final OffsetIndex index = new OffsetIndex();

    /**
     * What is known of a key.
     *
     * @param line where the line begins that tells it, in bytes from the start of its file
     * @param tag whatever the user of the index means by it
     */
    public record Entry(long line, int tag) {}

    /** An empty index. */
    public KeyIndex() throws IOException {}

    /** Notes what is known of a key, in place of what was known before. */
    public void put(String key, long line, int tag) throws IOException {
        index.put(key, line, tag);
    }

    /** What is known of a key. */
    public Optional<Entry> find(String key) throws IOException {
        return index.find(key).map(extent -> new Entry(extent.offset(), extent.length()));
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
