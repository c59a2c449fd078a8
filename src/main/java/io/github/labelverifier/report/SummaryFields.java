package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import io.github.labelverifier.verdict.Counts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a report's last line. */
final class SummaryFields {
    private static final double FASTEST = 1e6;

    private boolean complete;
    private @Nullable BigDecimal keep;
    private @Nullable BigDecimal flag;
    private @Nullable BigDecimal skip;
    private @Nullable BigDecimal error;
    private @Nullable BigDecimal bytesFlagged;
    private Map<String, Long> skipped = Map.of();
    private @Nullable BigDecimal calls;
    private @Nullable BigDecimal reused;
    private @Nullable BigDecimal duplicates;
    private @Nullable BigDecimal throttled;
    private @Nullable BigDecimal cost;
    private @Nullable BigDecimal pace;
    private @Nullable List<String> changedMeanwhile;
    private @Nullable String finishedAt;
    private List<Advice> advice = List.of();

    /** Reads a field if it is one of these. */
    boolean read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "complete" -> complete = JsonFields.isTrue(json);
            case "keep" -> keep = JsonFields.number(json);
            case "flag" -> flag = JsonFields.number(json);
            case "skip" -> skip = JsonFields.number(json);
            case "error" -> error = JsonFields.number(json);
            case "bytesFlagged" -> bytesFlagged = JsonFields.number(json);
            case "skipped" -> skipped = JsonFields.counts(json);
            case "calls" -> calls = JsonFields.number(json);
            case "duplicates" -> duplicates = JsonFields.number(json);
            case "throttled" -> throttled = JsonFields.number(json);
            case "estimatedCostUsd" -> cost = JsonFields.number(json);
            case "pace" -> pace = JsonFields.number(json);
            case "changedMeanwhile" -> changedMeanwhile = JsonFields.strings(json, ReportSummary.MOST_CHANGED);
            case "finishedAt" -> finishedAt = JsonFields.string(json);
            case AdviceJson.FIELD -> advice = AdviceJson.read(json);
            case "reused" -> reused = JsonFields.number(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A pace that none can be is none: that is no reason not to take the answers of a report. */
    private OptionalDouble pace() {
        double found = pace == null ? 0 : pace.doubleValue();
        return found > 0 && found <= FASTEST ? OptionalDouble.of(found) : OptionalDouble.empty();
    }

    boolean isComplete() {
        return complete;
    }

    ReportSummary toSummary() throws IOException {
        Counts counts = new Counts(
                JsonFields.required("keep", keep).longValue(),
                JsonFields.required("flag", flag).longValue(),
                JsonFields.required("skip", skip).longValue(),
                JsonFields.required("error", error).longValue(),
                JsonFields.required("bytesFlagged", bytesFlagged).longValue());
        return new ReportSummary(
                counts,
                skipped,
                JsonFields.required("calls", calls).longValue(),
                JsonFields.required("reused", reused).longValue(),
                duplicates == null ? 0 : duplicates.longValue(),
                JsonFields.required("throttled", throttled).longValue(),
                JsonFields.required("estimatedCostUsd", cost),
                pace(),
                Optional.ofNullable(changedMeanwhile).map(Set::copyOf),
                JsonFields.instant("finishedAt", finishedAt),
                advice);
    }
}
