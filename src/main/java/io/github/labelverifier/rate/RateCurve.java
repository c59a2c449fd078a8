package io.github.labelverifier.rate;

/**
 * The rate to aim at after a throttle, as a function of the calls answered cleanly since. It comes back quickly to just
 * under the rate that was throttled, stays about there for long, passes it slowly, and then, as it goes on unhindered,
 * ever faster: the quota must have been raised. It is the cubic of TCP's congestion control, counted in calls instead of
 * seconds, because what a probe costs is counted in calls too. Rates are calls a second. Not safe for threads.
 */
final class RateCurve {
    /** How far above the ceiling, as a share of it, the first stride leads. */
    private static final double FIRST_STRIDE = 0.02;

    private final double ceiling;
    private final double drop;
    private final double approach;
    private final double stride;
    private double clean;

    /**
     * A curve from below a ceiling to above it.
     *
     * @param ceiling the rate that was throttled
     * @param drop how far below it the curve begins, as a share of it, above 0
     * @param approach how many clean calls it takes to reach the ceiling
     * @param stride how many more it takes to get as far above it as {@link #FIRST_STRIDE}, or as it began below if that
     *     is less
     */
    RateCurve(double ceiling, double drop, double approach, double stride) {
        this.ceiling = ceiling;
        this.drop = drop;
        this.approach = approach;
        this.stride = stride;
    }

    /** Counts one more clean call and returns the rate to aim at. */
    double next() {
        clean++;
        double deviation = clean < approach
                ? drop * cube(clean / approach - 1)
                : Math.min(drop, FIRST_STRIDE) * cube((clean - approach) / stride);
        return ceiling * (1 + deviation);
    }

    /** The clean calls counted so far. */
    double clean() {
        return clean;
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
