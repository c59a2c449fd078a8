package io.github.labelverifier.job.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for names, such as labels and reasons, of which a bounded number is known. */
final class Names {
    /** The number of a name that is not known. */
    static final int UNKNOWN = -1;

    /** Rekognition knows some 3,000 labels; a report that has more than this is not worth the memory. */
    private static final int MOST = 20_000;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a name, which is known from now on unless there are too many. */
    int add(String name) {
        @Nullable Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == MOST) {
            return UNKNOWN;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    int find(String name) {
        return numbers.getOrDefault(name, UNKNOWN);
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }
}
