package io.github.labelverifier.job.review;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each numbered value of a facet was seen, in flagged images and in all. */
final class FacetCounts {
    private long[] flagged = new long[64];
    private long[] all = new long[64];

    void add(int number, boolean isFlagged) {
        if (number < 0) {
            return;
        }
        if (number >= all.length) {
            all = Arrays.copyOf(all, number * 2);
            flagged = Arrays.copyOf(flagged, number * 2);
        }
        all[number]++;
        flagged[number] += isFlagged ? 1 : 0;
    }

    long flagged(int number) {
        return number < flagged.length ? flagged[number] : 0;
    }

    long all(int number) {
        return number < all.length ? all[number] : 0;
    }

    /** The names most often seen in flagged images, and then in any. */
    List<Integer> top(int most) {
        return IntStream.range(0, all.length)
                .filter(number -> all[number] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(this::flagged)
                        .thenComparingLong(this::all)
                        .reversed())
                .limit(most)
                .toList();
    }
}
