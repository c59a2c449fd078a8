package io.github.labelverifier.aws.error;

import java.time.Duration;

/**
 * A call was cut off because it took longer than any call should. It is not repeated, as it would be after an {@link
 * java.io.IOException}: whoever keeps one waiting that long will do so again. It is the cause of the exception that a
 * client throws, since a client does not pass on exceptions of other types.
 */
public final class OverdueCallException extends Exception {
    private static final long serialVersionUID = 1L;

    public OverdueCallException(Duration deadline) {
        super("no whole answer within " + deadline.toSeconds() + " seconds");
    }

    /** Whether that is the failure, or what is behind it. */
    public static boolean isBehind(Throwable failure) {
        return Causes.of(failure).anyMatch(OverdueCallException.class::isInstance);
    }
}
