package io.github.labelverifier.rate;

/**
 * What the throttles tell about the quota. A throttle is the one moment when the fill of the service's token bucket is
 * known: it is empty. So between two throttles the calls let in are just those that the quota has granted in that time,
 * whatever the bucket holds and however unevenly the calls came, and the count is a measurement that no run of clean
 * answers can give. It is exact as long as the bucket was never full in between, and too low otherwise.
 *
 * <p>Throttles come in clusters, because calls already under way cannot be called back: an episode is one cluster.
 * Memory is constant. Not safe for threads.
 */
final class RateEvidence {
    private long originNumber;
    private long originAt;
    private long firstNumber;
    private long firstAt;
    private long lastNumber;
    private long lastAt;
    private long throttled;
    private long tolerated;

    /** The number of calls, throttled ones excluded, between two throttles, and the seconds between them. */
    record Window(double letIn, double seconds) {
        /** Calls let in, a second. */
        double rate() {
            return letIn / seconds;
        }
    }

    /** The first call of the run: before the first throttle, windows begin here. */
    void begin(RateStart start) {
        originNumber = start.number();
        originAt = start.at();
    }

    /** Whether the call started too long ago to belong to the present episode. */
    boolean isPast(RateStart call) {
        return throttled == 0 || call.number() < originNumber;
    }

    /** How many throttles the present episode has had; 0 before the first episode. */
    long throttled() {
        return throttled;
    }

    /** A throttle begins an episode: returns the window from the last throttle of the one before to this. */
    Window beginEpisode(RateStart call) {
        if (throttled > 0) {
            originNumber = lastNumber;
            originAt = lastAt;
        }
        firstNumber = lastNumber = call.number();
        firstAt = lastAt = call.at();
        throttled = 1;
        Window window = window(originNumber, originAt, call.number(), call.at(), tolerated);
        tolerated = 0;
        return window;
    }

    /** What came before is of no use as evidence: the next window begins here. */
    void restart(long number, long at) {
        lastNumber = number;
        lastAt = at;
        tolerated = 0;
    }

    /** A throttle that begins no episode and belongs to none: its call was not let in. */
    void tolerate() {
        tolerated++;
    }

    /** One more throttle of the episode: returns the window from the episode's first throttle to its last. */
    Window add(RateStart call) {
        throttled++;
        if (call.number() < firstNumber) {
            firstNumber = call.number();
            firstAt = call.at();
        }
        if (call.number() > lastNumber) {
            lastNumber = call.number();
            lastAt = call.at();
        }
        return window(firstNumber, firstAt, lastNumber, lastAt, throttled - 2);
    }

    private static Window window(long fromNumber, long from, long toNumber, long to, long throttledBetween) {
        long letIn = toNumber - fromNumber - 1 - throttledBetween;
        return new Window(Math.max(letIn, 0), Math.max(to - from, 1) / 1e9);
    }
}
