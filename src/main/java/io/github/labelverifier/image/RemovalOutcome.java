package io.github.labelverifier.image;

import java.util.Locale;
import java.util.Optional;

/**
 * How the removal of one image ended.
 *
 * @param key the image
 * @param result what became of it
 * @param deleteMarker the version that hides it now, in a bucket that keeps versions: deleting that version brings the
 *     image back
 * @param moved where it is now; of an image that was not removed, where a copy of it was left behind
 * @param message why it was not removed, for people
 * @param refusal whether it is the caller that the store refuses, and not this one image
 * @param untried whether it was not even begun with: it has failed only in so far as it is still there
 * @param nameTaken whether it has failed for something else of its name at the destination, and for that alone
 */
public record RemovalOutcome(
        String key,
        Result result,
        Optional<String> deleteMarker,
        Optional<MovedImage> moved,
        Optional<String> message,
        boolean refusal,
        boolean untried,
        boolean nameTaken) {

    /** What became of an image whose removal was asked for. */
    public enum Result {
        /** It is deleted. */
        DELETED,
        /** It is at its new place, and no longer at the old one. */
        MOVED,
        /** It is not what was judged any more, and was kept. */
        CHANGED,
        /** There was no such image. */
        ABSENT,
        /** It was not removed. */
        FAILED,
        /** Nobody can tell; it counts as not removed. */
        UNKNOWN;

        /** The name in the ledger. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The result of a name in the ledger; empty if there is none. */
        public static Optional<Result> of(String id) {
            for (Result result : values()) {
                if (result.id().equals(id)) {
                    return Optional.of(result);
                }
            }
            return Optional.empty();
        }

        /** Whether the image is gone from its place, as was asked. */
        public boolean isDone() {
            return this == DELETED || this == MOVED || this == ABSENT;
        }
    }

    /** An outcome that needs no words. */
    public static RemovalOutcome of(String key, Result result) {
        return new RemovalOutcome(
                key, result, Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);
    }

    /** An outcome with its reason. */
    public static RemovalOutcome of(String key, Result result, String message) {
        return new RemovalOutcome(
                key, result, Optional.empty(), Optional.empty(), Optional.of(message), false, false, false);
    }

    /** It is deleted, and hidden by this delete marker if the bucket keeps versions. */
    public static RemovalOutcome deleted(String key, Optional<String> deleteMarker) {
        return new RemovalOutcome(
                key, Result.DELETED, deleteMarker, Optional.empty(), Optional.empty(), false, false, false);
    }

    /** It is moved. */
    public static RemovalOutcome moved(String key, MovedImage place) {
        return new RemovalOutcome(
                key, Result.MOVED, Optional.empty(), Optional.of(place), Optional.empty(), false, false, false);
    }

    /** The store does not let this caller do it: not to this image, and most likely not to any. */
    public static RemovalOutcome refused(String key, String message) {
        return new RemovalOutcome(
                key, Result.FAILED, Optional.empty(), Optional.empty(), Optional.of(message), true, false, false);
    }

    /**
     * It was not begun with, and is as it was.
     *
     * @param refusal whether it is the caller that the store refuses
     */
    public static RemovalOutcome untried(String key, String message, boolean refusal) {
        return new RemovalOutcome(
                key, Result.FAILED, Optional.empty(), Optional.empty(), Optional.of(message), refusal, true, false);
    }

    /** It was not moved, for something else has its name at the destination. */
    public static RemovalOutcome nameTaken(String key, String message) {
        return new RemovalOutcome(
                key, Result.FAILED, Optional.empty(), Optional.empty(), Optional.of(message), false, false, true);
    }

    /** The same, with a copy of the image at another place. */
    public RemovalOutcome withCopyAt(MovedImage place) {
        return new RemovalOutcome(key, result, deleteMarker, Optional.of(place), message, refusal, false, false);
    }
}
