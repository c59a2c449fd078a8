package io.github.labelverifier.rate;

/**
 * The rate, and how it rises between two throttles: in a search by leaps and bounds, else along a {@link RateCurve}. Each change
 * is spread over a round, which is as many calls as are in flight: so many begin before the effect of one is seen. Rates are
 * calls a second. Not safe for threads.
 */
final class RateClimb {
    /** The least step down from a throttled rate, as a share of it. */
    static final double LEAST_DROP = 0.005;

    /** The rate before anything is known; calls go one by one then. */
    private static final double FIRST_RATE = 10;

    private static final double HIGHEST_RATE = 1e6;

    /** How far below a rate known to be good a search ends, as a share of it. */
    private static final double SEARCH_MARGIN = 0.2;

    /** The calls that a change of the rate is spread over at least. */
    private static final double LEAST_ROUND = 10;

    /** After a search, the calls for a first step above the ceiling, in seconds. */
    private static final double QUICK_STRIDE = 2;

    /** How far below a pace that an earlier run has found a run begins, as a share of it. */
    private static final double BELOW_KNOWN = 0.01;

    /** How many seconds it takes from there to that pace. */
    private static final double UP_TO_KNOWN = 30;

    private final RateOutage outage;
    private double rate = FIRST_RATE;
    private boolean searching = true;
    private double round = LEAST_ROUND;
    private RateCurve curve = new RateCurve(FIRST_RATE, LEAST_DROP, LEAST_ROUND, LEAST_ROUND);

    /**
     * Nothing is known yet: a search.
     *
     * @param outage tells how low the rate may go
     */
    RateClimb(RateOutage outage) {
        this.outage = outage;
    }

    /** The present rate. */
    double rate() {
        return rate;
    }

    /** Sets the rate, within what there may be. */
    void set(double to) {
        rate = Math.max(outage.lowestRate(), Math.min(to, HIGHEST_RATE));
    }

    /** Whether it rises in a search. */
    boolean isSearching() {
        return searching;
    }

    /** Begins a search at this rate. */
    void search(double from) {
        searching = true;
        set(from);
    }

    /** What is searched for has been found, or was known. */
    void endSearch() {
        searching = false;
    }

    /**
     * Rises in a search.
     *
     * @param growth by how much at the most
     * @param good the rate known to be good, a little below which the search ends; infinite if there is none
     */
    void searchOn(double growth, double good, int inFlight) {
        double goal = good * (1 - SEARCH_MARGIN);
        set(Math.min(rate + Math.min(growth, rate), goal));
        if (rate >= goal) {
            searching = false;
            newRound(inFlight);
            curve = new RateCurve(good, SEARCH_MARGIN, 2 * round, stride(good));
        }
    }

    /** Rises along the curve, by what one clean answer is worth. */
    void follow() {
        set(rate + Math.max(curve.next() - rate, 0) / round);
    }

    /** Whether a round of clean answers has gone into the curve. */
    boolean hasFollowedForARound() {
        return curve.clean() >= round;
    }

    /** Begins just below the pace of an earlier run. */
    void beginBelow(double pace, int inFlight) {
        searching = false;
        set(pace * (1 - BELOW_KNOWN));
        newRound(inFlight);
        curve = new RateCurve(pace, BELOW_KNOWN, UP_TO_KNOWN * pace, stride(pace));
    }

    /** Begins a round, and tells its length in calls. */
    double newRound(int inFlight) {
        round = Math.max(LEAST_ROUND, inFlight);
        return round;
    }

    /**
     * Aims at a ceiling from below it.
     *
     * @param drop how far below, as a share of it
     * @param approach how many clean answers it takes to come there
     * @param hardlyKnown whether all that is known of the ceiling is that one call was throttled, which may have been chance
     */
    void aim(double ceiling, double drop, double approach, boolean hardlyKnown) {
        double stride = stride(ceiling);
        double quick = Math.max(LEAST_ROUND, QUICK_STRIDE * ceiling);
        curve = new RateCurve(ceiling, drop, approach, hardlyKnown ? Math.min(stride, quick) : stride);
    }

    /** The calls for a first step above a ceiling: some rounds, but at a low rate not more than a few seconds. */
    private double stride(double ceiling) {
        return Math.min(5 * round, 10 * ceiling);
    }
}
