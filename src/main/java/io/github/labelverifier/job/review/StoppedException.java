package io.github.labelverifier.job.review;

/** The process was told to end before the page was there. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
}
