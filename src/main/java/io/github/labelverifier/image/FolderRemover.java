package io.github.labelverifier.image;

import io.github.labelverifier.image.RemovalOutcome.Result;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;

/** Deletes files of a folder whose size and content hash are still those that they were judged by. */
public final class FolderRemover implements ImageRemover {
    // One file is one act, so a batch only bounds how much of the ledger is written at a time.
    private static final int BATCH = 100;

    private final JudgedFiles files;

    /** Removes files of this folder and of no other. */
    public FolderRemover(FolderLocation location) {
        this.files = new JudgedFiles(location);
    }

    @Override
    public RemovalAction action() {
        return RemovalAction.DELETE;
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
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return batch.stream()
                .map(entry -> begun.test(entry.key()) ? ours(delete(entry)) : delete(entry))
                .toList();
    }

    /** What is gone after its removal was begun is gone by that. */
    private static RemovalOutcome ours(RemovalOutcome outcome) {
        return outcome.result() == Result.ABSENT ? RemovalOutcome.of(outcome.key(), Result.DELETED) : outcome;
    }

    private RemovalOutcome delete(ImageEntry entry) {
        return files.ifUnchanged(entry, file -> {
            Files.delete(file);
            return RemovalOutcome.of(entry.key(), Result.DELETED);
        });
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch) {
        return batch.stream().map(this::settle).toList();
    }

    private RemovalOutcome settle(ImageEntry entry) {
        return ours(files.ifUnchanged(
                entry,
                file -> RemovalOutcome.of(
                        entry.key(), Result.FAILED, "an earlier run broke off before it was deleted")));
    }
}
