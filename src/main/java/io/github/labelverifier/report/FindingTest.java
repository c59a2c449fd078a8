package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import java.io.IOException;
import java.util.List;

/** Decides which findings are wanted. It may have to read a file for that. */
@FunctionalInterface
public interface FindingTest {

    /** Whether the finding is wanted. */
    boolean accepts(Finding finding) throws IOException;

    /** Accepts findings with one of these reasons. Case does not matter, and {@code Person} is short for {@code contains:Person}. */
    static FindingTest hasReason(List<String> reasons) {
        return finding -> finding.reasons().stream()
                .anyMatch(reason -> reasons.stream()
                        .anyMatch(given -> given.equalsIgnoreCase(reason)
                                || given.equalsIgnoreCase(Finding.kindOf(reason))
                                || (Judge.CONTAINS + given).equalsIgnoreCase(reason)));
    }
}
