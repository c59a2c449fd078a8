package io.github.labelverifier.ui.view;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.util.Set;

/**
 * Which findings standard output gets.
 *
 * @param isGiven whether somebody asked for these verdicts; if not, a table for people adds what deserves a look
 */
public record Shown(Set<Verdict> verdicts, boolean isGiven) {

    public Shown {
        verdicts = Set.copyOf(verdicts);
    }

    /** Whether a finding is among them. */
    public boolean accepts(Finding finding) {
        return verdicts.contains(finding.verdict());
    }

    /** Whether they differ in their verdict, so that a table has to name it. */
    public boolean isMixed() {
        return verdicts.size() > 1;
    }

    /** Whether a table adds a finding in a group of its own: one that is kept, but doubtful. */
    public boolean adds(Finding finding) {
        return !isGiven && finding.verdict() == Verdict.KEEP && finding.has(Reason.DOUBTFUL);
    }
}
