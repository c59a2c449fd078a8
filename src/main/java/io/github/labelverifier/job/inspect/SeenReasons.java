package io.github.labelverifier.job.inspect;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The reasons of a finding that come of a look into its picture.
 *
 * @param without the finding as it is without them
 * @param near that it looks like another image
 * @param quality notes on its quality
 */
record SeenReasons(Finding without, List<Reason> near, List<Reason> quality) {

    static SeenReasons of(Finding finding) {
        List<Reason> near = new ArrayList<>();
        List<Reason> quality = new ArrayList<>();
        List<Reason> others = new ArrayList<>();
        for (Reason reason : finding.reasons()) {
            switch (reason.kind()) {
                case NEAR_DUPLICATE_OF, NEAR_DUPLICATE -> near.add(reason);
                case QUALITY -> quality.add(reason);
                default -> others.add(reason);
            }
        }
        if (near.isEmpty() && quality.isEmpty()) {
            return new SeenReasons(finding, near, quality);
        }
        boolean isKept =
                others.stream().allMatch(reason -> reason.equals(Reason.DOUBTFUL) || reason.equals(Reason.EXEMPLAR));
        return new SeenReasons(finding.decided(isKept ? Verdict.KEEP : finding.verdict(), others), near, quality);
    }

    /** Whether there are any. */
    boolean areAny() {
        return !near.isEmpty() || !quality.isEmpty();
    }

    /** The finding with these in the place of its own; an exemplar is never flagged. */
    Finding replacedBy(List<Reason> otherNear, List<Reason> otherQuality) {
        if ((otherNear.isEmpty() && otherQuality.isEmpty()) || without.has(Reason.EXEMPLAR)) {
            return without;
        }
        List<Reason> reasons = new ArrayList<>(without.reasons());
        reasons.addAll(otherNear);
        reasons.addAll(otherQuality);
        return without.decided(Verdict.FLAG, reasons);
    }
}
