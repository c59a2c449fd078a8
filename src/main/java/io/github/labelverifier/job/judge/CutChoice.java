package io.github.labelverifier.job.judge;

import io.github.labelverifier.verdict.Scoring;
import java.util.Optional;

/** Where the cut comes from, below which images are flagged. */
public interface CutChoice {
    /** The cut that each scoring has unless told otherwise. */
    CutChoice USUAL = Scoring::cut;

    /** The cut for the scores of a run. */
    double cut(Scoring scoring);

    /** What people have to know of a cut that they did not give themselves, in words. */
    default Optional<String> caveat() {
        return Optional.empty();
    }
}
