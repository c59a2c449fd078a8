package io.github.labelverifier.removal;

import io.github.labelverifier.disk.LockedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of a ledger, to which lines are added, and which can be read again from its start at any time. */
final class LedgerFile implements Closeable {
    private final Path path;
    private final Optional<FileChannel> channel;
    private long end;

    /**
     * The file at this path.
     *
     * @param channel what holds the lock on it; empty if it is only looked at
     */
    LedgerFile(Path path, Optional<FileChannel> channel) {
        this.path = path;
        this.channel = channel;
    }

    Path path() {
        return path;
    }

    boolean hasContent() throws IOException {
        return LockedFile.hasContent(path);
    }

    /** Where the next line will begin: after the last whole one. */
    long end() {
        return end;
    }

    /** Its lines, from the first. */
    LedgerLines lines() throws IOException, LedgerUnfitException {
        return new LedgerLines(path, channel);
    }

    /** What stands behind this place was never acted upon: a run that was killed could not finish to write it. */
    void endAt(long place) throws IOException {
        end = place;
        if (channel.isPresent()) {
            channel.get().truncate(end);
            channel.get().position(end);
        }
    }

    /** Adds lines, which are on the disk when it returns. */
    void add(List<byte[]> lines) throws IOException {
        ByteBuffer all =
                ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
        lines.forEach(all::put);
        write(all.flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        FileChannel file = channel.orElseThrow(() -> new IllegalStateException("the ledger is only looked at"));
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
        end += length;
    }

    /** Gives up the lock, and takes the file away if nothing was written to it. */
    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            try (FileChannel locked = channel.get()) {
                if (end == 0 && locked.isOpen()) {
                    // While the lock is held, so that nobody loses a ledger that has begun.
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Gives up the lock, and leaves the file as it is. */
    void abandon() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
