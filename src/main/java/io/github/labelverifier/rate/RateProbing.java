package io.github.labelverifier.rate;

/**
 * How long the rate keeps to its ceiling before it is tried again whether the service lets more through. A probe that
 * fails costs throttled calls, as many as are under way by the time the first of them is answered, so the interval is a
 * matter of budget; but a raised quota shall be noticed too, and a ceiling that is hardly known is better tried soon.
 * Counts are calls. Not safe for threads.
 */
final class RateProbing {
    /** The share of all calls that may be throttled by probing. */
    private static final double BUDGET = 0.002;

    /** How much the latest episode weighs in what an episode costs. */
    private static final double LATEST = 0.3;

    /** After so many seconds the ceiling is tried in any case. */
    private static final double PATIENCE = 70;

    /** The interval grows by this factor with each episode, and by more when two measurements agree. */
    private static final double LONGER = 2;

    private static final double LONGER_WHEN_CONFIRMED = 4;

    /** A ceiling far above is not crept up to for long: that would lose more than a throttle. Calls times drop. */
    private static final double MOST_LOST = 30;

    private double cost = 1;

    /** An episode has ended, and so many calls were throttled in it. */
    void paid(long throttled) {
        cost += LATEST * (throttled - cost);
    }

    /**
     * The clean calls to spend on the way up to a ceiling.
     *
     * @param letIn the calls let in since the episode before
     * @param confirmed whether they measured the same quota as those before
     * @param good the rate to begin with, in calls a second
     * @param drop how far that is below the ceiling, as a share of it
     * @param least the least to return
     */
    double approach(double letIn, boolean confirmed, double good, double drop, double least) {
        double wanted = (confirmed ? LONGER_WHEN_CONFIRMED : LONGER) * letIn;
        double affordable = Math.min(PATIENCE * good, MOST_LOST / drop);
        return Math.max(Math.min(Math.min(wanted, cost / BUDGET), affordable), least);
    }
}
