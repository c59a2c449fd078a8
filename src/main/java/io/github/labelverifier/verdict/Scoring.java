package io.github.labelverifier.verdict;

import java.util.Arrays;
import java.util.Optional;

/** How the contrast rule scores images: scores of different ways are not to be compared. */
public enum Scoring {
    /** Each image is set against every other folder, and against none: {@link RivalScores}. */
    RIVALS("rivals", -2.5, -1.75),

    /** A folder that has no other to be set against is judged by what its own images have in common: {@link AloneScores}. */
    ALONE("alone", -0.6, -0.3);

    private final String id;
    private final double cut;
    private final double doubt;

    Scoring(String id, double cut, double doubt) {
        this.id = id;
        this.cut = cut;
        this.doubt = doubt;
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
}
