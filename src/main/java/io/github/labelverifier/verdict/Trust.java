package io.github.labelverifier.verdict;

/**
 * How far an image is trusted to be right, in parts of 256: whole numbers, so that sums of them do not depend on their
 * order. An exemplar counts as two images; another counts by its chance of being right.
 */
public final class Trust {
    /** The parts of an image that is right beyond doubt. */
    static final int WHOLE = 256;

    /** The trust in an exemplar, and in no other image. */
    public static final int EXEMPLAR = 2 * WHOLE;

    /** The trust in any other image before it was scored: a fifth. */
    public static final int UNSCORED = 51;

    private static final double STEEPNESS = 2;
    private static final double ODDS_AT_ZERO = 9;

    private Trust() {}

    /** The trust in an image of this score that is no exemplar: from none to {@link #WHOLE}. */
    static int of(double score) {
        double chance = 1 / (1 + StrictMath.exp(-(STEEPNESS * score + StrictMath.log(ODDS_AT_ZERO))));
        return (int) Math.round(WHOLE * chance);
    }

    /** What is lacking to the full trust in an image: nothing to an exemplar. */
    static int lacking(int trust) {
        return Math.max(0, WHOLE - trust);
    }
}
