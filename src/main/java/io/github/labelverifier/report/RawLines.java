package io.github.labelverifier.report;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a report as bytes, one after the other. */
final class RawLines implements Closeable {
    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private long number;
    private long consumed;

    RawLines(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param place of its first byte in the file
     * @param isWhole whether it has an end; the last one may lack it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record RawLine(byte[] bytes, long number, long place, boolean isWhole) {
        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line; empty at the end of the file. */
    Optional<RawLine> next() throws IOException {
        long place = consumed;
        if (!fill()) {
            return Optional.empty();
        }
        number++;
        byte[] line = upToNewline();
        boolean isWhole = position < limit;
        if (!isWhole) {
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.write(line, 0, line.length);
            while (!isWhole && fill()) {
                byte[] more = upToNewline();
                longer.write(more, 0, more.length);
                requireNotTooLong(longer.size());
                isWhole = position < limit;
            }
            line = longer.toByteArray();
        }
        if (isWhole) {
            position++;
            consumed++;
        }
        return Optional.of(new RawLine(line, number, place, isWhole));
    }

    /**
     * The next line, of which it is known how long it is.
     *
     * @throws IOException if it is another one
     */
    RawLine next(int length) throws IOException {
        long place = consumed;
        byte[] line = new byte[length];
        for (int read = 0; read < length; ) {
            if (!fill()) {
                throw new EOFException(file + " became shorter");
            }
            int more = Math.min(limit - position, length - read);
            System.arraycopy(buffer, position, line, read, more);
            position += more;
            read += more;
        }
        number++;
        consumed += length;
        boolean isWhole = fill();
        if (isWhole) {
            if (buffer[position] != '\n') {
                throw new IOException(file + " was changed while it was read");
            }
            position++;
            consumed++;
        }
        return new RawLine(line, number, place, isWhole);
    }

    /** The bytes up to the next newline, or to the end of what is in the buffer. */
    private byte[] upToNewline() {
        int start = position;
        // What stands in variables need not be looked up for every byte.
        byte[] bytes = buffer;
        int at = start;
        int end = limit;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        position = at;
        consumed += at - start;
        return Arrays.copyOfRange(bytes, start, at);
    }

    private void requireNotTooLong(int bytes) throws IOException {
        if (bytes > ReportReader.MAX_LINE_BYTES) {
            throw new MalformedReportException(file, number, "not a line of a report: it is too long");
        }
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return limit > 0;
    }

    /** Where the next line begins in the file. */
    long consumed() {
        return consumed;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
