package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that are written under other names beside their places, and take these only when all of them are complete. Closing
 * deletes what was not moved.
 */
public final class UnfinishedFiles implements Closeable {
    private final List<Part> parts = new ArrayList<>();

    private record Part(Path file, Path place) {}

    /** Under which name a file is written that is to take this place. */
    public Path begin(Path place) {
        Path file = UnfinishedFile.beside(place);
        parts.add(new Part(file, place));
        return file;
    }

    /** Moves all files to their places, replacing what is there. */
    public void putInPlace() throws IOException {
        for (Part part : parts) {
            Files.move(part.file(), part.place(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            Files.deleteIfExists(part.file());
        }
    }
}
