package io.github.labelverifier.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All files below a folder of this machine. An image's key is its path relative to the folder, with {@code /}.
 *
 * @param folder the folder, absolute and normalised
 */
public record FolderLocation(Path folder) implements ImageLocation {

    public FolderLocation {
        folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public FolderLocation asFolder() {
        return this;
    }

    @Override
    public String uri() {
        return folder.toString();
    }

    /** A key is a plain relative path: no empty, {@code .} or {@code ..} part can lead out of the folder. */
    @Override
    public boolean contains(String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return key.indexOf('\0') < 0;
    }

    @Override
    public String nameBelow(String key) {
        if (!contains(key)) {
            throw new IllegalArgumentException("the path " + key + " is not below " + uri());
        }
        return key;
    }

    /** Whether an image can be in both this folder and the other. */
    public boolean overlaps(FolderLocation other) {
        return folder.startsWith(other.folder) || other.folder.startsWith(folder);
    }

    /**
     * Whether an image can be in both this folder and the other, whatever paths lead to them: by a link, or because one is
     * mounted at two places.
     */
    public boolean overlapsOnDisk(FolderLocation other) throws IOException {
        return overlaps(other) || other.liesIn(folder) || liesIn(other.folder);
    }

    /** Whether a folder is this one, or one that this one lies in, as far as there are such. */
    private boolean liesIn(Path other) throws IOException {
        return Files.exists(other) && isBelow(folder, other);
    }

    /** Whether a folder is on the path of a file or a folder, or is it. */
    public static boolean isBelow(Path file, Path folder) throws IOException {
        @Nullable Path there = file;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        for (there = there == null ? null : there.toRealPath(); there != null; there = there.getParent()) {
            if (Files.isSameFile(there, folder)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no link between this folder and a file in it leads elsewhere, as far as there are folders on its path. */
    public boolean reachesWithoutLinks(Path file) throws IOException {
        @Nullable Path there = file.toAbsolutePath().getParent();
        while (there != null && there.startsWith(folder) && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (there == null || !there.startsWith(folder)) {
            return true;
        }
        Path real = folder.toRealPath().resolve(folder.relativize(there)).normalize();
        return there.toRealPath().equals(real);
    }

    @Override
    public String uriOf(String key) {
        // Of a key that leads out of the folder too: lists also name what was asked for and refused.
        return folder.resolve(key).toUri().toString();
    }

    /** The key of a file, by its absolute and normalised path; empty if it is not below the folder. */
    public Optional<String> keyOf(Path file) {
        if (!file.startsWith(folder) || file.equals(folder)) {
            return Optional.empty();
        }
        return Optional.of(
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"));
    }

    /** Whether there can be no such file because what stands in the place of a folder on its path is none. */
    public static boolean isBelowFile(Path file) {
        @Nullable Path folder = file.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder != null && !Files.isDirectory(folder);
    }

    /**
     * The file of a key.
     *
     * @throws IllegalArgumentException if the key leads out of the folder
     */
    public Path resolve(String key) {
        return folder.resolve(nameBelow(key));
    }
}
