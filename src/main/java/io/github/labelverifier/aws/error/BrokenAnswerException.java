package io.github.labelverifier.aws.error;

import java.io.IOException;

/**
 * What arrived is not an answer, or only part of one. It says nothing, and the request is worth repeating. It is the
 * cause of the exception that a client throws, since a client does not pass on exceptions of other types.
 */
public final class BrokenAnswerException extends IOException {
    /** The reason of an image whose answer was none, or none that can be used. */
    public static final String CODE = "BrokenAnswer";

    private static final long serialVersionUID = 1L;

    public BrokenAnswerException(String message) {
        super(message);
    }

    /** Whether that is the failure, or what is behind it. */
    static boolean isBehind(Throwable failure) {
        return Causes.of(failure).anyMatch(BrokenAnswerException.class::isInstance);
    }
}
