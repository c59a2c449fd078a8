package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.BitSet;

/** Tells which findings are meant. It may have to look into a file for that. */
@FunctionalInterface
public interface FindingFilter {

    /** Whether the finding is meant. */
    boolean accepts(Finding finding) throws IOException;

    /** The filter for one pass through findings; one that counts them begins anew. */
    default FindingFilter atStart() {
        return this;
    }

    /** Narrows this filter: the other one is asked only about what this one accepts. */
    default FindingFilter and(FindingFilter other) {
        return new NarrowedFilter(this, other);
    }

    /** Accepts the findings of these numbers among those that it is asked about in a pass, from 0. */
    static FindingFilter numbered(BitSet numbers) {
        return new NumberFilter(numbers);
    }
}
