package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue of blocks of bytes. The first few are in memory, all others in a temporary file, which is made when it is
 * needed and emptied when all that it held has been taken. Not safe for threads.
 */
public final class BlockQueue implements Closeable {
    private final int mostInMemory;
    private final Maker maker;
    private final Deque<byte[]> inMemory = new ArrayDeque<>();
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long readAt;
    private long writtenTo;

    /** Makes the file. */
    @FunctionalInterface
    public interface Maker {
        /** A new file, which is the queue's own. */
        Path make() throws IOException;
    }

    /**
     * Keeps so many blocks in memory.
     *
     * @param maker is asked for a file for the others, once and only if there are any
     */
    public BlockQueue(int mostInMemory, Maker maker) {
        this.mostInMemory = mostInMemory;
        this.maker = maker;
    }

    /** Whether the next block takes no place on disk. */
    public boolean hasRoomInMemory() {
        return readAt == writtenTo && inMemory.size() < mostInMemory;
    }

    /**
     * Puts a block to the end.
     *
     * @throws IOException if the temporary folder does not take it: it is not in the queue then
     */
    public void add(byte[] block) throws IOException {
        if (hasRoomInMemory()) {
            inMemory.add(block);
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + block.length);
        bytes.putInt(block.length).put(block).flip();
        TemporaryFiles.write(open(), bytes, writtenTo);
        writtenTo += bytes.limit();
    }

    /** Takes the first block; empty if there is none. */
    public Optional<byte[]> remove() throws IOException {
        if (!inMemory.isEmpty()) {
            return Optional.of(inMemory.remove());
        }
        if (readAt == writtenTo) {
            return Optional.empty();
        }
        byte[] block = new byte[read(Integer.BYTES).getInt()];
        read(block.length).get(block);
        if (readAt == writtenTo) {
            readAt = 0;
            writtenTo = 0;
            open().truncate(0);
        }
        return Optional.of(block);
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        TemporaryFiles.read(open(), bytes, readAt);
        readAt += length;
        return bytes.flip();
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path made = maker.make();
            file = made;
            open = FileChannel.open(made, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
