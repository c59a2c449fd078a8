package io.github.labelverifier.scan;

import io.github.labelverifier.disk.BlockQueue;
import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.StoredEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Holds a listing that is read faster than it is used: entries come out in the order in which they went in. What does
 * not fit into a small, fixed part of the memory is in the temporary folder. Safe for use by one thread that adds and
 * another one that takes.
 */
public final class ListingSpool implements Closeable {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int BLOCKS_IN_MEMORY = 32;

    private final BlockQueue blocks;
    private final ByteArrayOutputStream last = new ByteArrayOutputStream();
    private DataInputStream first = new DataInputStream(new ByteArrayInputStream(new byte[0]));
    private boolean closed;
    private long added;

    public ListingSpool() {
        this(new BlockQueue(BLOCKS_IN_MEMORY, () -> TemporaryFiles.file(".listing")));
    }

    /** For tests, with another place for what does not fit into memory. */
    ListingSpool(BlockQueue blocks) {
        this.blocks = blocks;
    }

    /**
     * Puts an entry to the end.
     *
     * @throws IOException if the temporary folder does not take it: the spool is as it was before
     */
    public synchronized void add(ImageEntry entry) throws IOException {
        if (closed) {
            return;
        }
        if (last.size() >= BLOCK_BYTES) {
            blocks.add(last.toByteArray());
            last.reset();
        }
        StoredEntry.write(entry, new DataOutputStream(last));
        added++;
        notifyAll();
    }

    /** How many entries were ever added. */
    public synchronized long added() {
        return added;
    }

    /** Takes the first entry; empty if there is none. */
    synchronized Optional<ImageEntry> poll() throws IOException {
        if (first.available() == 0) {
            Optional<byte[]> block = blocks.remove();
            notifyAll();
            if (block.isEmpty()) {
                block = Optional.of(last.toByteArray());
                last.reset();
            }
            first = new DataInputStream(new ByteArrayInputStream(block.get()));
        }
        return first.available() == 0 ? Optional.empty() : Optional.of(StoredEntry.read(first));
    }

    /** Waits until one more entry needs no place on disk, or nothing more is wanted. */
    synchronized void awaitRoom() throws InterruptedException {
        while (!closed && last.size() >= BLOCK_BYTES && !blocks.hasRoomInMemory()) {
            wait();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        notifyAll();
        blocks.close();
    }
}
