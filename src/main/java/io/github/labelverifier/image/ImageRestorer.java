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

    /** Brings images back that are {@link RemovedImage#isRestorable restorable}. */
    List<RestoreOutcome> restore(List<RemovedImage> batch);
}
