package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.util.BitSet;

/** Accepts the findings that have certain numbers, counting them as they go by in one pass. */
final class NumberFilter implements FindingFilter {
    private final BitSet numbers;
    private int next;

    NumberFilter(BitSet numbers) {
        this.numbers = numbers;
    }

    @Override
    public boolean accepts(Finding finding) {
        return numbers.get(next++);
    }

    @Override
    public FindingFilter atStart() {
        return new NumberFilter(numbers);
    }
}
