package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import java.io.IOException;
import java.util.List;

/** Finds out what became of images that an earlier run had begun with, and records it. Removes nothing. */
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
            ledger.pending(action, some -> {
                // A batch of the ledger may be larger than one of the store.
                for (int i = 0; i < some.size(); i += remover.batchSize()) {
                    List<ImageEntry> batch = some.subList(i, Math.min(some.size(), i + remover.batchSize()));
                    List<RemovalOutcome> outcomes = remover.settle(batch);
                    ledger.record(action, batch, outcomes);
                    for (RemovalOutcome outcome : outcomes) {
                        counts[0] = counts[0].plus(outcome);
                    }
                }
            });
        }
        return counts[0];
    }
}
