package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Reason;
import java.util.List;

/**
 * Flagged images of one reason.
 *
 * @param total how many there are
 * @param shown the worst of them, the worst first; those that look alike beside each other
 */
record Group(Reason reason, long total, List<Candidate> shown) {
    /** The sets of those that look alike; empty if another reason has put them together. */
    List<NearSet> sets() {
        return NearSet.isMadeBy(reason) ? NearSet.of(shown) : List.of();
    }
}
