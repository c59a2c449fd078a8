package io.github.labelverifier.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes temporary files, and says which folder it is that does not take them: nobody has named that one. */
public final class TemporaryFiles {
    private static final String PREFIX = "label-verifier";

    private TemporaryFiles() {}

    private interface Maker {
        Path make() throws IOException;
    }

    /** A new file, of which the name ends so. */
    public static Path file(String suffix) throws IOException {
        return made(() -> Files.createTempFile(PREFIX, suffix));
    }

    /** A new folder, of which the name starts so. */
    public static Path folder(String purpose) throws IOException {
        return made(() -> Files.createTempDirectory(PREFIX + "-" + purpose));
    }

    private static Path made(Maker maker) throws IOException {
        try {
            return maker.make();
        } catch (IOException e) {
            throw new IOException(
                    "the folder for temporary files, " + System.getProperty("java.io.tmpdir") + ", cannot be used: "
                            + reason(e) + "; set TMPDIR to another",
                    e);
        }
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
