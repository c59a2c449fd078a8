package io.github.labelverifier.image;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Copies a file so that it appears at its new place whole or not at all, and never over another one. */
final class FileCopy {
    private FileCopy() {}

    /**
     * Copies a file, and checks the copy before it gets its name.
     *
     * @throws FileAlreadyExistsException if the name is taken
     * @throws IOException if the copy's content is not the entry's, or nothing could be written
     */
    static void make(Path from, Path to, ImageEntry entry) throws IOException {
        Path folder = Objects.requireNonNull(to.getParent());
        Files.createDirectories(folder);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path part = Files.createTempFile(folder, ".label-verifier", ".part");
        try {
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (!JudgedFiles.hasContent(part, entry)) {
                throw new IOException("its content is not what was checked");
            }
            name(part, to);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A link to a name that is taken fails on every system; a rename would replace what is there. */
    private static void name(Path part, Path to) throws IOException {
        try {
            Files.createLink(to, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(part, to);
        }
    }
}
