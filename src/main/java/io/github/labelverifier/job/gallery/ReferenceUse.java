package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each label of the reference did: how many kept images have it, and how many have no other. */
final class ReferenceUse {
    /**
     * What one label did.
     *
     * @param exemplars how many exemplars have it
     * @param kept how many kept images share it
     * @param alone how many kept images share it and nothing else
     */
    record Row(String label, int exemplars, long kept, long alone) {}

    private final List<ReferenceLabels.Entry> reference;
    private final Map<String, Long> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Long> alone = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ReferenceUse(List<ReferenceLabels.Entry> reference) {
        this.reference = reference;
        reference.forEach(entry -> {
            kept.put(entry.label(), 0L);
            alone.put(entry.label(), 0L);
        });
    }

    /** Counts a kept image that is no exemplar. */
    void add(Finding finding) {
        Set<String> shared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String label : finding.overlap()) {
            shared.addAll(namesInReference(label, finding));
        }
        shared.forEach(label -> kept.computeIfPresent(label, (name, count) -> count + 1));
        if (shared.size() == 1) {
            shared.forEach(label -> alone.computeIfPresent(label, (name, count) -> count + 1));
        }
    }

    /** By its own name, or by the aliases that the reference has it under. */
    private List<String> namesInReference(String label, Finding finding) {
        return kept.containsKey(label)
                ? List.of(label)
                : finding.detection().stream()
                        .flatMap(detection -> detection.labels().stream())
                        .filter(one -> one.name().equalsIgnoreCase(label))
                        .flatMap(one -> one.aliases().stream())
                        .filter(kept::containsKey)
                        .toList();
    }

    /** All labels of the reference, those that alone kept most images first. */
    List<Row> rows() {
        return reference.stream()
                .map(entry -> new Row(
                        entry.label(),
                        entry.exemplars(),
                        kept.getOrDefault(entry.label(), 0L),
                        alone.getOrDefault(entry.label(), 0L)))
                .sorted(Comparator.comparingLong(Row::alone)
                        .thenComparingLong(Row::kept)
                        .reversed())
                .toList();
    }
}
