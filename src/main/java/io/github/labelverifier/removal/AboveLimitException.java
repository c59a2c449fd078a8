package io.github.labelverifier.removal;

/** More of the checked images would be removed than a person has allowed. */
public final class AboveLimitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final double percent;
    private final double limit;

    AboveLimitException(double percent, double limit) {
        super(percent + " percent of the checked images are flagged, more than " + limit);
        this.percent = percent;
        this.limit = limit;
    }

    /** How many are flagged, in percent of the checked images. */
    public double percent() {
        return percent;
    }

    /** How many may be, in percent of the checked images. */
    public double limit() {
        return limit;
    }
}
