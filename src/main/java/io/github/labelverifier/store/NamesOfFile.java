package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells two names of one file, such as links make, from two files of the same content. */
public final class NamesOfFile {
    private NamesOfFile() {}

    /**
     * Whether two images of the same content are known to be two things, so that one is left if the other goes. Two objects of
     * one key are not: one location may lie in the other, and a bucket may have two names. Two files that cannot be looked at are
     * not either.
     */
    public static boolean areApart(ImageLocation location, String key, ImageLocation otherLocation, String otherKey) {
        if (!(location instanceof FolderLocation folder) || !(otherLocation instanceof FolderLocation otherFolder)) {
            return !key.equals(otherKey);
        }
        try {
            Path one = folder.resolve(key);
            Path other = otherFolder.resolve(otherKey);
            return Files.exists(one) && Files.exists(other) && !Files.isSameFile(one, other);
        } catch (IOException | IllegalArgumentException e) {
            // The latter also of a key that no file can have.
            return false;
        }
    }
}
