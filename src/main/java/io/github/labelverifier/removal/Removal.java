package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * How a removal ended.
     *
     * @param counts how many images ended in which outcome
     * @param refusal why the store refuses the caller, if it refused a whole batch for that and the rest was not tried
     */
    public record Result(RemovalCounts counts, Optional<String> refusal) {}

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
     * Finds out what became of images that an earlier run had begun with, and records it. Removes nothing.
     *
     * @return how many ended in which outcome
     */
    public RemovalCounts settle() throws IOException, LedgerUnfitException {
        RemovalCounts[] counts = {RemovalCounts.NONE};
        ledger.pending(some -> {
            // A batch of the ledger may be larger than one of the store.
            for (int i = 0; i < some.size(); i += remover.batchSize()) {
                List<ImageEntry> batch = some.subList(i, Math.min(some.size(), i + remover.batchSize()));
                List<RemovalOutcome> outcomes = remover.settle(batch);
                ledger.record(remover.action(), batch, outcomes);
                for (RemovalOutcome outcome : outcomes) {
                    counts[0] = counts[0].plus(outcome);
                }
            }
        });
        return counts[0];
    }

    /**
     * Removes what the plan holds. A batch of which no image was removed because the store refuses the caller is the last.
     *
     * @throws IOException if the plan or the ledger failed; no further batch was begun
     */
    public Result run(RemovalPlan plan) throws IOException {
        Result result = new Result(RemovalCounts.NONE, Optional.empty());
        try (Turns turns = Turns.of(plan, remover.turns())) {
            for (int turn : turns.numbers()) {
                if (result.refusal().isEmpty()) {
                    result = run(
                            plan, finding -> turns.isIn(turn, finding.image().key()), result.counts());
                }
            }
        }
        return result;
    }

    private Result run(RemovalPlan plan, FindingTest turn, RemovalCounts before) throws IOException {
        RemovalCounts counts = before;
        try (RemovalPlan.Entries entries = plan.entries()) {
            List<ImageEntry> batch = nextBatch(entries, turn);
            while (!batch.isEmpty() && !stopRequested.getAsBoolean()) {
                List<RemovalOutcome> outcomes = remove(batch);
                for (RemovalOutcome outcome : outcomes) {
                    counts = counts.plus(outcome);
                    listener.accept(outcome);
                }
                if (outcomes.stream().allMatch(RemovalOutcome::refusal)) {
                    return new Result(counts, outcomes.get(0).message());
                }
                batch = nextBatch(entries, turn);
            }
        }
        return new Result(counts, Optional.empty());
    }

    private List<RemovalOutcome> remove(List<ImageEntry> batch) throws IOException {
        Set<String> begun = new HashSet<>();
        for (ImageEntry image : batch) {
            if (ledger.isOpen(image.key()) || (remover.action().isMove() && ledger.hasCopy(image.key()))) {
                begun.add(image.key());
            }
        }
        ledger.intend(remover.action(), batch);
        List<RemovalOutcome> outcomes = remover.remove(batch, begun::contains);
        ledger.record(remover.action(), batch, outcomes);
        return outcomes;
    }

    private List<ImageEntry> nextBatch(RemovalPlan.Entries entries, FindingTest turn) throws IOException {
        List<ImageEntry> batch = new ArrayList<>();
        while (batch.size() < remover.batchSize()) {
            Optional<Finding> next = entries.next();
            if (next.isEmpty()) {
                break;
            }
            if (turn.accepts(next.get())) {
                batch.add(next.get().image());
            }
        }
        return batch;
    }
}
