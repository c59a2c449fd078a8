package io.github.labelverifier.job.review;

/** A property that images can be filtered by, such as their labels or reasons, whose values are numbered. */
enum Facet {
    LABEL,
    REASON;

    private static final int KINDS = 2;

    /** One number for the kind and the number of a name in it. */
    int code(int number) {
        return number * KINDS + ordinal();
    }
}
