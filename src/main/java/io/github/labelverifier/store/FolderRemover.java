package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

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
    public Optional<ToIntFunction<ImageEntry>> turns() {
        return Optional.of(files::turn);
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return batch.stream()
                .map(entry -> begun.test(entry.key()) ? ours(delete(entry, true)) : delete(entry, false))
                .toList();
    }

    /** What is gone after its removal was begun is gone by that. */
    private static RemovalOutcome ours(RemovalOutcome outcome) {
        return outcome.result() == Result.ABSENT ? RemovalOutcome.of(outcome.key(), Result.DELETED) : outcome;
    }

    private RemovalOutcome delete(ImageEntry entry, boolean begun) {
        return files.ifUnchanged(entry, begun, file -> {
            file.delete();
            return RemovalOutcome.of(entry.key(), Result.DELETED);
        });
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return batch.stream().map(this::settle).toList();
    }

    private RemovalOutcome settle(ImageEntry entry) {
        return ours(files.look(
                entry,
                RemovalOutcome.of(entry.key(), Result.FAILED, "an earlier run broke off before it was deleted")));
    }
}
