package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of labels as small numbers, and which of them mean the same: names of older label models, and every alias that
 * an answer names. Names compare without regard to case.
 *
 * <p>All names of a run are entered first; only then is it known what each of them means.
 */
public final class LabelNames {
    // DetectLabels answered both names of each until label model 3.0 made the one an alias of the other.
    private static final Map<String, String> OLD_NAMES = Map.of(
            "human", "Person",
            "people", "Person",
            "apparel", "Clothing",
            "flora", "Plant",
            "automobile", "Car",
            "beverage", "Drink");

    private final Map<String, Integer> bySpelling = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> aliases = new HashMap<>(OLD_NAMES);

    /** The number of a label, and a note of what else it is called. */
    public int enter(Label label) {
        for (String alias : label.aliases()) {
            noteAlias(alias, label.name());
        }
        return enter(label.name());
    }

    private void noteAlias(String alias, String name) {
        String key = key(alias);
        if (!OLD_NAMES.containsKey(key) && !key.equals(key(name))) {
            // If several labels claim the alias, it must not matter which one comes first.
            aliases.merge(key, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    private int enter(String spelling) {
        Integer known = bySpelling.get(spelling);
        if (known != null) {
            return known;
        }
        Integer number = byName.get(key(spelling));
        if (number == null) {
            number = names.size();
            names.add(spelling);
            byName.put(key(spelling), number);
        }
        bySpelling.put(spelling, number);
        return number;
    }

    /** For every number the number of what it means, which may be itself. Nothing can be entered after it. */
    int[] meanings() {
        int entered = names.size();
        int[] meanings = new int[entered];
        for (int number = 0; number < entered; number++) {
            meanings[number] = enter(meaning(names.get(number)));
        }
        return meanings;
    }

    private String meaning(String name) {
        Set<String> passed = new HashSet<>();
        String current = name;
        while (passed.add(key(current))) {
            String next = aliases.get(key(current));
            if (next == null) {
                return current;
            }
            current = next;
        }
        // Labels that are aliases of each other.
        return passed.stream().min(String::compareTo).orElse(name);
    }

    /** How many numbers there are. */
    int size() {
        return names.size();
    }

    /** The name of a number, as it was first spelled. */
    String name(int number) {
        return names.get(number);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
