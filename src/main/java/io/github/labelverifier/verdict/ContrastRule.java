package io.github.labelverifier.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the contrast rule flags an image.
 *
 * @param cut an image of a lower score is flagged
 * @param doubt an image of a lower score, but not below the cut, is doubtful
 * @param flagDoubtful whether doubtful images are flagged too
 */
public record ContrastRule(double cut, double doubt, boolean flagDoubtful) {
    /** The cut unless told otherwise. */
    public static final double DEFAULT_CUT = -1.0;

    /** The doubt unless told otherwise. */
    public static final double DEFAULT_DOUBT = -0.5;

    /** The cut for a folder that has no other to be compared with, unless told otherwise. */
    public static final double LONE_CUT = -0.6;

    /** The doubt for such a folder, unless told otherwise. */
    public static final double LONE_DOUBT = -0.3;

    public ContrastRule {
        // Written so that NaN fails too.
        if (!(cut <= doubt)) {
            throw new IllegalArgumentException("cut: " + cut + ", doubt: " + doubt);
        }
    }

    /** The reasons to flag, or to doubt, an image of this fit. */
    List<Reason> reasons(Optional<ContrastPoints.Fit> fit) {
        List<Reason> reasons = new ArrayList<>();
        if (fit.isEmpty()) {
            reasons.add(Reason.NO_LABELS);
        } else if (fit.get().score() < cut) {
            reasons.add(fit.get().better().isPresent() ? Reason.FITS_ELSEWHERE : Reason.UNLIKE_THE_REST);
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
