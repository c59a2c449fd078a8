package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
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
 * Carries out a confirmed plan, batch by batch: the ledger has the intent before a batch is handed to the store, and the
 * outcomes as soon as they are known. As many batches are under way at a time as the store takes, and a crash leaves no
 * more than these open.
 *
 * <p>Images that shall get a number if their name is taken are tried once more with each number, until all have a place.
 */
public final class Removal {
    private final RemovalWays ways;
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
     * @param listener is told the last outcome of every image, after it was recorded
     */
    public Removal(RemovalWays ways, Ledger ledger, BooleanSupplier stopRequested, Consumer<RemovalOutcome> listener) {
        this.ways = ways;
        this.ledger = ledger;
        this.stopRequested = stopRequested;
        this.listener = listener;
    }

    /**
     * Removes what the plan holds. After a batch of which no image was removed because the store refuses the caller, none
     * is begun.
     *
     * @throws ImageStoreException if images cannot be moved where they shall go; those of other ways may be gone
     * @throws IOException if the plan or the ledger failed; no further batch was begun
     */
    public Result run(RemovalPlan plan) throws IOException, ImageStoreException {
        Course course = new Course();
        List<RemovalAction> actions = ways.actions();
        try (Turns turns = Turns.of(plan, ways.of(actions.get(0)).turns())) {
            for (int turn : turns.numbers()) {
                for (RemovalAction action : actions) {
                    FindingFilter meant =
                            finding -> turns.isIn(turn, finding.image().key())
                                    && ways.actionFor(finding).equals(action);
                    run(plan, meant, action, course);
                }
            }
        }
        return new Result(course.counts, course.refusal);
    }

    /** Removes images in one way, with higher and higher numbers while names are taken. */
    private void run(RemovalPlan plan, FindingFilter meant, RemovalAction first, Course course)
            throws IOException, ImageStoreException {
        int last = ledger.last(first).number();
        KeySet taken = new KeySet();
        try {
            Optional<RemovalAction> next = Optional.of(first);
            while (next.isPresent() && !course.isToEnd()) {
                RemovalAction action = next.get();
                KeySet before = taken;
                Step step = new Step(action, ways.of(action), new KeySet(), course);
                taken = step.taken;
                try (before) {
                    step.run(
                            plan,
                            meant.and(finding -> before.contains(finding.image().key())
                                    || start(first, finding.image().key()).equals(action)));
                }
                next = step.anyTaken || action.number() < last ? action.next() : Optional.empty();
            }
        } finally {
            taken.close();
        }
    }

    /** What an image is begun with: where an earlier run got to, the same. */
    private RemovalAction start(RemovalAction first, String key) throws IOException {
        return ledger.begun(key).filter(begun -> begun.first().equals(first)).orElse(first);
    }

    /** Removes images in one way and with one number. */
    private final class Step {
        private final RemovalAction action;
        private final ImageRemover remover;
        private final KeySet taken;
        private final Course course;

        /** Those whose removal was begun before, of the batches that are under way. */
        private final Set<String> begun = ConcurrentHashMap.newKeySet();

        private boolean anyTaken;

        Step(RemovalAction action, ImageRemover remover, KeySet taken, Course course) {
            this.action = action;
            this.remover = remover;
            this.taken = taken;
            this.course = course;
        }

        /** Removes the images that are meant, and waits for the last of them. */
        void run(RemovalPlan plan, FindingFilter meant) throws IOException {
            try (RemovalPlan.Entries entries = plan.entries();
                    BatchesUnderWay<ImageEntry, RemovalOutcome> batches =
                            new BatchesUnderWay<>(remover.batchesAtOnce(), this::remove, this::take)) {
                List<ImageEntry> batch = nextBatch(entries, meant);
                while (!batch.isEmpty()) {
                    batches.awaitRoom();
                    if (course.isToEnd()) {
                        break;
                    }
                    intend(batch);
                    batches.begin(batch);
                    batch = nextBatch(entries, meant);
                }
                batches.finish();
            }
        }

        private void intend(List<ImageEntry> batch) throws IOException {
            for (ImageEntry image : batch) {
                boolean hasCopy =
                        ledger.begun(image.key()).filter(action::equals).isPresent();
                if (ledger.isOpen(image.key()) || (action.isMove() && hasCopy)) {
                    begun.add(image.key());
                }
            }
            ledger.intend(action, batch, begun::contains);
        }

        private List<RemovalOutcome> remove(List<ImageEntry> batch) {
            return remover.remove(batch, begun::contains);
        }

        private void take(List<ImageEntry> batch, List<RemovalOutcome> outcomes) throws IOException {
            ledger.record(action, batch, outcomes);
            for (RemovalOutcome outcome : outcomes) {
                begun.remove(outcome.key());
                if (outcome.nameTaken() && action.next().isPresent()) {
                    anyTaken = true;
                    taken.add(outcome.key());
                } else {
                    course.counts = course.counts.plus(outcome);
                    listener.accept(outcome);
                }
            }
            if (outcomes.stream().allMatch(RemovalOutcome::refusal)) {
                course.refusal = outcomes.get(0).message();
            }
        }

        private List<ImageEntry> nextBatch(RemovalPlan.Entries entries, FindingFilter meant) throws IOException {
            List<ImageEntry> batch = new ArrayList<>();
            while (batch.size() < remover.batchSize()) {
                Optional<Finding> next = entries.next();
                if (next.isEmpty()) {
                    break;
                }
                if (meant.accepts(next.get())) {
                    batch.add(next.get().image());
                }
            }
            return batch;
        }
    }

    /** One run through a plan. */
    private final class Course {
        private RemovalCounts counts = RemovalCounts.NONE;
        private Optional<String> refusal = Optional.empty();

        boolean isToEnd() {
            return stopRequested.getAsBoolean() || refusal.isPresent();
        }
    }
}
