package io.github.labelverifier.rate;

/**
 * Spreads the starts of calls evenly over time, and measures how fast they really come. Times are nanoseconds, rates
 * calls a second. Not safe for threads.
 */
final class RatePace {
    /**
     * How far the starts may fall behind their schedule and still make up for it. Threads wake up a little late, always;
     * were that never made up for, 200 calls a second would become 190.
     */
    private static final double SLACK = 5e6;

    /** By how much an interval may be shortened to make up for late starts, as a share of it, or this time at least. */
    private static final double SHORTER = 0.05;

    private static final double LEAST_SHORTER = 5e5;

    private static final double SECOND = 1e9;

    /** Over how many starts the observed rate is smoothed. */
    private static final double SMOOTHING = 8;

    private final double cap;
    private double scheduled = Double.NEGATIVE_INFINITY;
    private double lastStart = Double.NEGATIVE_INFINITY;
    private double interval = SECOND;

    /** A pace that no rate makes faster than {@code cap} calls in any second; infinity is no cap. */
    RatePace(double cap) {
        // The slack would let one start too many into a second, so the cap's own pace is that much slower.
        this.cap = cap / (1 + SLACK / SECOND);
    }

    /** When the next call is due at this rate; possibly long ago. */
    double due(double rate) {
        double spacing = SECOND / Math.min(rate, cap);
        double shortest = spacing - Math.max(SHORTER * spacing, LEAST_SHORTER);
        // A service with a small bucket throttles whatever comes too close, so what is behind is not made up at once.
        return Math.max(scheduled + spacing, lastStart + shortest);
    }

    /** A call starts now. */
    void started(double now, double rate) {
        scheduled = Math.max(scheduled + SECOND / Math.min(rate, cap), now - SLACK);
        if (lastStart > Double.NEGATIVE_INFINITY) {
            // A pause, when nothing wanted to start, shall not pass for a slow pace.
            interval += (Math.min(now - lastStart, 4 * interval) - interval) / SMOOTHING;
        }
        lastStart = now;
    }

    /** The rate at which calls have been starting of late. */
    double observed() {
        return SECOND / interval;
    }

    /** The rate is about to leap to this one: what was observed before says nothing about it. */
    void expect(double rate) {
        interval = SECOND / rate;
    }
}
