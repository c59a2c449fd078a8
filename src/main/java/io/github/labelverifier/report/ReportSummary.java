package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Counts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The last line of a report. A report without it is unfinished.
 *
 * @param counts of the report's findings
 * @param skipped how many images were skipped, by why: the reason, or the format where nothing here reads that
 * @param calls DetectLabels calls that were made, throttled ones left out
 * @param reused images whose labels an earlier report held
 * @param duplicates images whose labels were known from an image of the same content in the same run
 * @param throttled calls that were turned away and made again
 * @param estimatedCostUsd the calls that were answered, at the price that the run was told
 * @param pace the calls a second that another run may begin with, as this one found out; empty if it did not
 * @param changedMeanwhile the keys whose images were no more what was listed when the store was looked at again after the last
 *     call, at most {@link #MOST_CHANGED}: the answers of all others are known to be of the content that was listed. Empty
 *     where that was not found out, as for files, whose bytes are hashed when they are sent
 * @param finishedAt when the run ended
 * @param advice what is worth trying next, at no cost; most often nothing
 */
public record ReportSummary(
        Counts counts,
        Map<String, Long> skipped,
        long calls,
        long reused,
        long duplicates,
        long throttled,
        BigDecimal estimatedCostUsd,
        OptionalDouble pace,
        Optional<Set<String>> changedMeanwhile,
        Instant finishedAt,
        List<Advice> advice) {

    /** So few that the line which names them is short; where more were changed, nothing is known. */
    public static final int MOST_CHANGED = 100;

    public ReportSummary {
        changedMeanwhile = changedMeanwhile.map(keys -> Collections.unmodifiableSet(new TreeSet<>(keys)));
        advice = List.copyOf(advice);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    /** A summary without advice. */
    public ReportSummary(
            Counts counts,
            Map<String, Long> skipped,
            long calls,
            long reused,
            long duplicates,
            long throttled,
            BigDecimal estimatedCostUsd,
            Instant finishedAt) {
        this(
                counts,
                skipped,
                calls,
                reused,
                duplicates,
                throttled,
                estimatedCostUsd,
                OptionalDouble.empty(),
                Optional.empty(),
                finishedAt,
                List.of());
    }

    /** A summary that does not tell why images were skipped, as those of older reports. */
    public ReportSummary(
            Counts counts,
            long calls,
            long reused,
            long duplicates,
            long throttled,
            BigDecimal estimatedCostUsd,
            Instant finishedAt) {
        this(counts, Map.of(), calls, reused, duplicates, throttled, estimatedCostUsd, finishedAt);
    }

    /** The same with this advice. */
    public ReportSummary advising(List<Advice> other) {
        return with(counts, pace, changedMeanwhile, other);
    }

    /** The same with other counts of the same images. */
    public ReportSummary counting(Counts other) {
        return with(other, pace, changedMeanwhile, advice);
    }

    /** The same of a run that has found this pace. */
    public ReportSummary atPace(OptionalDouble found) {
        return with(counts, found, changedMeanwhile, advice);
    }

    /** The same of a run that has found these keys changed, or has not found out. */
    public ReportSummary changedMeanwhile(Optional<Set<String>> keys) {
        return with(counts, pace, keys, advice);
    }

    private ReportSummary with(
            Counts otherCounts, OptionalDouble otherPace, Optional<Set<String>> changed, List<Advice> otherAdvice) {
        return new ReportSummary(
                otherCounts,
                skipped,
                calls,
                reused,
                duplicates,
                throttled,
                estimatedCostUsd,
                otherPace,
                changed,
                finishedAt,
                otherAdvice);
    }
}
