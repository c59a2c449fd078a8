package io.github.labelverifier.rate;

/**
 * The way in for calls: so many at a time, and each no sooner than the rate allows. Until one has succeeded they go one by one.
 * Times are nanoseconds since the governor was made; rates are calls a second. Not safe for threads.
 */
final class RateEntrance {
    /** How long nothing starts after a failure while nothing has succeeded: time for the run to end on it. */
    private static final double PAUSE_AFTER_FIRST_FAILURE = 0.1e9;

    private final int concurrency;
    private final RatePace pace;
    private long calls;
    private int inFlight;
    private boolean isOpen;
    private double holdUntil = Double.NEGATIVE_INFINITY;

    /**
     * Nothing has started yet.
     *
     * @param concurrency the most calls in flight
     * @param cap the most calls in any second
     */
    RateEntrance(int concurrency, double cap) {
        this.concurrency = concurrency;
        this.pace = new RatePace(cap);
    }

    /** When the next call may start at this rate: now or later, or {@link RateControl#AFTER_AN_ANSWER}. */
    long mayStartAt(long now, double rate) {
        if (inFlight >= (isOpen ? concurrency : 1)) {
            return RateControl.AFTER_AN_ANSWER;
        }
        double due = Math.ceil(Math.max(holdUntil, pace.due(rate)));
        return due <= (double) now ? now : (long) due;
    }

    /** A call starts now, at this rate. */
    RateStart start(long now, double rate) {
        pace.started((double) now, rate);
        RateStart start = new RateStart(calls, now, rate, rate < 2 * pace.observed());
        calls++;
        inFlight++;
        return start;
    }

    /** A call has ended, however it did. */
    void ended() {
        inFlight--;
    }

    /** It ended without an answer that tells anything about the rate. */
    void failed(long now) {
        if (!isOpen) {
            holdUntil = now + PAUSE_AFTER_FIRST_FAILURE;
        }
    }

    /** A call has succeeded: from now on several may be in flight. */
    void open() {
        isOpen = true;
    }

    /** Whether any call has succeeded. */
    boolean isOpen() {
        return isOpen;
    }

    /** How many calls have started and not ended. */
    int inFlight() {
        return inFlight;
    }

    /** The number of the call that started last, from 0. */
    long last() {
        return calls - 1;
    }

    /** The rate at which calls have been starting of late. */
    double observed() {
        return pace.observed();
    }

    /** The rate leaps to this one: what was observed before says nothing about it. */
    void expect(double rate) {
        pace.expect(rate);
    }
}
