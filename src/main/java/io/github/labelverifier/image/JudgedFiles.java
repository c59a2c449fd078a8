package io.github.labelverifier.image;

import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The files of a folder, next to what they were judged by. */
record JudgedFiles(FolderLocation location) {

    /** What is done to a file. */
    interface Act {
        RemovalOutcome on(Path file) throws IOException;
    }

    /** Does something to the file of an entry, if it is still what was judged; tells its outcome, or why it was not done. */
    RemovalOutcome ifUnchanged(ImageEntry entry, Act act) {
        String key = entry.key();
        if (!location.contains(key)) {
            return RemovalOutcome.of(key, Result.FAILED, "the path leads out of the folder");
        }
        Path file;
        try {
            file = location.resolve(key);
        } catch (InvalidPathException e) {
            return RemovalOutcome.of(key, Result.FAILED, "no file can be called that: " + e.getReason());
        }
        try {
            // Not Files.exists, which takes a file that it may not look at for one that is not there.
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!liesInFolder(file)) {
                return RemovalOutcome.of(key, Result.CHANGED, "a folder on its path is a link now");
            }
            if (!hasContent(file, entry)) {
                return RemovalOutcome.of(key, Result.CHANGED, "its content is not what was checked");
            }
            return act.on(file);
        } catch (NoSuchFileException e) {
            return RemovalOutcome.of(key, Result.ABSENT);
        } catch (DirectoryNotEmptyException e) {
            return RemovalOutcome.of(key, Result.CHANGED, "it is a folder now");
        } catch (AccessDeniedException e) {
            return RemovalOutcome.of(key, Result.FAILED, "no permission");
        } catch (IOException e) {
            if (FolderLocation.isBelowFile(file)) {
                return RemovalOutcome.of(key, Result.ABSENT);
            }
            return RemovalOutcome.of(key, Result.FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Whether no link between the folder and the file leads elsewhere. */
    private boolean liesInFolder(Path file) throws IOException {
        Path below = location.folder().relativize(file);
        Path real = location.folder().toRealPath().resolve(below);
        Path siblings = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return Objects.equals(siblings.toRealPath(), real.getParent());
    }

    /** Whether a file has the content that the entry was judged by. */
    static boolean hasContent(Path file, ImageEntry entry) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == entry.size()
                && !entry.etag().isEmpty()
                && ContentHash.of(file).equals(entry.etag());
    }
}
