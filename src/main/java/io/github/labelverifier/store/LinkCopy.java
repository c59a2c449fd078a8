package io.github.labelverifier.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a symbolic link as the link it is: to the same text, wherever that leads from its new place. */
final class LinkCopy {
    private static final String PREFIX = "link:";

    private LinkCopy() {}

    /**
     * Copies a link.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    static void make(Path from, Path to) throws IOException {
        FileCopy.makeFolderOf(to);
        Files.createSymbolicLink(to, Files.readSymbolicLink(from));
    }

    /** What stands for the content of a link where it was moved to. */
    static String etagOf(Path link) throws IOException {
        return PREFIX + Files.readSymbolicLink(link);
    }

    /** Whether what was moved was a link. */
    static boolean isEtag(String etag) {
        return etag.startsWith(PREFIX);
    }

    /** Whether a file is a link, and the one that was moved. */
    static boolean isOf(Path file, String etag) throws IOException {
        return Files.isSymbolicLink(file) && etagOf(file).equals(etag);
    }
}
