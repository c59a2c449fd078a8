package io.github.labelverifier.aws.error;

import java.io.IOException;

/**
 * What came is no answer, or not all of one: it says nothing, and is worth asking for again. It is the cause of what a client
 * throws, whose own exceptions do not keep their kind.
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
