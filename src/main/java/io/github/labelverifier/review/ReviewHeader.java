package io.github.labelverifier.review;

import io.github.labelverifier.report.ReportHeader;
import java.time.Instant;
import java.util.Optional;

/**
 * The first line of a review: which report it belongs to.
 *
 * @param tool the program and its version that wrote it
 * @param location where the report's images are
 * @param startedAt when the run began that wrote the report
 * @param sample the sample that was drawn last
 */
record ReviewHeader(String tool, String location, Instant startedAt, Optional<ReviewSample> sample) {
    /** The version of the format that this program writes and reads. */
    static final int SCHEMA = 1;

    static ReviewHeader of(ReportHeader report) {
        return new ReviewHeader(report.tool(), report.location(), report.startedAt(), Optional.empty());
    }

    ReviewHeader with(ReviewSample other) {
        return new ReviewHeader(tool, location, startedAt, Optional.of(other));
    }

    /** Whether it is of the report of the other header. */
    boolean isOfSameReport(ReviewHeader other) {
        return location.equals(other.location()) && startedAt.equals(other.startedAt());
    }
}
