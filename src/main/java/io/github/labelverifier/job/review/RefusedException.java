package io.github.labelverifier.job.review;

/** A request asks for what the review does not have or does not do. The message is for people. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
