package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.util.BitSet;

/** Counts the findings of a pass, and accepts those of certain numbers. */
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
