package io.github.labelverifier.job.gallery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts names, such as labels and reasons. */
final class LabelTally {
    /** Rekognition knows some 3,000 labels; a report that has more than this is not worth the memory. */
    private static final int MOST_NAMES = 20_000;

    /** A name and how often it was seen. */
    record Entry(String name, long count) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::name);

    private final Map<String, Long> counts = new HashMap<>();

    void add(String name) {
        if (counts.size() < MOST_NAMES || counts.containsKey(name)) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The most frequent ones. */
    List<Entry> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .limit(most)
                .toList();
    }
}
