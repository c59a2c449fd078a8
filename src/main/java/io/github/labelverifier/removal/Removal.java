package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries out a confirmed plan, batch by batch: the intent is in the ledger before a batch is handed to the store, its
 * outcomes are as soon as they are there. As many batches are under way at a time as the store takes, so that a crash
 * leaves no more than these open.
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
     * @param stopRequested whether to end after the batches under way
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
     * Removes what the plan holds. After a batch of which no image was removed because the store refuses the caller, none
     * is begun.
     *
     * @throws IOException if the plan or the ledger failed; no further batch was begun
     */
    public Result run(RemovalPlan plan) throws IOException {
        Course course = new Course();
        try (Turns turns = Turns.of(plan, remover.turns())) {
            for (int turn : turns.numbers()) {
                run(plan, finding -> turns.isIn(turn, finding.image().key()), course);
            }
        }
        return new Result(course.counts, course.refusal);
    }

    /** Removes the images of one turn, and waits for the last of them. */
    private void run(RemovalPlan plan, FindingFilter turn, Course course) throws IOException {
        try (RemovalPlan.Entries entries = plan.entries();
                BatchesUnderWay<ImageEntry, RemovalOutcome> batches =
                        new BatchesUnderWay<>(remover.batchesAtOnce(), course::remove, course::take)) {
            List<ImageEntry> batch = nextBatch(entries, turn);
            while (!batch.isEmpty()) {
                batches.awaitRoom();
                if (stopRequested.getAsBoolean() || course.refusal.isPresent()) {
                    break;
                }
                course.intend(batch);
                batches.begin(batch);
                batch = nextBatch(entries, turn);
            }
            batches.finish();
        }
    }

    /** One run through a plan. */
    private final class Course {
        /** Those whose removal was begun before, of the batches that are under way. */
        private final Set<String> begun = ConcurrentHashMap.newKeySet();

        private RemovalCounts counts = RemovalCounts.NONE;
        private Optional<String> refusal = Optional.empty();

        void intend(List<ImageEntry> batch) throws IOException {
            for (ImageEntry image : batch) {
                if (ledger.isOpen(image.key()) || (remover.action().isMove() && ledger.hasCopy(image.key()))) {
                    begun.add(image.key());
                }
            }
            ledger.intend(remover.action(), batch);
        }

        List<RemovalOutcome> remove(List<ImageEntry> batch) {
            return remover.remove(batch, begun::contains);
        }

        void take(List<ImageEntry> batch, List<RemovalOutcome> outcomes) throws IOException {
            ledger.record(remover.action(), batch, outcomes);
            for (RemovalOutcome outcome : outcomes) {
                begun.remove(outcome.key());
                counts = counts.plus(outcome);
                listener.accept(outcome);
            }
            if (outcomes.stream().allMatch(RemovalOutcome::refusal)) {
                refusal = outcomes.get(0).message();
            }
        }
    }

    private List<ImageEntry> nextBatch(RemovalPlan.Entries entries, FindingFilter turn) throws IOException {
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
