package io.github.labelverifier.cli;

import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.SkipTally;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of one report that was judged anew. */
final class Judged {
    private final Path report;
    private final String location;
    private final String rule;
    private final Map<String, Long> suggested = new TreeMap<>();
    private final SkipTally skipped = new SkipTally();
    private Counts counts = Counts.NONE;
    private long answered;
    private long doubtful;
    private long duplicates;
    private Optional<ReportSummary> summary = Optional.empty();

    Judged(Path report, String location, String rule) {
        this.report = report;
        this.location = location;
        this.rule = rule;
    }

    void add(Finding finding) {
        counts = counts.plus(finding);
        skipped.add(finding);
        answered += finding.detection().isPresent() ? 1 : 0;
        doubtful += finding.reasons().contains(ContrastRule.DOUBTFUL) ? 1 : 0;
        duplicates += finding.reasons().stream().anyMatch(reason -> reason.startsWith(Finding.DUPLICATE_OF)) ? 1 : 0;
        if (finding.isRemovable()) {
            finding.contrast().flatMap(Contrast::suggest).ifPresent(folder -> suggested.merge(folder, 1L, Long::sum));
        }
    }

    void finish(ReportSummary end) {
        summary = Optional.of(end);
    }

    /** Where the judged report is. */
    Path report() {
        return report;
    }

    String location() {
        return location;
    }

    /** The name of the rule it was judged by. */
    String rule() {
        return rule;
    }

    Counts counts() {
        return counts;
    }

    /** How many images were skipped, by why. */
    Map<String, Long> skipped() {
        return skipped.counts();
    }

    /** Images that have labels. */
    long answered() {
        return answered;
    }

    long doubtful() {
        return doubtful;
    }

    long duplicates() {
        return duplicates;
    }

    ReportSummary summary() {
        return summary.orElseThrow();
    }

    /** How many flagged images look like those of which location. */
    Map<String, Long> suggested() {
        return suggested;
    }

    /** The location that is suggested most often. */
    Optional<Map.Entry<String, Long>> mostSuggested() {
        return suggested.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey(Comparator.reverseOrder())));
    }
}
