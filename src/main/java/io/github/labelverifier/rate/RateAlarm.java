package io.github.labelverifier.rate;

/**
 * Tells a quota that has been exceeded from throttles that come by chance, where no quota has been measured yet. Above a
 * quota a good part of the calls is throttled, by chance a few in a hundred. So each throttle raises a score, and each
 * clean answer lowers it a little, down to nothing: throttles that lie apart leave no trace, and three among six answers
 * raise the alarm. It is Page's cumulative sum test. Shares are of all calls. Memory is constant. Not safe
 * for threads.
 */
final class RateAlarm {
    /** What chance throttles: services in good health throttle less. */
    private static final double BY_CHANCE = 0.03;

    /** What a quota throttles once a growing rate has left it a quarter behind, as it does while the answers come in. */
    private static final double ABOVE_QUOTA = 0.2;

    private static final double THROTTLED = Math.log(ABOVE_QUOTA / BY_CHANCE);
    private static final double CLEAN = Math.log((1 - ABOVE_QUOTA) / (1 - BY_CHANCE));

    /**
     * More than two throttles can reach, which chance brings together every few hundred calls. Each further throttle that
     * it takes is one more call that a quota turns away in every run.
     */
    private static final double ALARM = 5;

    private double score;

    /** Counts an answer; returns whether the throttles of late are too many for chance. */
    boolean answered(boolean throttled) {
        score = Math.max(0, score + (throttled ? THROTTLED : CLEAN));
        return score > ALARM;
    }

    /** Whether the latest throttles may still turn out to be those of a quota. */
    boolean isUncertain() {
        return score > 0;
    }

    /** What has come so far says nothing about what comes. */
    void reset() {
        score = 0;
    }
}
