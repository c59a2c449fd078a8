package io.github.labelverifier.image;

import java.util.Locale;
import java.util.Optional;

/**
 * How the removal of one image ended.
 *
 * @param key the image
 * @param result what became of it
 * @param versionId the delete marker that hides it now, in a bucket that keeps versions: deleting that version brings the
 *     image back
 * @param message why it was not removed, for people
 */
public record RemovalOutcome(String key, Result result, Optional<String> versionId, Optional<String> message) {

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

        /** Whether the image is gone from its place, as was asked. */
        public boolean isDone() {
            return this == DELETED || this == MOVED || this == ABSENT;
        }
    }

    /** An outcome that needs no words. */
    public static RemovalOutcome of(String key, Result result) {
        return new RemovalOutcome(key, result, Optional.empty(), Optional.empty());
    }

    /** An outcome with its reason. */
    public static RemovalOutcome of(String key, Result result, String message) {
        return new RemovalOutcome(key, result, Optional.empty(), Optional.of(message));
    }
}
