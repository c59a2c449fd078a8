package io.github.labelverifier.cli;

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
final class KeyFile implements Closeable {
    private final String name;
    private final InputStream in;
    private final char end;
    private long line;

    private KeyFile(String name, InputStream in, boolean nul) {
        this.name = name;
        this.in = in;
        this.end = nul ? '\0' : '\n';
    }

    /**
     * Opens a list of keys.
     *
     * @param option the option that names it
     * @param file a path, or {@code -} for standard input
     * @param nul whether keys end with NUL instead of newline
     */
    static KeyFile open(String option, String file, InputStream standardInput, boolean nul) throws CommandFailure {
        if (file.equals("-")) {
            return new KeyFile("standard input", standardInput, nul);
        }
        try {
            return new KeyFile(file, new BufferedInputStream(Files.newInputStream(Path.of(file))), nul);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, option + ": cannot read " + file + ": " + Reasons.of(e), e);
        }
    }

    /** The next key; empty at the end. */
    Optional<String> next() throws IOException {
        while (true) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int c = in.read();
            if (c < 0) {
                return Optional.empty();
            }
            line++;
            while (c >= 0 && c != end) {
                bytes.write(c);
                c = in.read();
            }
            if (bytes.size() > 0) {
                return Optional.of(decode(bytes.toByteArray()));
            }
        }
    }

    private String decode(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(name + " line " + line + " is not UTF-8", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
