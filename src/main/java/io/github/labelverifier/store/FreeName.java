package io.github.labelverifier.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a file a name only if that is free. */
final class FreeName {
    private FreeName() {}

    /**
     * Gives a file, or a link, a further name, in the same folder.
     *
     * @param file may be left under its old name too: the caller takes that away
     * @throws FileAlreadyExistsException if the name is taken
     */
    static void give(Path file, Path name) throws IOException {
        if (Files.isSymbolicLink(file)) {
            Files.createSymbolicLink(name, Files.readSymbolicLink(file));
            return;
        }
        // A link to a name that is taken fails on every system; a rename would replace what is there.
        try {
            Files.createLink(name, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(file, name);
        }
    }
}
