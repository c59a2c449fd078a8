package io.github.labelverifier.review;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a review line by line, through the channel that holds it: to open the file once more and close it would give up the
 * lock on it. A last line that was cut off in the middle, as a program leaves it that was killed, is passed over; any other
 * line that cannot be read is an error.
 */
final class ReviewLines {
    /** Far above what a key and a location take. */
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private final Path file;
    private final InputStream in;
    private long start;
    private long end;
    private long number;
    private boolean lastLineIsEnded = true;

    ReviewLines(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 64 * 1024);
    }

    /** The next line; empty at the end. */
    Optional<ReviewJson.Line> next() throws IOException, ReviewUnfitException {
        while (true) {
            start = end;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int c = in.read();
            while (c >= 0 && c != '\n') {
                line.write(c);
                if (line.size() > MAX_LINE_BYTES) {
                    throw new ReviewUnfitException(file, "is no review: a line is too long");
                }
                c = in.read();
            }
            if (c < 0 && line.size() == 0) {
                return Optional.empty();
            }
            number++;
            boolean isBlank = line.toString(StandardCharsets.UTF_8).isBlank();
            if (isBlank && c >= 0) {
                end = start + line.size() + 1;
                continue;
            }
            return parse(line.toByteArray(), c >= 0);
        }
    }

    private Optional<ReviewJson.Line> parse(byte[] line, boolean isEnded) throws ReviewUnfitException {
        try {
            ReviewJson.Line parsed = ReviewJson.Line.parse(line);
            end = start + line.length + (isEnded ? 1 : 0);
            lastLineIsEnded = isEnded;
            return Optional.of(parsed);
        } catch (IOException e) {
            if (!isEnded) {
                return Optional.empty();
            }
            throw new ReviewUnfitException(file, "line " + number + " cannot be read: it was altered or damaged");
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

    /** Whether the last line has its newline: a person's editor may leave it out. */
    boolean isLastLineEnded() {
        return lastLineIsEnded;
    }

    ReviewUnfitException unfit(IOException e) {
        return new ReviewUnfitException(file, "line " + number + ": " + e.getMessage());
    }
}
