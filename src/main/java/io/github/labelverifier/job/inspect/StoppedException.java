package io.github.labelverifier.job.inspect;

/** Somebody has stopped the program. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1;
}
