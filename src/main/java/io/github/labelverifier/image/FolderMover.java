package io.github.labelverifier.image;

import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Moves files whose size and content hash are still those that they were judged by into another folder. */
public final class FolderMover implements ImageRemover {
    private static final int BATCH = 100;

    private final JudgedFiles files;
    private final FolderLocation destination;

    /**
     * Moves files from one folder to another.
     *
     * @param destination need not exist; must not overlap with the folder
     */
    public FolderMover(FolderLocation location, FolderLocation destination) {
        this.files = new JudgedFiles(location);
        this.destination = destination;
    }

    @Override
    public RemovalAction action() {
        return RemovalAction.moveTo(destination.uri());
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Undo undo() {
        return Undo.MOVED;
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return batch.stream()
                .map(entry -> {
                    RemovalOutcome outcome = move(entry, begun.test(entry.key()));
                    // Perhaps gone by the removal that was begun before.
                    return outcome.result() == Result.ABSENT && begun.test(entry.key()) ? settle(entry) : outcome;
                })
                .toList();
    }

    private RemovalOutcome move(ImageEntry entry, boolean begun) {
        return files.ifUnchanged(entry, file -> {
            Path target = destination.resolve(entry.key());
            try {
                FileCopy.make(file, target, entry);
            } catch (FileAlreadyExistsException e) {
                if (!begun || !JudgedFiles.hasContent(target, entry)) {
                    return RemovalOutcome.of(entry.key(), Result.FAILED, "there is a file at " + target + " already");
                }
            }
            MovedImage place = new MovedImage(target.toString(), entry.etag());
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                Files.delete(target);
                throw e;
            }
            return RemovalOutcome.moved(entry.key(), place);
        });
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch) {
        return batch.stream().map(this::settle).toList();
    }

    private RemovalOutcome settle(ImageEntry entry) {
        if (!destination.contains(entry.key())) {
            return RemovalOutcome.of(entry.key(), Result.FAILED, "the path leads out of the folder");
        }
        Path target = destination.resolve(entry.key());
        MovedImage place = new MovedImage(target.toString(), entry.etag());
        boolean isThere;
        try {
            isThere = JudgedFiles.hasContent(target, entry);
        } catch (IOException e) {
            return RemovalOutcome.of(entry.key(), Result.UNKNOWN, target + " cannot be read: " + e.getMessage())
                    .withCopyAt(place);
        }
        RemovalOutcome look = files.ifUnchanged(
                entry,
                file -> RemovalOutcome.of(entry.key(), Result.FAILED, "an earlier run broke off before it was moved"));
        if (look.result() == Result.ABSENT && isThere) {
            return RemovalOutcome.moved(entry.key(), place);
        }
        return look.result() == Result.FAILED && isThere ? look.withCopyAt(place) : look;
    }
}
