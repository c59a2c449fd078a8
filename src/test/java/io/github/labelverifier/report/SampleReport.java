package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.SkipTally;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports of a few plain findings. */
public final class SampleReport {
    public static final String LOCATION = "s3://photos/deer/";
    public static final Asked ASKED = new Asked(55, 50);
    public static final Policy POLICY = new Policy(85, 10, List.of("Person"), List.of());

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    private SampleReport() {}

    public static ReportHeader header(String... exemplars) {
        return header(List.of(exemplars), List.of());
    }

    public static ReportHeader headerAt(String location, String... exemplars) {
        return header(location, List.of(exemplars), List.of());
    }

    static ReportHeader header(List<String> exemplars, List<ReportHeader.Answer> answers) {
        return header(LOCATION, exemplars, answers);
    }

    private static ReportHeader header(String location, List<String> exemplars, List<ReportHeader.Answer> answers) {
        return new ReportHeader(
                "label-verifier 1.0.0",
                location,
                Optional.of("us-east-1"),
                Optional.empty(),
                exemplars,
                answers,
                List.of(new ReferenceLabels.Entry("Deer", exemplars.size())),
                POLICY,
                ASKED,
                ReportHeader.OVERLAP,
                DAY);
    }

    /** An image of some size and of content that no other key has. */
    public static ImageEntry image(String key) {
        return image(key, 1_000 + key.length(), "etag of " + key);
    }

    public static ImageEntry image(String key, long size, String etag) {
        return new ImageEntry(key, size, etag.isEmpty() ? "" : Digests.of(etag), DAY);
    }

    static Detection shows(String label) {
        return shows(label, ASKED);
    }

    static Detection shows(String label, Asked asked) {
        return new Detection(List.of(new Label(label, 98.5, List.of("Animal"))), "3.0", asked);
    }

    public static Finding kept(String key) {
        return kept(image(key), shows("Deer"));
    }

    static Finding kept(ImageEntry image, Detection detection) {
        return new Finding(image, Verdict.KEEP, List.of(), List.of("Deer"), Optional.of(detection), Optional.empty());
    }

    public static Finding flagged(String key) {
        return flagged(image(key), Reason.NO_OVERLAP.text());
    }

    public static Finding flagged(ImageEntry image, String... reasons) {
        return new Finding(
                image,
                Verdict.FLAG,
                Stream.of(reasons).map(Reason::parse).toList(),
                List.of(),
                Optional.of(shows("Car")),
                Optional.empty());
    }

    public static Finding skipped(String key) {
        return Finding.skipped(image(key), "not-jpeg-or-png");
    }

    public static Finding failed(String key) {
        return Finding.unchecked(
                image(key), Verdict.ERROR, "AccessDeniedException", Optional.of("no permission to read " + key));
    }

    static ReportSummary summary(List<Finding> findings) {
        Counts counts = Counts.NONE;
        SkipTally skipped = new SkipTally();
        for (Finding finding : findings) {
            counts = counts.plus(finding);
            skipped.add(finding);
        }
        return new ReportSummary(
                counts, skipped.counts(), counts.checked(), 0, 0, 0, new BigDecimal("0.001"), DAY.plusSeconds(60));
    }

    /** Writes a finished report. */
    public static Path write(Path file, ReportHeader header, Finding... findings) throws IOException {
        try (ReportWriter writer = ReportWriter.toFile(file, false)) {
            writer.header(header);
            for (Finding finding : findings) {
                writer.finding(finding);
            }
            writer.summary(summary(List.of(findings)));
        }
        return file;
    }

    /** Writes a report that its run did not finish. */
    public static Path writeUnfinished(Path file, ReportHeader header, Finding... findings) throws IOException {
        try (ReportWriter writer = ReportWriter.toFile(file, false)) {
            writer.header(header);
            for (Finding finding : findings) {
                writer.finding(finding);
            }
        }
        return file;
    }
}
