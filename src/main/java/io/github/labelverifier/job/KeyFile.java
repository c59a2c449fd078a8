package io.github.labelverifier.job;

import io.github.labelverifier.ui.text.IoProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keys from a file or standard input, one a line, exactly as they stand there. Empty lines are passed over. */
public final class KeyFile implements Closeable {
    /** Sixteen times what the longest path or URI of an image takes. */
    private static final int MOST_BYTES_A_LINE = 64 * 1024;

    private static final int MOST_EMPTY_LINES = 1_000_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final InputStream in;
    private final char end;
    private long number;

    private KeyFile(String name, InputStream in, boolean nul) {
        this.name = name;
        this.in = in;
        this.end = nul ? '\0' : '\n';
    }

    /** What is being read is no list of keys; the message names it and the line. */
    public static final class NoListException extends IOException {
        private static final long serialVersionUID = 1L;

        NoListException(String message) {
            super(message);
        }
    }

    /**
     * A line of the list.
     *
     * @param number from 1, empty lines included
     * @param text what stands there, without its end
     * @param isText whether it is UTF-8; characters that are none stand in the text as U+FFFD
     */
    public record Line(long number, String text, boolean isText) {}

    /**
     * Opens a list of keys.
     *
     * @param option the option that names it
     * @param file a path, or {@code -} for standard input
     * @param nul whether keys end with NUL instead of newline
     */
    public static KeyFile open(String option, String file, InputStream standardInput, boolean nul)
            throws CommandFailure {
        if (file.equals("-")) {
            return new KeyFile("standard input", standardInput, nul);
        }
        try {
            return new KeyFile(file, new BufferedInputStream(Files.newInputStream(Path.of(file))), nul);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, option + ": cannot read " + file + ": " + IoProblem.of(e), e);
        }
    }

    /** How messages call the list: its file, or standard input. */
    public String name() {
        return name;
    }

    /**
     * The next line that is not empty; empty at the end.
     *
     * @throws NoListException if what is read is no list of keys, such as a picture or an endless device
     */
    public Optional<Line> next() throws IOException {
        for (int empty = 0; empty <= MOST_EMPTY_LINES; empty++) {
            Optional<byte[]> bytes = nextBytes();
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            Line line = decode(bytes.get());
            if (!isEmpty(line.text())) {
                return Optional.of(line);
            }
        }
        throw noList("there are only empty lines");
    }

    /** A line of nothing but what an editor adds is as empty as one of nothing. */
    private boolean isEmpty(String text) {
        return text.isEmpty() || (end == '\n' && text.equals("\r")) || (number == 1 && isEmptyAfterMark(text));
    }

    private boolean isEmptyAfterMark(String text) {
        return text.equals(BYTE_ORDER_MARK) || (end == '\n' && text.equals(BYTE_ORDER_MARK + "\r"));
    }

    private Optional<byte[]> nextBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        while (c >= 0 && c != end) {
            if (c == 0) {
                throw noList(
                        "a NUL stands there (of a list ended by NUL, say so with -0; save one in UTF-16 as UTF-8)");
            }
            if (bytes.size() == MOST_BYTES_A_LINE) {
                throw noList("it is longer than any key");
            }
            bytes.write(c);
            c = in.read();
        }
        return Optional.of(bytes.toByteArray());
    }

    private NoListException noList(String why) {
        return new NoListException(name + " is no list of keys, see line " + number + ": " + why);
    }

    private Line decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Line(number, text, true);
        } catch (CharacterCodingException e) {
            return new Line(number, new String(bytes, StandardCharsets.UTF_8), false);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
