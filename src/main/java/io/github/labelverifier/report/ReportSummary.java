package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Counts;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The last line of a report. A report without it is unfinished.
 *
 * @param counts of the report's findings
 * @param calls DetectLabels calls that were made, throttled ones left out
 * @param reused images whose labels an earlier report held
 * @param duplicates images whose labels were known from an image of the same content in the same run
 * @param throttled calls that were turned away and made again
 * @param estimatedCostUsd the calls at the price that the run was told
 * @param finishedAt when the run ended
 */
public record ReportSummary(
        Counts counts,
        long calls,
        long reused,
        long duplicates,
        long throttled,
        BigDecimal estimatedCostUsd,
        Instant finishedAt) {}
