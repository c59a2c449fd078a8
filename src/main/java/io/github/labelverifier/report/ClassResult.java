package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.SkipTally;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The result for one class: the counts of its report, as the findings are added. Used from one thread. */
public final class ClassResult {
    private final Path report;
    private final String location;
    private final String rule;
    private final Map<String, Long> suggested = new TreeMap<>();
    private final SkipTally skipped = new SkipTally();
    private Counts counts = Counts.NONE;
    private long answered;
    private long doubtful;
    private long keptDoubtful;
    private long duplicates;
    private Optional<ReportSummary> summary = Optional.empty();

    public ClassResult(Path report, String location, String rule) {
        this.report = report;
        this.location = location;
        this.rule = rule;
    }

    public void add(Finding finding) {
        skipped.add(finding);
        add(finding.decision(), finding.image().size(), finding.detection().isPresent());
    }

    /** Adds an image that has labels: what was decided of it, and its size in bytes. */
    public void add(Decision decision, long size) {
        add(decision, size, true);
    }

    private void add(Decision decision, long size, boolean isAnswered) {
        counts = counts.plus(decision.verdict(), size);
        duplicates += decision.isDuplicate() ? 1 : 0;
        answered += isAnswered ? 1 : 0;
        boolean isDoubtful = decision.reasons().contains(Reason.DOUBTFUL);
        doubtful += isDoubtful ? 1 : 0;
        keptDoubtful += isDoubtful && decision.verdict() == Verdict.KEEP ? 1 : 0;
        if (decision.verdict() == Verdict.FLAG) {
            decision.contrast().flatMap(Contrast::suggest).ifPresent(folder -> suggested.merge(folder, 1L, Long::sum));
        }
    }

    public void finish(ReportSummary end) {
        summary = Optional.of(end);
    }

    /** Where the judged report is. */
    public Path report() {
        return report;
    }

    public String location() {
        return location;
    }

    /** The name of the rule that was applied. */
    public String rule() {
        return rule;
    }

    public Counts counts() {
        return counts;
    }

    /** How many images were skipped, by why. */
    public Map<String, Long> skipped() {
        return skipped.counts();
    }

    /** Images that have labels. */
    public long answered() {
        return answered;
    }

    public long doubtful() {
        return doubtful;
    }

    /** Those of the doubtful images that are kept. */
    public long keptDoubtful() {
        return keptDoubtful;
    }

    public long duplicates() {
        return duplicates;
    }

    public ReportSummary summary() {
        return summary.orElseThrow();
    }

    /** For each other location, how many flagged images look as if they belonged there. */
    public Map<String, Long> suggested() {
        return suggested;
    }

    /** The location that is suggested most often. */
    public Optional<Map.Entry<String, Long>> mostSuggested() {
        return suggested.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey(Comparator.reverseOrder())));
    }
}
