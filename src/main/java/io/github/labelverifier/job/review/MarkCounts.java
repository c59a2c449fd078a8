package io.github.labelverifier.job.review;

import io.github.labelverifier.verdict.Verdict;

/** How many images of a report have each combination of verdict and mark. */
final class MarkCounts {
    private final long[][] counts = new long[Verdict.values().length][Mark.values().length];

    void add(Verdict verdict, Mark mark) {
        counts[verdict.ordinal()][mark.ordinal()]++;
    }

    void change(Verdict verdict, Mark before, Mark after) {
        counts[verdict.ordinal()][before.ordinal()]--;
        counts[verdict.ordinal()][after.ordinal()]++;
    }

    long of(Verdict verdict, Mark mark) {
        return counts[verdict.ordinal()][mark.ordinal()];
    }

    long of(Verdict verdict) {
        long sum = 0;
        for (long count : counts[verdict.ordinal()]) {
            sum += count;
        }
        return sum;
    }

    /** How many images have this mark, whatever the report says of them. */
    long of(Mark mark) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[mark.ordinal()];
        }
        return sum;
    }

    long decided() {
        return of(Mark.REMOVE) + of(Mark.KEEP) + of(Mark.MOVE) + of(Mark.UNSURE);
    }
}
