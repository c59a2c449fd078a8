package io.github.labelverifier.verdict;

import java.util.List;

/**
 * Which share of the right images a cut flags, as it was measured on recorded answers; between the measured cuts, in
 * proportion. From one collection of images to another it differs by a factor of about two.
 */
public final class FalseFlagEstimate {
    private final List<Measured> measured;

    /**
     * What was measured at one cut.
     *
     * @param percent of the right images that were flagged
     */
    record Measured(double cut, double percent) {}

    /** An estimate of two measurements or more, by rising cuts, which flag more and more. */
    FalseFlagEstimate(Measured... measured) {
        this.measured = List.of(measured);
    }

    /** The smallest share, in percent, for which a cut is known. */
    public double least() {
        return measured.get(0).percent();
    }

    /** The largest share, in percent, for which a cut is known. */
    public double most() {
        return measured.get(measured.size() - 1).percent();
    }

    /**
     * The cut that flags this share of the right images.
     *
     * @param percent from {@link #least} to {@link #most}
     */
    public double cut(double percent) {
        // Written so that NaN fails too.
        if (!(percent >= least() && percent <= most())) {
            throw new IllegalArgumentException("percent: " + percent);
        }
        int next = 1;
        while (measured.get(next).percent() < percent) {
            next++;
        }
        Measured below = measured.get(next - 1);
        Measured above = measured.get(next);
        double part = (percent - below.percent()) / (above.percent() - below.percent());
        return below.cut() + part * (above.cut() - below.cut());
    }
}
