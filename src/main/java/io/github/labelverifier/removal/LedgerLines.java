package io.github.labelverifier.removal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * Reads a ledger line by line. A last line that was cut off in the middle, as a run leaves it that was killed, is passed
 * over; any other line that cannot be read is an error.
 */
final class LedgerLines implements Closeable {
    /** Far above what the longest intent takes. */
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final InputStream in;
    private final LedgerHeader header;
    private long start;
    private long end;
    private long number;

    /**
     * Reads a ledger from its start.
     *
     * @param held what holds the lock on it, if this program does
     */
    LedgerLines(Path file, Optional<FileChannel> held) throws IOException, LedgerUnfitException {
        this.file = file;
        InputStream bytes = held.isPresent() ? new HeldFileStream(held.get()) : Files.newInputStream(file);
        this.in = new BufferedInputStream(bytes, 64 * 1024);
        try {
            header = readHeader();
        } catch (IOException | LedgerUnfitException e) {
            in.close();
            throw e;
        }
    }

    private LedgerHeader readHeader() throws IOException, LedgerUnfitException {
        Optional<LedgerJson.Line> first = next();
        try {
            if (first.isPresent() && first.get().type().equals(LedgerJson.HEADER)) {
                return first.get().toHeader();
            }
            throw new LedgerUnfitException(file, "is no ledger: its first line is no header");
        } catch (IOException | DateTimeException e) {
            throw new LedgerUnfitException(file, "is no ledger that can be read: " + e.getMessage());
        }
    }

    LedgerHeader header() {
        return header;
    }

    /** The next line; empty at the end. */
    Optional<LedgerJson.Line> next() throws IOException, LedgerUnfitException {
        start = end;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            line.write(c);
            if (line.size() > MAX_LINE_BYTES) {
                throw new LedgerUnfitException(file, "is no ledger: a line is too long");
            }
            c = in.read();
        }
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        end = start + line.size() + 1;
        try {
            return Optional.of(LedgerJson.Line.parse(line.toByteArray()));
        } catch (IOException e) {
            throw new LedgerUnfitException(file, "line " + number + " cannot be read: it was altered or damaged");
        }
    }

    /** Where the line that was read last begins. */
    long start() {
        return start;
    }

    /** Where it ends, its newline included: after the last one, how much of the file is whole lines. */
    long end() {
        return end;
    }

    LedgerUnfitException unfit(IOException e) {
        return new LedgerUnfitException(file, "line " + number + ": " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
