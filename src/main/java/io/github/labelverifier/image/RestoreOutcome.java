package io.github.labelverifier.image;

import java.util.Locale;
import java.util.Optional;

/**
 * How the return of one image ended.
 *
 * @param message why it is not back, for people
 */
public record RestoreOutcome(String key, Result result, Optional<String> message) {

    /** What became of an image that was to come back. */
    public enum Result {
        /** It is at its old place, as it was. */
        RESTORED,
        /** It is not back. */
        FAILED,
        /** Nobody can tell; it counts as not back. */
        UNKNOWN;

        /** The name in the ledger. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is back. */
    public static RestoreOutcome restored(String key) {
        return new RestoreOutcome(key, Result.RESTORED, Optional.empty());
    }

    /** It is not back. */
    public static RestoreOutcome failed(String key, String message) {
        return new RestoreOutcome(key, Result.FAILED, Optional.of(message));
    }

    /** Nobody can tell. */
    public static RestoreOutcome unknown(String key, String message) {
        return new RestoreOutcome(key, Result.UNKNOWN, Optional.of(message));
    }
}
