package io.github.labelverifier.image;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Moves files back to the folder that they came from. */
public final class FolderRestorer implements ImageRestorer {
    private static final int BATCH = 100;

    private final FolderLocation location;

    /** Brings files back to this folder. */
    public FolderRestorer(FolderLocation location) {
        this.location = location;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<RestoreOutcome> restore(List<RemovedImage> batch) {
        return batch.stream().map(this::restore).toList();
    }

    private RestoreOutcome restore(RemovedImage removed) {
        ImageEntry image = removed.image();
        String key = image.key();
        if (removed.moved().isEmpty() || !location.contains(key)) {
            return RestoreOutcome.failed(key, "a deleted file cannot be brought back");
        }
        Path from = Path.of(removed.moved().get().uri());
        Path to = location.resolve(key);
        try {
            boolean isCopyThere = Files.exists(from, LinkOption.NOFOLLOW_LINKS);
            boolean isBack = Files.exists(to, LinkOption.NOFOLLOW_LINKS) && JudgedFiles.hasContent(to, image);
            if (!isCopyThere) {
                return isBack
                        ? RestoreOutcome.restored(key)
                        : RestoreOutcome.failed(key, "there is no file " + from + " any more");
            }
            if (!JudgedFiles.hasContent(from, image)) {
                return RestoreOutcome.failed(key, from + " was changed since it was moved there");
            }
            if (!isBack) {
                FileCopy.make(from, to, image);
            }
            Files.delete(from);
            return RestoreOutcome.restored(key);
        } catch (FileAlreadyExistsException e) {
            return RestoreOutcome.failed(key, "something else stands in its place now");
        } catch (IOException e) {
            return RestoreOutcome.failed(key, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
