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
import java.util.List;
import java.util.Objects;

/** Deletes files of a folder whose size and content hash are still those that they were judged by. */
public final class FolderRemover implements ImageRemover {
    // One file is one act, so a batch only bounds how much of the ledger is written at a time.
    private static final int BATCH = 100;

    private final FolderLocation location;

    /** Removes files of this folder and of no other. */
    public FolderRemover(FolderLocation location) {
        this.location = location;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Undo undo() {
        return Undo.IMPOSSIBLE;
    }

    @Override
    public List<RemovalOutcome> delete(List<ImageEntry> batch) {
        return batch.stream().map(this::delete).toList();
    }

    private RemovalOutcome delete(ImageEntry entry) {
        String key = entry.key();
        if (!location.contains(key)) {
            return RemovalOutcome.of(key, Result.FAILED, "the path leads out of the folder");
        }
        try {
            Path file = location.resolve(key);
            // Not Files.exists, which takes a file that it may not look at for one that is not there.
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!liesInFolder(file)) {
                return RemovalOutcome.of(key, Result.CHANGED, "a folder on its path is a link now");
            }
            if (!isUnchanged(entry, file)) {
                return RemovalOutcome.of(key, Result.CHANGED, "its content is not what was checked");
            }
            Files.delete(file);
            return RemovalOutcome.of(key, Result.DELETED);
        } catch (NoSuchFileException e) {
            return RemovalOutcome.of(key, Result.ABSENT);
        } catch (DirectoryNotEmptyException e) {
            return RemovalOutcome.of(key, Result.CHANGED, "it is a folder now");
        } catch (AccessDeniedException e) {
            return RemovalOutcome.of(key, Result.FAILED, "no permission");
        } catch (InvalidPathException e) {
            return RemovalOutcome.of(key, Result.FAILED, "no file can be called that: " + e.getReason());
        } catch (IOException e) {
            return RemovalOutcome.of(key, Result.FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Whether no link between the folder and the file leads elsewhere. */
    private boolean liesInFolder(Path file) throws IOException {
        Path below = location.folder().relativize(file);
        Path real = location.folder().toRealPath().resolve(below);
        return Objects.equals(siblings(file).toRealPath(), real.getParent());
    }

    private static Path siblings(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static boolean isUnchanged(ImageEntry entry, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == entry.size()
                && !entry.etag().isEmpty()
                && ContentHash.of(file).equals(entry.etag());
    }
}
