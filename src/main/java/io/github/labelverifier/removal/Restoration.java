package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings back what a ledger says was removed, batch by batch, and records it there. To bring back what is back already
 * changes nothing, so a run that is killed needs no trace of what it was about to do.
 */
public final class Restoration {
    private final Ledger ledger;
    private final ImageLocation location;

    /**
     * A restoration by a ledger that is open for writing.
     *
     * @param location where the images were, as the report tells
     */
    public Restoration(Ledger ledger, ImageLocation location) {
        this.ledger = ledger;
        this.location = location;
    }

    /**
     * What can be brought back and what cannot.
     *
     * @param lost images that were deleted where nothing keeps them
     * @param examples the first few keys of those
     */
    public record Outlook(long restorable, long lost, List<String> examples) {}

    /** How many images ended how. */
    public record Counts(long restored, long failed, long unknown) {
        Counts plus(RestoreOutcome outcome) {
            return switch (outcome.result()) {
                case RESTORED -> new Counts(restored + 1, failed, unknown);
                case FAILED -> new Counts(restored, failed + 1, unknown);
                case UNKNOWN -> new Counts(restored, failed, unknown + 1);
            };
        }
    }

    /** Finds out what there is to bring back, without asking the store. */
    public Outlook outlook() throws IOException, LedgerUnfitException {
        long[] counts = new long[2];
        List<String> examples = new ArrayList<>();
        ledger.removed(location, some -> {
            for (RemovedImage image : some) {
                counts[image.isRestorable() ? 0 : 1]++;
                if (!image.isRestorable() && examples.size() < 3) {
                    examples.add(image.image().key());
                }
            }
        });
        return new Outlook(counts[0], counts[1], examples);
    }

    /** Goes through the images that can be brought back. */
    public void restorable(Ledger.Taker<RemovedImage> taker) throws IOException, LedgerUnfitException {
        ledger.removed(
                location,
                some -> taker.take(
                        some.stream().filter(RemovedImage::isRestorable).toList()));
    }

    /**
     * Brings images back.
     *
     * @param stopRequested whether to end after the batches under way
     * @param listener is told every outcome, after it was recorded
     */
    public Counts run(ImageRestorer restorer, BooleanSupplier stopRequested, Consumer<RestoreOutcome> listener)
            throws IOException, LedgerUnfitException {
        Counts[] counts = {new Counts(0, 0, 0)};
        List<RemovedImage> batch = new ArrayList<>();
        try (BatchesUnderWay<RemovedImage, RestoreOutcome> batches = new BatchesUnderWay<>(
                restorer.batchesAtOnce(), images -> restore(restorer, images), (images, outcomes) -> {
                    ledger.restored(outcomes);
                    for (RestoreOutcome outcome : outcomes) {
                        counts[0] = counts[0].plus(outcome);
                        listener.accept(outcome);
                    }
                })) {
            Ledger.Taker<RemovedImage> flush = images -> {
                batches.awaitRoom();
                if (!images.isEmpty() && !stopRequested.getAsBoolean()) {
                    batches.begin(List.copyOf(images));
                }
                images.clear();
            };
            restorable(some -> {
                batch.addAll(some);
                if (batch.size() >= restorer.batchSize()) {
                    flush.take(batch);
                }
            });
            flush.take(batch);
            batches.finish();
        }
        return counts[0];
    }

    /** What the ledger cannot be right about is left where it is. */
    private static List<RestoreOutcome> restore(ImageRestorer restorer, List<RemovedImage> images) {
        List<RestoreOutcome> outcomes = new ArrayList<>();
        List<RemovedImage> trusted = new ArrayList<>();
        for (RemovedImage image : images) {
            image.doubt()
                    .ifPresentOrElse(
                            why -> outcomes.add(
                                    RestoreOutcome.failed(image.image().key(), why)),
                            () -> trusted.add(image));
        }
        if (!trusted.isEmpty()) {
            outcomes.addAll(restorer.restore(trusted));
        }
        return outcomes;
    }
}
