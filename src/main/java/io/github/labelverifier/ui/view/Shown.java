package io.github.labelverifier.ui.view;

import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.util.Set;

/**
 * Which findings standard output gets.
 *
 * @param isGiven whether somebody asked for these verdicts; if not, a table for people adds what deserves a look
 * @param also what else has to be so
 */
public record Shown(Set<Verdict> verdicts, boolean isGiven, FindingFilter also) {

    public Shown {
        verdicts = Set.copyOf(verdicts);
    }

    /** All findings of these verdicts. */
    public Shown(Set<Verdict> verdicts, boolean isGiven) {
        this(verdicts, isGiven, finding -> true);
    }

    /** Only those of them that a filter accepts, too. */
    public Shown only(FindingFilter filter) {
        return new Shown(verdicts, isGiven, also.and(filter));
    }

    /** Whether a finding is among them. */
    public boolean accepts(Finding finding) throws IOException {
        return verdicts.contains(finding.verdict()) && also.accepts(finding);
    }

    /** Whether they differ in their verdict, so that a table has to name it. */
    public boolean isMixed() {
        return verdicts.size() > 1;
    }

    /** Whether a table adds a finding in a group of its own: one that is kept, but doubtful. */
    public boolean adds(Finding finding) throws IOException {
        return !isGiven && finding.verdict() == Verdict.KEEP && finding.has(Reason.DOUBTFUL) && also.accepts(finding);
    }
}
