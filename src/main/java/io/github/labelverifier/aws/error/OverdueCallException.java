package io.github.labelverifier.aws.error;

import java.time.Duration;

/**
 * A call was broken off because it took longer than any takes. Whoever keeps one waiting so long does so again, so it is
 * not repeated, as an {@link java.io.IOException} would be. It is the cause of what a client throws, whose own exceptions do
 * not keep their kind.
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
