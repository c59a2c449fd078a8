package io.github.labelverifier.job.judge;

import io.github.labelverifier.verdict.Scoring;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where the cut comes from, below which images are flagged. */
public interface CutChoice {
    /** The cut that each scoring has unless told otherwise. */
    CutChoice USUAL = Scoring::cut;

    /** The cut for the scores of a run. */
    double cut(Scoring scoring);

    /** The share of the right images, in percent, that may be flagged, where that is what was asked for. */
    default OptionalDouble maxFalseFlags() {
        return OptionalDouble.empty();
    }

    /** What people have to know of a cut that they did not give themselves, in words. */
    default Optional<String> caveat() {
        return Optional.empty();
    }
}
