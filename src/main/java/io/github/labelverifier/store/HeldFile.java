package io.github.labelverifier.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that was renamed, within its folder, to a name that nobody else uses: so what is looked at is what is then
 * acted on, whatever is put in its old place meanwhile. Afterwards it is deleted, or gets its old name back.
 *
 * <p>The name follows from the old one, so that a later run finds what a run that was killed has held.
 */
final class HeldFile {
    private static final String SUFFIX = ".held";

    private final Path original;
    private final Path path;

    private HeldFile(Path original, Path path) {
        this.original = original;
        this.path = path;
    }

    /**
     * Takes a file, or the link of that name, out of reach.
     *
     * @throws FileAlreadyExistsException if what an earlier run held is still there
     */
    static HeldFile take(Path file) throws IOException {
        Path held = pathFor(file);
        if (exists(held)) {
            throw new FileAlreadyExistsException(held.toString());
        }
        Files.move(file, held, StandardCopyOption.ATOMIC_MOVE);
        return new HeldFile(file, held);
    }

    /** Gives a file its name back that a run held which did not live to do so, if nothing has taken the name since. */
    static void recover(Path file) throws IOException {
        Path held = pathFor(file);
        if (exists(held)) {
            new HeldFile(file, held).release();
        }
    }

    /** Whether a run holds the file of this name, or held it when it was killed. */
    static boolean isHeld(Path file) {
        return exists(pathFor(file));
    }

    /** Whether a name is that of a file that is held. */
    static boolean isNameOfHeld(String name) {
        return OwnName.is(name, SUFFIX);
    }

    /** Where the file of this name is held. */
    static Path pathFor(Path file) {
        return OwnName.beside(file, SUFFIX);
    }

    /** Where it had been. */
    Path original() {
        return original;
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** Deletes it for good. */
    void delete() throws IOException {
        Files.delete(path);
    }

    /**
     * Gives it its name back, unless it is deleted.
     *
     * @return whether it is where it had been, or deleted; false if something else has taken its name, and it stays held
     */
    boolean release() throws IOException {
        if (!exists(path)) {
            return true;
        }
        if (exists(original)) {
            if (!isSameFile()) {
                return false;
            }
        } else {
            try {
                FreeName.give(path, original);
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        }
        Files.deleteIfExists(path);
        return true;
    }

    /** Whether it has its old name back already, and only its other one is left over. */
    private boolean isSameFile() throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
                && Files.isSameFile(path, original);
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
