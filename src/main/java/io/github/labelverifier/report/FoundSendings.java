package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.Sending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How runs have had the objects of their buckets reach Rekognition, by bucket, region and endpoint. */
final class FoundSendings {
    private record Found(
            String location, Optional<String> region, Optional<String> endpoint, Instant at, boolean isSent) {}

    private final List<Found> found = new ArrayList<>();

    /** Notes how a run has done it, finished or not. One that has called nobody, or another detector, has not. */
    void note(ReportHeader header, Optional<ReportSummary> summary) {
        boolean hasCalled = summary.map(ReportSummary::calls).orElse(1L) > 0;
        if (hasCalled && header.detecting().detector().isEmpty()) {
            boolean isSent =
                    header.detecting().sending().filter(Sending.BYTES::equals).isPresent();
            found.add(new Found(header.location(), header.region(), header.endpoint(), header.startedAt(), isSent));
        }
    }

    /** Whether the latest run there has fetched and sent them. */
    boolean isSent(ImageLocation location, Optional<String> region, Optional<String> endpoint) {
        if (!(location instanceof S3Location bucket)) {
            return false;
        }
        String all = new S3Location(bucket.bucket(), "").uri();
        return found.stream()
                .filter(run -> run.location().startsWith(all)
                        && run.region().equals(region)
                        && run.endpoint().equals(endpoint))
                .max(Comparator.comparing(Found::at))
                .filter(Found::isSent)
                .isPresent();
    }
}
