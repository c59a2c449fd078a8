package io.github.labelverifier.verdict;

import java.util.Arrays;
import java.util.Optional;

/** How the contrast rule scores images: scores of different ways are not to be compared. */
public enum Scoring {
    /** Each image is set against every other folder, and against none: {@link RivalScores}. */
    RIVALS(
            "rivals",
            -2.5,
            -1.75,
            new FalseFlagEstimate(
                    new FalseFlagEstimate.Measured(-3.0, 2.5),
                    new FalseFlagEstimate.Measured(-2.75, 3.9),
                    new FalseFlagEstimate.Measured(-2.5, 5.6),
                    new FalseFlagEstimate.Measured(-2.2, 8.6),
                    new FalseFlagEstimate.Measured(-1.75, 15))),

    /** A folder that has no other to be set against is judged by what its own images have in common: {@link AloneScores}. */
    ALONE(
            "alone",
            -0.6,
            -0.3,
            new FalseFlagEstimate(
                    new FalseFlagEstimate.Measured(-0.8, 3.6),
                    new FalseFlagEstimate.Measured(-0.6, 7.1),
                    new FalseFlagEstimate.Measured(-0.5, 9.2),
                    new FalseFlagEstimate.Measured(-0.3, 14.2)));

    private final String id;
    private final double cut;
    private final double doubt;
    private final FalseFlagEstimate falseFlags;

    Scoring(String id, double cut, double doubt, FalseFlagEstimate falseFlags) {
        this.id = id;
        this.cut = cut;
        this.doubt = doubt;
        this.falseFlags = falseFlags;
    }

    /** The one for so many folders. */
    public static Scoring of(int folders) {
        return folders > 1 ? RIVALS : ALONE;
    }

    /** The one of this name in reports. */
    public static Optional<Scoring> named(String id) {
        return Arrays.stream(values()).filter(scoring -> scoring.id.equals(id)).findFirst();
    }

    /** Its name in reports. */
    public String id() {
        return id;
    }

    /** The cut unless told otherwise: an image of a lower score is flagged. */
    public double cut() {
        return cut;
    }

    /** The doubt unless told otherwise: an image of a lower score is doubtful. */
    public double doubt() {
        return doubt;
    }

    /** How many right images a cut flags. */
    public FalseFlagEstimate falseFlags() {
        return falseFlags;
    }
}
