package io.github.labelverifier.job.show;

import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One job of {@code show}, complete and checked as far as that goes without looking into the report.
 *
 * @param report a file that can be read more than once
 * @param nul whether keys and URIs end with NUL instead of newline
 * @param sort empty for the order that suits the report and the format
 * @param summary whether counts are shown instead of the findings
 */
public record ShowRequest(
        Path report, Choice choice, Format format, boolean nul, Optional<Sort> sort, boolean summary) {

    /** The orders of findings. */
    public enum Sort {
        report,
        key,
        worst
    }

    /**
     * Which findings.
     *
     * @param reasons one of which a finding must have; empty if any will do
     * @param isGiven whether anything was chosen at all: a summary is of all findings otherwise
     */
    public record Choice(Set<Verdict> verdicts, List<String> reasons, boolean isGiven) {

        public Choice {
            verdicts = Set.copyOf(verdicts);
            reasons = List.copyOf(reasons);
        }

        FindingFilter test() {
            List<Reason> asked = reasons.stream().map(Reason::parse).toList();
            return finding -> verdicts.contains(finding.verdict()) && (asked.isEmpty() || finding.isMeantBy(asked));
        }
    }
}
