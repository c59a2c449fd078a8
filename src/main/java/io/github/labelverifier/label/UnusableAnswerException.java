package io.github.labelverifier.label;

/** An answer that no detector gives and no report holds. The message says what is wrong with it. */
public final class UnusableAnswerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnusableAnswerException(String message) {
        super(message);
    }
}
