package io.github.labelverifier.rate;

import java.util.OptionalDouble;

/**
 * What is known of the service: a rate that was good, and the quota as the last episode measured it. Rates are calls a second. Not
 * safe for threads.
 */
final class RateMemory {
    /** How many calls a window must have let in to be a measurement of the quota. */
    private static final double MEASURED = 15;

    /** What remains of the memory of a good rate when a search does not even reach it. */
    private static final double FADING = 0.7;

    /** A step down by less than this share of a rate ends so close to the quota that it may be shown as the quota. */
    private static final double CLOSE = 0.1;

    /** The quota is no longer what was measured once the rate is so many times as high. */
    private static final double OUTGROWN = 1.1;

    /** The last rate known to be good; infinite as long as none is. */
    private double good = Double.POSITIVE_INFINITY;

    /** The most that the next window can measure. */
    private double believed = Double.POSITIVE_INFINITY;

    private double measuredBefore;
    private OptionalDouble quota = OptionalDouble.empty();

    /** The pace of an earlier run is all that is known. */
    void begin(double pace) {
        good = pace;
        // What the bucket held is let in, too, and is no measure of the quota.
        believed = pace;
        quota = OptionalDouble.of(pace);
    }

    /** Whether a good rate is known. */
    boolean isGoodKnown() {
        return good < Double.POSITIVE_INFINITY;
    }

    /** The last rate known to be good; infinite as long as none is. */
    double good() {
        return good;
    }

    /** What passed for a good rate was none. */
    void forgetGood() {
        good = Double.POSITIVE_INFINITY;
    }

    /** What passed for the quota was none. */
    void forgetQuota() {
        quota = OptionalDouble.empty();
    }

    /** The next window cannot measure more than this. */
    void believe(double most) {
        believed = most;
    }

    /**
     * What a window measures, which is 0 where it measures nothing.
     *
     * @param byChance the share of calls that is throttled whatever the rate
     * @param isFromFullBucket whether it began with what a bucket held that had filled: that is no measure of the quota
     */
    double measure(RateEvidence.Window window, double byChance, boolean isFromFullBucket) {
        double most = believed;
        believed = Double.POSITIVE_INFINITY;
        return isFromFullBucket ? 0 : Math.min(window.rate() / (1 - byChance), most);
    }

    /** Whether a window measures the same quota as the one before. */
    boolean isConfirmedBy(RateEvidence.Window window, double measured) {
        boolean enough = window.letIn() >= MEASURED;
        // How the filling of a token falls to the two ends of a window is chance: that is worth a call or two.
        double tolerance = 0.002 + 1.5 / window.letIn();
        boolean confirmed = enough && Math.abs(measured / measuredBefore - 1) < tolerance;
        measuredBefore = enough ? measured : 0;
        return confirmed;
    }

    /** An episode goes on with this rate, after a search or after what a window has measured. */
    void keep(double rate, RateEvidence.Window window, boolean isAfterSearch) {
        if (!isAfterSearch && window.letIn() >= MEASURED) {
            good = rate;
        } else if (isAfterSearch && isGoodKnown()) {
            good = Math.max(rate, FADING * good);
        }
    }

    /**
     * An episode takes this rate for the quota.
     *
     * @param drop how far below the rate that was throttled, as a share of that: from farther off nothing is known
     */
    void takeForQuota(double rate, double drop) {
        quota = drop < CLOSE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** The rate has risen this far without a throttle. */
    void risen(double rate) {
        if (quota.isPresent() && rate > OUTGROWN * quota.getAsDouble()) {
            forgetQuota();
        }
    }

    /** The service's quota, as far as it is known. */
    OptionalDouble quota() {
        return quota;
    }

    /** What another run may begin with where no quota is known: the good rate; empty if that is not known either. */
    OptionalDouble pace() {
        return isGoodKnown() ? OptionalDouble.of(good) : OptionalDouble.empty();
    }
}
