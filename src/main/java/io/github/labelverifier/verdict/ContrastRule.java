package io.github.labelverifier.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the contrast rule flags an image.
 *
 * @param scoring what the scores are; empty in a report of a version that scored in a way of its own
 * @param cut an image of a lower score is flagged; minus infinity if none is
 * @param doubt an image of a lower score, but not below the cut, is doubtful
 * @param flagDoubtful whether doubtful images are flagged too
 */
public record ContrastRule(Optional<Scoring> scoring, double cut, double doubt, boolean flagDoubtful) {

    public ContrastRule {
        // Written so that NaN fails too.
        if (!(cut <= doubt)) {
            throw new IllegalArgumentException("cut: " + cut + ", doubt: " + doubt);
        }
    }

    /** A rule for scores of this kind. */
    public ContrastRule(Scoring scoring, double cut, double doubt, boolean flagDoubtful) {
        this(Optional.of(scoring), cut, doubt, flagDoubtful);
    }

    /** Whether a score alone can flag an image. */
    public boolean isCutting() {
        return cut > Double.NEGATIVE_INFINITY;
    }

    /** The reasons to flag, or to doubt, an image of this fit. */
    List<Reason> reasons(Optional<Fit> fit) {
        List<Reason> reasons = new ArrayList<>();
        if (fit.isEmpty()) {
            reasons.add(Reason.NO_LABELS);
        } else if (fit.get().score() < cut) {
            reasons.add(fit.get().rival().isPresent() ? Reason.FITS_ELSEWHERE : Reason.UNLIKE_THE_REST);
        } else if (fit.get().score() < doubt) {
            reasons.add(Reason.DOUBTFUL);
        }
        return reasons;
    }

    /** Whether an image with these reasons of its contrast is flagged. */
    boolean flags(List<Reason> reasons) {
        return reasons.stream().anyMatch(reason -> flagDoubtful || !reason.equals(Reason.DOUBTFUL));
    }
}
