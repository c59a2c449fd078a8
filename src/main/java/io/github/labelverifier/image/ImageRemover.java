package io.github.labelverifier.image;

import java.util.List;

/**
 * Removes images, each only if it still is what it was judged by.
 *
 * <p>A remover never throws for an image: every entry that it is handed comes back with one outcome, in the same order.
 */
public interface ImageRemover {

    /** How many entries {@link #delete} takes at most at a time. */
    int batchSize();

    /**
     * Deletes those of the images whose content is still the entry's, as its ETag tells.
     *
     * @param batch at most {@link #batchSize()} entries of distinct keys
     * @return one outcome an entry, in the order of the batch
     */
    List<RemovalOutcome> delete(List<ImageEntry> batch);

    /** Whether a deletion can be undone, looked up once before anybody is asked to confirm it. */
    Undo undo();

    /** Whether a deletion can be undone. */
    enum Undo {
        /** The bucket keeps versions: a deletion only hides the image. */
        POSSIBLE,
        /** What is deleted is gone. */
        IMPOSSIBLE,
        /** The store would not say. */
        UNKNOWN
    }
}
