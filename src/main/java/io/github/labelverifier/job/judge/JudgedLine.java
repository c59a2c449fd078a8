package io.github.labelverifier.job.judge;

import io.github.labelverifier.report.DecidedFields;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a line of a report, so that the line need not be understood again to be judged.
 *
 * @param place of the line's first byte in the report
 * @param size of the image, in bytes
 * @param rejected the rejected labels that the image contains, a bit each, in the order of the policy
 * @param decided where the decided fields stand; empty if the line must be read and written anew as a whole
 */
record JudgedLine(long place, long size, int rejected, Optional<DecidedFields> decided) {
    /** An image that has no line of its own. */
    static final JudgedLine NONE = new JudgedLine(-1, 0, 0, Optional.empty());

    private static final int MOST_REJECTED = Integer.SIZE - 1;

    /**
     * What is to be kept of a finding's line.
     *
     * @param overlap what the image shares with the reference now
     */
    static JudgedLine of(
            Finding finding, long place, Optional<DecidedFields> decided, Policy policy, List<String> overlap) {
        List<String> contained = policy.rejectedIn(finding.detection().orElseThrow());
        int rejected = 0;
        for (String label : contained) {
            rejected |= 1 << policy.rejected().indexOf(label);
        }
        boolean isEasy = policy.rejected().size() <= MOST_REJECTED
                && finding.message().isEmpty()
                && finding.overlap().equals(overlap);
        return new JudgedLine(place, finding.image().size(), rejected, isEasy ? decided : Optional.empty());
    }

    /** The rejected labels that the image contains. */
    List<String> rejectedOf(Policy policy) {
        return rejected == 0
                ? List.of()
                : policy.rejected().stream()
                        .filter(label -> (rejected & 1 << policy.rejected().indexOf(label)) != 0)
                        .toList();
    }
}
