package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
        try {
            Path from = Path.of(removed.moved().get().uri());
            return restore(image, new Thing(image, removed.moved().get().etag()), from, location.resolve(key));
        } catch (InvalidPathException e) {
            return RestoreOutcome.failed(key, "no file can be called that: " + e.getReason());
        } catch (FileAlreadyExistsException e) {
            return RestoreOutcome.failed(key, "something else stands in its place now");
        } catch (IOException e) {
            return RestoreOutcome.failed(key, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private RestoreOutcome restore(ImageEntry image, Thing thing, Path from, Path to) throws IOException {
        String key = image.key();
        if (!location.reachesWithoutLinks(to)) {
            return RestoreOutcome.failed(key, "a folder on its path is a link now");
        }
        HeldFile.recover(from);
        FileCopy.clearPartOf(to);
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return thing.isAt(to)
                    ? RestoreOutcome.restored(key)
                    : RestoreOutcome.failed(key, "there is no file " + from + " any more");
        }
        HeldFile held = HeldFile.take(from);
        try {
            if (!thing.isAt(held.path())) {
                return RestoreOutcome.failed(key, from + " was changed since it was moved there");
            }
            // What stands in its old place and is the same is what an earlier try has brought back.
            if (!thing.isAt(to)) {
                thing.copy(held.path(), to);
            } else if (!thing.isAnother(held.path(), to)) {
                return RestoreOutcome.failed(key, from + " and the file in its old place are one and the same");
            }
            held.delete();
            return RestoreOutcome.restored(key);
        } finally {
            held.release();
        }
    }

    /** What was moved: a file of a content, or a link. */
    private record Thing(ImageEntry image, String etag) {
        boolean isAt(Path file) throws IOException {
            return LinkCopy.isEtag(etag) ? LinkCopy.isOf(file, etag) : FileCopy.isOf(file, image);
        }

        void copy(Path from, Path to) throws IOException {
            if (LinkCopy.isEtag(etag)) {
                LinkCopy.make(from, to);
            } else {
                FileCopy.make(from, to, image);
            }
        }

        boolean isAnother(Path one, Path other) throws IOException {
            return LinkCopy.isEtag(etag) || !Files.isSameFile(one, other);
        }
    }
}
