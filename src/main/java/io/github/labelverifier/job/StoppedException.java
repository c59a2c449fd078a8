package io.github.labelverifier.job;

/** The program was told to stop, and a job ends before it is done. What it leaves behind, its own page says. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
}
