package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** What is left to be removed of a plan that has passed the guards, after earlier runs. */
public final class RemovalRest {
    private final RemovalPlan plan;
    private final long before;
    private final Optional<RemovalCounts> settled;
    private final List<RemovalPlan> others;
    private final Originals.Look look;
    private final Ledger ledger;

    RemovalRest(
            RemovalPlan plan,
            long before,
            Optional<RemovalCounts> settled,
            List<RemovalPlan> others,
            Originals.Look look,
            Ledger ledger) {
        this.plan = plan;
        this.before = before;
        this.settled = settled;
        this.others = others;
        this.look = look;
        this.ledger = ledger;
    }

    /** What is left. */
    public RemovalPlan plan() {
        return plan;
    }

    /** How many images of the whole plan went before. */
    public long before() {
        return before;
    }

    /** What became of what an earlier run had left open; empty if there was nothing of the kind. */
    public Optional<RemovalCounts> settled() {
        return settled;
    }

    /** Whether there are images of which nobody could find out what became of them. */
    public boolean isLeftOpen() {
        return !ledger.pendingActions().isEmpty();
    }

    /**
     * Removes what was confirmed.
     *
     * @param confirmed what is left, or less
     * @param ways how its images are removed
     * @param stopRequested whether to end after the batches under way
     * @param progress is told how many images have ended in an outcome
     * @throws ImageStoreException if images cannot be moved where they shall go; those of other ways may be gone
     * @throws IOException if the plan or the ledger failed; no further batch was begun
     */
    public RemovalResult remove(
            RemovalPlan confirmed, RemovalWays ways, BooleanSupplier stopRequested, LongConsumer progress)
            throws IOException, ImageStoreException {
        try (KeptLinks kept = new KeptLinks();
                Originals originals = new Originals(confirmed, others, look)) {
            Obstacles obstacles = Obstacles.changes(confirmed).and(originals);
            if (confirmed.location() instanceof FolderLocation folder) {
                kept.add(confirmed);
                for (RemovalPlan other : others) {
                    kept.add(other);
                }
                obstacles = obstacles.and(Obstacles.links(folder, kept));
            }
            RemovalWays sparing = new SparingWays(ways, obstacles);
            KeptImages images = new KeptImages(progress);
            Removal.Result removed = new Removal(sparing, ledger, stopRequested, images::note).run(confirmed);
            Set<String> remarks = new LinkedHashSet<>();
            for (RemovalAction action : ways.actions()) {
                remarks.addAll(ways.of(action).remarks());
            }
            return new RemovalResult(
                    confirmed,
                    removed.counts(),
                    removed.refusal(),
                    images.examples(),
                    images.copies(),
                    List.copyOf(remarks));
        }
    }

    /** Ways that spare what an obstacle stands before. */
    private record SparingWays(RemovalWays ways, Obstacles obstacles) implements RemovalWays {
        @Override
        public List<RemovalAction> actions() {
            return ways.actions();
        }

        @Override
        public RemovalAction actionFor(Finding finding) throws IOException {
            return ways.actionFor(finding);
        }

        @Override
        public ImageRemover of(RemovalAction action) throws ImageStoreException {
            return new SparingRemover(ways.of(action), obstacles);
        }
    }

    /** Remembers of the images that were kept what is told of them. */
    private static final class KeptImages {
        private final LongConsumer progress;
        private final List<RemovalOutcome> examples = new ArrayList<>();
        private long ended;
        private long copies;

        KeptImages(LongConsumer progress) {
            this.progress = progress;
        }

        void note(RemovalOutcome outcome) {
            ended++;
            if (!outcome.result().isDone()) {
                copies += outcome.moved().isPresent() ? 1 : 0;
                if (examples.size() < RemovalResult.EXAMPLES) {
                    examples.add(outcome);
                }
            }
            progress.accept(ended);
        }

        List<RemovalOutcome> examples() {
            return examples;
        }

        long copies() {
            return copies;
        }
    }
}
