package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries out a confirmed plan, batch by batch: the intent is in the ledger before a batch is handed to the store, its
 * outcomes are before the next one is.
 */
public final class Removal {
    private final ImageRemover remover;
    private final Ledger ledger;
    private final BooleanSupplier stopRequested;
    private final Consumer<RemovalOutcome> listener;

    /**
     * A removal from one store.
     *
     * @param stopRequested whether to end after the batch under way
     * @param listener is told every outcome, after it was recorded
     */
    public Removal(
            ImageRemover remover, Ledger ledger, BooleanSupplier stopRequested, Consumer<RemovalOutcome> listener) {
        this.remover = remover;
        this.ledger = ledger;
        this.stopRequested = stopRequested;
        this.listener = listener;
    }

    /**
     * Removes what the plan holds.
     *
     * @return how many ended in which outcome
     * @throws IOException if the plan or the ledger failed; no further batch was begun
     */
    public RemovalCounts run(RemovalPlan plan) throws IOException {
        RemovalCounts counts = RemovalCounts.NONE;
        try (RemovalPlan.Entries entries = plan.entries()) {
            List<ImageEntry> batch = nextBatch(entries);
            while (!batch.isEmpty() && !stopRequested.getAsBoolean()) {
                ledger.intend(batch);
                List<RemovalOutcome> outcomes = remover.delete(batch);
                ledger.record(outcomes);
                for (RemovalOutcome outcome : outcomes) {
                    counts = counts.plus(outcome);
                    listener.accept(outcome);
                }
                batch = nextBatch(entries);
            }
        }
        return counts;
    }

    private List<ImageEntry> nextBatch(RemovalPlan.Entries entries) throws IOException {
        List<ImageEntry> batch = new ArrayList<>();
        while (batch.size() < remover.batchSize()) {
            Optional<Finding> next = entries.next();
            if (next.isEmpty()) {
                break;
            }
            batch.add(next.get().image());
        }
        return batch;
    }
}
