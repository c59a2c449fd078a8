package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Writes a report with the verdicts of the real judge: reference Deer and Animal, Person rejected. */
public final class SampleReport {
    private static final Asked ASKED = new Asked(55, 50);
    private static final Policy POLICY = new Policy(85, 10, List.of("Person"), List.of());
    private static final List<ReferenceLabels.Entry> REFERENCE =
            List.of(new ReferenceLabels.Entry("Deer", 1), new ReferenceLabels.Entry("Animal", 1));
    private static final Instant TIME = Instant.parse("2026-11-22T16:10:00Z");

    private final String location;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<String> endpoint = Optional.empty();
    private String rule = ReportHeader.OVERLAP;

    /** A report of images at that location. */
    public SampleReport(String location) {
        this.location = location;
    }

    /** A report of a run at an endpoint of its own. */
    public SampleReport at(URI other) {
        endpoint = Optional.of(other.toString());
        return this;
    }

    /** An image of these labels. */
    public SampleReport image(String key, byte[] content, Label... labels) {
        return image(new ImageEntry(key, content.length, sha256(content), TIME), labels);
    }

    /** An image of these labels. */
    public SampleReport image(ImageEntry image, Label... labels) {
        Judge judge = new Judge(POLICY, new ReferenceLabels(REFERENCE), Set.of("exemplar.jpg"));
        findings.add(judge.judge(image, new Detection(List.of(labels), "3.0", ASKED)));
        return this;
    }

    /** An image with all that is to be said of it. */
    public SampleReport finding(Finding finding) {
        findings.add(finding);
        return this;
    }

    /** An image that the contrast rule found to fit another folder better. */
    public SampleReport elsewhere(String key, byte[] content, double score, String suggest, Label... labels) {
        rule = ReportHeader.CONTRAST;
        List<Contrast.LabelPoints> because = List.of(labels).stream()
                .map(label -> new Contrast.LabelPoints(label.name(), -1.5, OptionalDouble.of(2)))
                .toList();
        findings.add(new Finding(
                new ImageEntry(key, content.length, sha256(content), TIME),
                Verdict.FLAG,
                List.of(Reason.FITS_ELSEWHERE),
                List.of(),
                Optional.of(new Detection(List.of(labels), "3.0", ASKED)),
                Optional.empty(),
                Optional.of(new Contrast(score, Optional.of(suggest), because))));
        return this;
    }

    /** An image that the exemplars' rule keeps, and that is unlike its folder. */
    public SampleReport doubtful(String key, byte[] content, double score, Label... labels) {
        findings.add(new Finding(
                new ImageEntry(key, content.length, sha256(content), TIME),
                Verdict.KEEP,
                List.of(Reason.DOUBTFUL),
                List.of("Deer"),
                Optional.of(new Detection(List.of(labels), "3.0", ASKED)),
                Optional.empty(),
                Optional.of(new Contrast(
                        score,
                        Optional.empty(),
                        List.of(new Contrast.LabelPoints(labels[0].name(), -1.5, OptionalDouble.empty()))))));
        return this;
    }

    /** The last image, flagged as having the content of another. */
    public SampleReport asDuplicateOf(String key) {
        findings.add(findings.remove(findings.size() - 1).asDuplicateOf(key));
        return this;
    }

    /** An image that could not be checked. */
    public SampleReport unchecked(String key, Verdict verdict, String reason, String message) {
        findings.add(Finding.unchecked(new ImageEntry(key, 10, "", TIME), verdict, reason, Optional.of(message)));
        return this;
    }

    /** Writes the report. */
    public Path write(Path file) throws IOException {
        return write(file, true);
    }

    /** Writes the report, finished or not. */
    public Path write(Path file, boolean isFinished) throws IOException {
        try (ReportWriter writer = ReportWriter.toFile(file, true)) {
            writer.header(new ReportHeader(
                    "label-verifier test",
                    location,
                    Optional.empty(),
                    endpoint,
                    List.of("exemplar.jpg"),
                    List.of(),
                    REFERENCE,
                    POLICY,
                    ASKED,
                    rule,
                    TIME));
            Counts counts = Counts.NONE;
            for (Finding finding : findings) {
                writer.finding(finding);
                counts = counts.plus(finding);
            }
            if (isFinished) {
                writer.summary(new ReportSummary(counts, 0, 0, 0, 0, BigDecimal.ZERO, TIME));
            }
        }
        return file;
    }

    /** A label without parents. */
    public static Label label(String name, double confidence) {
        return new Label(name, confidence, List.of());
    }

    /** What stands for the ETag of a file. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
