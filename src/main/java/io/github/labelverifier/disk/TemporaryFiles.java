package io.github.labelverifier.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes temporary files. If that fails, the error names the folder for temporary files, which nobody has named on the
 * command line.
 */
public final class TemporaryFiles {
    private static final String PREFIX = "label-verifier";

    private TemporaryFiles() {}

    private interface Maker {
        Path make() throws IOException;
    }

    /** A new file, to be written and read, which is gone when it is closed. */
    public static FileChannel channel(String suffix) throws IOException {
        return FileChannel.open(
                file(suffix), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** A new file, of which the name ends so. */
    public static Path file(String suffix) throws IOException {
        return made(() -> Files.createTempFile(PREFIX, suffix));
    }

    /** A new folder, of which the name starts so. */
    public static Path folder(String purpose) throws IOException {
        return made(() -> Files.createTempDirectory(PREFIX + "-" + purpose));
    }

    private static Path made(Maker maker) throws TemporaryFolderException {
        try {
            return maker.make();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Writes all of a buffer to a temporary file, at this place.
     *
     * @throws TemporaryFolderException if the folder takes no more, as when its disk is full
     */
    public static void write(FileChannel file, ByteBuffer bytes, long at) throws TemporaryFolderException {
        try {
            for (long place = at; bytes.hasRemaining(); ) {
                place += file.write(bytes, place);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Fills the rest of a buffer from a temporary file, from this place on. */
    public static void read(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        for (long place = at; bytes.hasRemaining(); ) {
            int read = file.read(bytes, place);
            if (read < 0) {
                throw new IOException("a temporary file became shorter while it was used");
            }
            place += read;
        }
    }

    /** Writes a temporary file from its beginning, with the same exception. */
    static OutputStream output(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return new OutputStream() {
            private long written;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                TemporaryFiles.write(channel, ByteBuffer.wrap(bytes, offset, length), written);
                written += length;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static TemporaryFolderException unusable(IOException e) {
        return new TemporaryFolderException(
                "the folder for temporary files, " + System.getProperty("java.io.tmpdir") + ", cannot be used: "
                        + reason(e) + "; set TMPDIR to another",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    }
}
