package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import java.io.IOException;
import java.util.List;

/** Tells which findings are meant. It may have to look into a file for that. */
@FunctionalInterface
public interface FindingTest {

    /** Whether the finding is meant. */
    boolean accepts(Finding finding) throws IOException;

    /** Whether a finding has one of these reasons; the name of a rejected label will do for the reason that it is contained. */
    static FindingTest hasReason(List<String> reasons) {
        return finding -> finding.reasons().stream()
                .anyMatch(reason -> reasons.stream()
                        .anyMatch(given -> given.equalsIgnoreCase(reason)
                                || given.equalsIgnoreCase(Finding.kindOf(reason))
                                || (Judge.CONTAINS + given).equalsIgnoreCase(reason)));
    }
}
