package io.github.labelverifier.scan;

/** The next call would be one more than the run may make. */
public final class CallsSpentException extends Exception {
    private static final long serialVersionUID = 1L;
}
