package io.github.labelverifier.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Removes images, each only if it still is what it was judged by.
 *
 * <p>A remover never throws for an image: every entry that it is handed comes back with one outcome, in the same order.
 */
public interface ImageRemover {

    /** What it does to an image. */
    RemovalAction action();

    /** How many entries {@link #remove} takes at most at a time. */
    int batchSize();

    /** How many batches it may be handed at a time, each by a thread of its own; their outcomes come in any order. */
    default int batchesAtOnce() {
        return 1;
    }

    /** What is to be told of the store once, after the removal; empty if it did all as it was asked. */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * Removes those of the images whose content is still the entry's, as its ETag tells.
     *
     * @param batch at most {@link #batchSize()} entries of distinct keys
     * @param begun tells the keys whose removal was begun before, and of which nobody knows how far it came: the image may
     *     be gone by it, or a copy may stand at the destination
     * @return one outcome an entry, in the order of the batch
     */
    List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun);

    /**
     * Finds out what became of images whose removal was begun by a run that was stopped before it recorded the outcome.
     * Removes nothing; what that run left half done is put in order.
     *
     * @param batch at most {@link #batchSize()} entries of distinct keys
     * @param since when the removal of these images was begun for the first time, if that is known; what has stood at a
     *     destination since before is somebody else's, however alike
     * @return one outcome an entry, in the order of the batch; an image that is still there has failed
     */
    List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since);

    /**
     * In which turn an image is to be removed, where that matters: 0 is the last one, those below come before it, the lowest
     * first. A link goes before the file that it leads to, which tells what it is a link to. Empty if any order will do.
     */
    default Optional<ToIntFunction<ImageEntry>> turns() {
        return Optional.empty();
    }

    /** Whether a removal can be undone, looked up once before anybody is asked to confirm it. */
    Undo undo();

    /** Whether a removal can be undone. */
    enum Undo {
        /** The bucket keeps versions: a deletion only hides the image. */
        VERSIONED,
        /** The bucket has stopped keeping versions: a version that has no id is lost. */
        SUSPENDED,
        /** What is deleted is gone. */
        IMPOSSIBLE,
        /** The image is still there, at another place. */
        MOVED,
        /** The store would not say. */
        UNKNOWN
    }
}
