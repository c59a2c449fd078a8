package io.github.labelverifier.rate;

/**
 * Tolerates the throttles that come whatever the rate, as from a service in trouble. {@link RateTrial} finds out that
 * there are any, and how many. As many as that are then no reason to go slower, and hardly more are: whoever tolerates
 * much more would take a quota for chance, as it too throttles only a share.
 *
 * <p>It is a bucket of its own: each answer puts a little in, each tolerated throttle takes 1 out. Shares are of all
 * calls. Memory is constant. Not safe for threads.
 */
final class RateChance {
    private static final RateTrial.Sample NOTHING = new RateTrial.Sample(0, 0);

    /** How much more than the share is tolerated, as a part of it, but at most so much of all calls. */
    private static final double SLACK = 0.5;

    private static final double MOST_SLACK = 0.05;

    /** What the bucket holds. Where half of the calls are throttled, chance brings more of them together. */
    private static final double STORE = 4;

    private static final double STORE_FOR_SHARE = 8;

    /** So improbable a row of throttles is no chance any more, but an outage. */
    private static final double IMPROBABLE = 1e-4;

    /** Over how many calls it is observed that they become fewer. */
    private static final double OBSERVED = 400;

    /** A share below this is not worth tolerating: a throttle in 200 calls costs next to nothing. */
    private static final double LEAST = 0.005;

    private RateTrial.Sample sample = NOTHING;
    private double share;
    private double observed;
    private double tolerance;
    private double inARow;

    /** A trial has shown so many calls to be throttled whatever the rate. */
    void learn(RateTrial.Sample trial) {
        // Trials are short. Those before still count, but ever less.
        sample = new RateTrial.Sample(
                sample.throttles() / 2 + trial.throttles(), sample.answers() / 2 + trial.answers());
        share = sample.share();
        observed = share;
        tolerance = store();
        inARow = 0;
    }

    /** What is throttled whatever the rate, as far as is known. */
    double share() {
        return share;
    }

    /** A call has succeeded. */
    void succeeded() {
        inARow = 0;
        answered(0);
    }

    /** A call was throttled: returns whether that is no reason to go slower. */
    boolean tolerates() {
        inARow++;
        answered(1);
        if (tolerance < 1 || Math.pow(share, inARow) < IMPROBABLE) {
            // One step is right for what has come so far. The next one needs more.
            tolerance = Math.max(tolerance, store() / 2);
            return false;
        }
        tolerance--;
        return true;
    }

    private void answered(double throttled) {
        observed += (throttled - observed) / OBSERVED;
        share = Math.min(share, (1 + SLACK) * observed);
        if (share < LEAST) {
            share = 0;
            sample = NOTHING;
        }
        tolerance = share == 0 ? 0 : Math.min(tolerance + share + Math.min(SLACK * share, MOST_SLACK), store());
    }

    private double store() {
        return share == 0 ? 0 : STORE + STORE_FOR_SHARE * share;
    }
}
