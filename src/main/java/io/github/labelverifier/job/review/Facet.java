package io.github.labelverifier.job.review;

/** A kind of what images can be filtered by, in which names are numbered. */
enum Facet {
    LABEL,
    REASON;

    private static final int KINDS = 2;

    /** One number for the kind and the number of a name in it. */
    int code(int number) {
        return number * KINDS + ordinal();
    }
}
