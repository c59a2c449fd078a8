package io.github.labelverifier.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a link leads to: perhaps another link, and at last a file.
 *
 * @param files each of them, by a path without links to folders; empty for a name that is no link
 */
public record LinkChain(List<String> files) {
    /** More than any system follows. */
    private static final int LONGEST = 64;

    private static final LinkChain NONE = new LinkChain(List.of());

    public LinkChain {
        files = List.copyOf(files);
    }

    /** What the name of an image leads to, as far as that can be found out. */
    public static LinkChain of(FolderLocation folder, String key) {
        List<String> files = new ArrayList<>();
        try {
            Path file = folder.resolve(key);
            while (Files.isSymbolicLink(file) && files.size() < LONGEST) {
                file = real(file.resolveSibling(Files.readSymbolicLink(file)));
                files.add(file.toString());
            }
            return new LinkChain(files);
        } catch (IllegalArgumentException e) {
            // No key of this folder.
            return NONE;
        } catch (IOException e) {
            return new LinkChain(files);
        }
    }

    /** The path without links to folders by which others would name an image; empty if there is none. */
    public static Optional<String> nameOf(FolderLocation folder, String key) {
        try {
            return Optional.of(real(folder.resolve(key)).toString());
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null
                || name == null
                || name.toString().equals("..")
                || name.toString().equals(".")) {
            return absolute.toRealPath();
        }
        return folder.toRealPath().resolve(name);
    }
}
