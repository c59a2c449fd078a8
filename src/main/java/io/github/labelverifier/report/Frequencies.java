package io.github.labelverifier.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts names, such as labels. Rekognition knows a few thousand labels; a report with far more different ones is
 * refused.
 */
public final class Frequencies {
    private static final int MOST_NAMES = 100_000;

    private final Map<String, Long> counts = new HashMap<>();

    /** A name and how often it was seen. */
    public record Count(String name, long count) {}

    /** Counts a name once more. */
    public void add(String name) {
        if (counts.size() < MOST_NAMES || counts.containsKey(name)) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    /** The names that were seen most often, then by name. */
    public List<Count> best(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name))
                .limit(most)
                .toList();
    }
}
