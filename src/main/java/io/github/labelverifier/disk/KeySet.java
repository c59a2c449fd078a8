package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;

/** A set of keys on disk, so that memory does not grow with its size. Used from one thread. */
public final class KeySet implements Closeable {
    private final OffsetIndex index = new OffsetIndex();

    /** An empty set. */
    public KeySet() throws IOException {}

    /** Adds a key, and tells whether it is new. */
    public boolean add(String key) throws IOException {
        return index.putIfAbsent(key, 0, 0);
    }

    /** Whether a key was added. */
    public boolean contains(String key) throws IOException {
        return index.find(key).isPresent();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
