package io.github.labelverifier.rate;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether anything gets through at all. When episode after episode lets nothing in, the service is out: the rate halves each time
 * and may fall lower than it otherwise would. Times are nanoseconds, rates calls a second. Not safe for threads.
 */
final class RateOutage {
    private static final double LOWEST_RATE = 0.5;
    private static final double LOWEST_RATE_IN_OUTAGE = 0.2;

    /** How many episodes in which no call was let in make an outage. */
    private static final int EPISODES = 3;

    private int empty;
    private long throttled;
    private long throttledSince = -1;

    /** A call was let in, with whatever delay its answer came. */
    void succeeded() {
        throttledSince = -1;
    }

    /** A call was turned away. */
    void throttled(long now) {
        throttled++;
        if (throttledSince < 0) {
            throttledSince = now;
        }
    }

    /** Calls get through at the present rate. */
    void end() {
        empty = 0;
    }

    /**
     * An episode has begun, and nothing was let in since the one before.
     *
     * @return the rate to go on with
     */
    double fall(double rate, double good, double floor) {
        empty++;
        // A single empty episode is two throttles in a row: they may be chance.
        double less = Math.min(empty > 1 ? rate / 2 : rate, good);
        return isOpen() ? less : Math.min(rate, Math.max(less, floor));
    }

    /** Whether calls were let in between the latest episodes. */
    boolean isFarOff() {
        return empty == 0;
    }

    /** Whether there is one. */
    boolean isOpen() {
        return empty >= EPISODES;
    }

    /** The lowest rate there may be now. */
    double lowestRate() {
        return isOpen() ? LOWEST_RATE_IN_OUTAGE : LOWEST_RATE;
    }

    /** How many calls were turned away, in all. */
    long throttled() {
        return throttled;
    }

    /** For how long every answer has been a throttle; empty if there is no outage. */
    Optional<Duration> lasting(long now) {
        return isOpen() && throttledSince >= 0 ? Optional.of(Duration.ofNanos(now - throttledSince)) : Optional.empty();
    }
}
