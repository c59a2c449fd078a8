package io.github.labelverifier.scan;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.scan.Answered.Origin;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.SkipTally;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a scan counts of the findings that it hands on. */
final class ScanTally {
    private final SkipTally skipped = new SkipTally();
    private final Set<String> liveModels = new TreeSet<>();
    private final Set<String> recordedModels = new TreeSet<>();
    private Counts counts = Counts.NONE;
    private long reused;
    private long duplicates;
    private long cut;

    /** Counts a finding, whose answer came from there. */
    void add(Finding finding, Origin origin) {
        counts = counts.plus(finding);
        skipped.add(finding);
        reused += origin == Origin.REUSED ? 1 : 0;
        boolean isExemplar = finding.has(Reason.EXEMPLAR);
        duplicates += origin == Origin.DUPLICATE && !isExemplar ? 1 : 0;
        if (origin == Origin.CALL || origin == Origin.REUSED) {
            Set<String> models = origin == Origin.CALL ? liveModels : recordedModels;
            finding.detection()
                    .map(Detection::model)
                    .filter(model -> !model.isEmpty())
                    .ifPresent(models::add);
        }
        cut += finding.detection().filter(Detection::isCut).isPresent() ? 1 : 0;
    }

    Counts counts() {
        return counts;
    }

    Map<String, Long> skipped() {
        return skipped.counts();
    }

    long reused() {
        return reused;
    }

    long duplicates() {
        return duplicates;
    }

    long cut() {
        return cut;
    }

    Set<String> liveModels() {
        return liveModels;
    }

    Set<String> recordedModels() {
        return recordedModels;
    }
}
