package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the exemplars show: an image should share one of these labels. Names compare without regard to case.
 *
 * <p>The labels that most exemplars have come first; the order of the exemplars does not matter.
 */
public final class ReferenceLabels {

    /**
     * One label of the reference.
     *
     * @param label its name, as an exemplar spells it
     * @param exemplars how many exemplars have it; 0 if it was only added by name
     */
    public record Entry(String label, int exemplars) {}

    private static final Comparator<Entry> ORDER = Comparator.comparingInt(Entry::exemplars)
            .reversed()
            .thenComparing(Entry::label, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Entry::label);

    private final Map<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** A reference of these entries, such as an earlier run recorded. */
    public ReferenceLabels(List<Entry> entries) {
        entries.forEach(entry -> this.entries.put(entry.label(), entry));
    }

    /**
     * The union of what counts in the exemplars, less ignored and rejected labels, and the labels that are added by name.
     */
    public static ReferenceLabels of(List<Detection> exemplars, List<String> added, Policy policy) {
        ReferenceLabels reference = new ReferenceLabels(
                added.stream().map(label -> new Entry(label, 0)).toList());
        for (Detection exemplar : exemplars) {
            Set<String> counted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (Label label : policy.counting(exemplar)) {
                if (policy.mayBeShared(label) && counted.add(label.name())) {
                    reference.entries.merge(label.name(), new Entry(label.name(), 1), ReferenceLabels::oneExemplarMore);
                }
            }
        }
        return reference;
    }

    private static Entry oneExemplarMore(Entry entry, Entry one) {
        // The spelling must not depend on which exemplar came first.
        String label = entry.label().compareTo(one.label()) <= 0 ? entry.label() : one.label();
        return new Entry(label, entry.exemplars() + one.exemplars());
    }

    /** The entries, those of most exemplars first, then by name. */
    public List<Entry> entries() {
        return entries.values().stream().sorted(ORDER).toList();
    }

    /** Whether there is nothing that an image could share. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether the reference has a label of this very name. */
    public boolean contains(String label) {
        return entries.containsKey(label);
    }

    /** Whether the reference has a label, by its name or by one of its aliases. */
    public boolean contains(Label label) {
        if (contains(label.name())) {
            return true;
        }
        for (String alias : label.aliases()) {
            if (contains(alias)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the labels that an image shares with the reference, best first; those that are ignored never are. */
    public List<String> sharedBy(Detection detection, Policy policy) {
        List<String> names = new ArrayList<>();
        for (Label label : sharedLabels(detection, policy)) {
            names.add(label.name());
        }
        return names;
    }

    /** The labels that an image shares with the reference, best first; those that are ignored never are. */
    public List<Label> sharedLabels(Detection detection, Policy policy) {
        List<Label> shared = new ArrayList<>();
        for (Label label : policy.counting(detection)) {
            if (contains(label) && !policy.isIgnored(label)) {
                shared.add(label);
            }
        }
        return Collections.unmodifiableList(shared);
    }

    /** What a label is in the reference, by its name or else by an alias; empty if it is none of it. */
    public Optional<Entry> find(Label label) {
        return Stream.concat(Stream.of(label.name()), label.aliases().stream())
                .filter(this::contains)
                .map(entries::get)
                .findFirst();
    }
}
