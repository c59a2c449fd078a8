package io.github.labelverifier.image;

import java.util.List;

/**
 * Brings removed images back, and never writes over anything that stands in their place.
 *
 * <p>It never throws for an image: every one that it is handed comes back with one outcome, in the same order. To bring
 * back what is back already changes nothing.
 */
public interface ImageRestorer {

    /** How many images {@link #restore} takes at most at a time. */
    int batchSize();

    /** How many batches it may be handed at a time, each by a thread of its own; their outcomes come in any order. */
    default int batchesAtOnce() {
        return 1;
    }

    /** What is to be told of the store once, after all; empty if it did all as it was asked. */
    default List<String> remarks() {
        return List.of();
    }

    /** Brings images back that are {@link RemovedImage#isRestorable restorable}. */
    List<RestoreOutcome> restore(List<RemovedImage> batch);
}
