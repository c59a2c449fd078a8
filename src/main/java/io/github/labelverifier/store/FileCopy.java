package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Copies a file so that it appears at its new place whole or not at all, and never over another one. */
final class FileCopy {
    private static final String PART = ".part";

    /** Earlier versions had names by chance. */
    private static final String NAMES_OF_OLD = ".label-verifier[0-9]*.part";

    private FileCopy() {}

    /**
     * Copies a file, and checks the copy before it gets its name.
     *
     * @throws FileAlreadyExistsException if the name is taken
     * @throws IOException if the copy's content is not the entry's, or nothing could be written
     */
    static void make(Path from, Path to, ImageEntry entry) throws IOException {
        makeFolderOf(to);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path part = OwnName.beside(to, PART);
        Files.deleteIfExists(part);
        try {
            Files.copy(from, part, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (!isOf(part, entry)) {
                throw new IOException("its content is not what was checked");
            }
            FreeName.give(part, to);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Makes the folder of a file unless it is there; Java alone takes a link to a folder for none. */
    static void makeFolderOf(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Whether a file, and no link, has the content of an entry. */
    static boolean isOf(Path file, ImageEntry entry) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && JudgedFiles.hasContent(file, entry);
    }

    /** Takes away what a run that was killed had copied of a file by then. */
    static void clearPartOf(Path to) throws IOException {
        Files.deleteIfExists(OwnName.beside(to, PART));
        Path folder = Objects.requireNonNull(to.getParent());
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, NAMES_OF_OLD)) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }
}
