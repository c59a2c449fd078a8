package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds out what became of the images whose removal an earlier run began and did not finish, and records it. Removes
 * nothing.
 */
public final class Settlement {
    private final Removers removers;
    private final Ledger ledger;

    /** A settlement of what a ledger leaves open. */
    public Settlement(Removers removers, Ledger ledger) {
        this.removers = removers;
        this.ledger = ledger;
    }

    /** Settles it, and tells how many ended in which outcome. */
    public RemovalCounts settle() throws IOException, ImageStoreException, LedgerUnfitException {
        RemovalCounts[] counts = {RemovalCounts.NONE};
        for (RemovalAction action : ledger.pendingActions()) {
            ImageRemover remover = removers.of(action);
            ledger.pending(
                    action,
                    some -> look(remover, some, (batch, outcomes) -> {
                        ledger.record(action, batch, outcomes);
                        for (RemovalOutcome outcome : outcomes) {
                            counts[0] = counts[0].plus(outcome);
                        }
                    }));
        }
        return counts[0];
    }

    /**
     * Looks for images that went and were to come back since, which ended badly: one that stands in its old place is to be
     * removed anew. What else there is, or is not, changes nothing: it stays gone, and can come back as before.
     *
     * @param actions those by which images are removed now
     */
    void settleReturns(List<RemovalAction> actions) throws IOException, ImageStoreException, LedgerUnfitException {
        for (RemovalAction action : ledger.returningActions()) {
            if (!actions.contains(action)) {
                continue;
            }
            ImageRemover remover = removers.of(action);
            ledger.returning(
                    action,
                    some -> look(remover, some, Optional.empty(), (batch, outcomes) -> {
                        List<Integer> back = IntStream.range(0, batch.size())
                                .filter(i -> outcomes.get(i).result() == RemovalOutcome.Result.FAILED)
                                .boxed()
                                .toList();
                        if (!back.isEmpty()) {
                            ledger.record(
                                    action,
                                    back.stream().map(batch::get).toList(),
                                    back.stream().map(outcomes::get).toList());
                        }
                    }));
        }
    }

    private interface Taker {
        void take(List<ImageEntry> batch, List<RemovalOutcome> outcomes) throws IOException;
    }

    private static void look(ImageRemover remover, List<BegunImage> some, Taker taker) throws IOException {
        Map<Optional<Instant>, List<ImageEntry>> bySince = new LinkedHashMap<>();
        some.forEach(begun -> bySince.computeIfAbsent(begun.since(), since -> new ArrayList<>())
                .add(begun.image()));
        for (Map.Entry<Optional<Instant>, List<ImageEntry>> batch : bySince.entrySet()) {
            look(remover, batch.getValue(), batch.getKey(), taker);
        }
    }

    /** A batch of the ledger may be larger than one of the store. */
    private static void look(ImageRemover remover, List<ImageEntry> some, Optional<Instant> since, Taker taker)
            throws IOException {
        for (int i = 0; i < some.size(); i += remover.batchSize()) {
            List<ImageEntry> batch = some.subList(i, Math.min(some.size(), i + remover.batchSize()));
            taker.take(batch, remover.settle(batch, since));
        }
    }
}
