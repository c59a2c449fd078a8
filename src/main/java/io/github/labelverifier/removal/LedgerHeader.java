package io.github.labelverifier.removal;

import io.github.labelverifier.report.ReportHeader;
import java.time.Instant;
import java.util.Optional;

/**
 * The first line of a ledger: which report it belongs to.
 *
 * @param tool the program and its version that began it
 * @param location where the report's images were
 * @param endpoint the endpoint that stood for AWS's own
 * @param reportStartedAt when the run began that wrote the report
 */
public record LedgerHeader(String tool, String location, Optional<String> endpoint, Instant reportStartedAt) {
    /** The version of the format that this program writes and reads. */
    static final int SCHEMA = 1;

    /** The header of the ledger that belongs to a report. */
    static LedgerHeader of(ReportHeader report) {
        return new LedgerHeader(report.tool(), report.location(), report.endpoint(), report.startedAt());
    }

    /** Whether it is of the report of this header. */
    boolean belongsTo(ReportHeader report) {
        return location.equals(report.location()) && reportStartedAt.equals(report.startedAt());
    }
}
