package io.github.labelverifier.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The paces that finished runs have found out to be let in by the service, by region and endpoint. */
final class FoundPaces {
    private record Found(Optional<String> region, Optional<String> endpoint, Instant at, double callsPerSecond) {}

    private final List<Found> paces = new ArrayList<>();

    /** Notes what a run has found, if it has. */
    void note(ReportHeader header, ReportSummary summary) {
        summary.pace()
                .ifPresent(
                        pace -> paces.add(new Found(header.region(), header.endpoint(), summary.finishedAt(), pace)));
    }

    /** The pace that the latest run has found there, in calls a second. */
    OptionalDouble latest(Optional<String> region, Optional<String> endpoint) {
        return paces.stream()
                .filter(found ->
                        found.region().equals(region) && found.endpoint().equals(endpoint))
                .max(Comparator.comparing(Found::at))
                .map(found -> OptionalDouble.of(found.callsPerSecond()))
                .orElse(OptionalDouble.empty());
    }
}
