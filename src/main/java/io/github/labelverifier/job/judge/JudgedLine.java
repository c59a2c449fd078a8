package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.DecidedFields;
import io.github.labelverifier.report.PlainImage;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a line of a report, so that the line need not be understood again to be judged.
 *
 * @param place of the line's first byte in the report
 * @param length of the line, in bytes, without its end
 * @param size of the image, in bytes
 * @param rejected the rejected labels that the image contains, a bit each, in the order of the policy
 * @param isPlain whether the line was found to be plain
 * @param decided where the decided fields stand; empty if the line must be read and written anew as a whole
 */
record JudgedLine(long place, int length, long size, int rejected, boolean isPlain, Optional<DecidedFields> decided) {
    /** An image that has no line of its own. */
    static final JudgedLine NONE = new JudgedLine(-1, 0, 0, 0, false, Optional.empty());

    private static final int MOST_REJECTED = Integer.SIZE - 1;

    /**
     * What is to be kept of a finding's line, which was understood as a whole.
     *
     * @param overlap what the image shares with the reference now
     */
    static JudgedLine of(
            Finding finding,
            OffsetIndex.Extent line,
            Optional<DecidedFields> decided,
            Policy policy,
            List<String> overlap) {
        boolean isEasy = hasFew(policy)
                && finding.message().isEmpty()
                && finding.overlap().equals(overlap);
        return new JudgedLine(
                line.offset(),
                line.length(),
                finding.image().size(),
                rejected(policy, finding.detection().orElseThrow()),
                false,
                isEasy ? decided : Optional.empty());
    }

    /** Whether the rejected labels of a policy are so few that each has a bit. */
    static boolean hasFew(Policy policy) {
        return policy.rejected().size() <= MOST_REJECTED;
    }

    /** The rejected labels that an answer contains, as bits. */
    static int rejected(Policy policy, Detection answer) {
        int rejected = 0;
        for (String label : policy.rejectedIn(answer)) {
            rejected |= 1 << policy.rejected().indexOf(label);
        }
        return rejected;
    }

    /** The image, by the bytes of the line. */
    ImageEntry image(byte[] line) throws IOException {
        return PlainImage.in(line, isPlain);
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
