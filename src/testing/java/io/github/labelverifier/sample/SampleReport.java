package io.github.labelverifier.sample;

import static io.github.labelverifier.sample.SampleFindings.ASKED;
import static io.github.labelverifier.sample.SampleFindings.shows;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.SkipTally;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** The builder of reports for tests: as a run would write them, of the findings that a test wants in them. */
public final class SampleReport {
    /** The bucket of {@link #LOCATION}. */
    public static final String BUCKET = "photos";

    /** Where images are unless told otherwise. */
    public static final String LOCATION = "s3://photos/deer/";

    /** The rule of all: deer and animals are right, persons are rejected. */
    public static final Policy POLICY = new Policy(85, 10, List.of("Person"), List.of());

    private static final List<ReferenceLabels.Entry> REFERENCE =
            List.of(new ReferenceLabels.Entry("Deer", 1), new ReferenceLabels.Entry("Animal", 1));

    private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");

    private final String location;
    private Optional<String> endpoint = Optional.empty();
    private List<String> exemplars = List.of("deer/exemplar.jpg");
    private List<ReportHeader.Answer> answers = List.of();
    private String rule = ReportHeader.OVERLAP;
    private final List<Finding> findings = new ArrayList<>();
    private Instant finishedAt = STARTED.plus(Duration.ofMinutes(1));
    private boolean isFinished = true;
    private Optional<Set<String>> changedMeanwhile = Optional.empty();

    private SampleReport(String location) {
        this.location = location;
    }

    /** A report of images at this place. */
    public static SampleReport at(String location) {
        return new SampleReport(location);
    }

    /** A report of images at this place on an endpoint. */
    public static SampleReport at(String location, String endpoint) {
        return at(location).endpoint(URI.create(endpoint));
    }

    /** A report of {@link #LOCATION} on a stand-in. */
    public static SampleReport on(FakeS3 s3) {
        return at(LOCATION, s3.endpoint().toString());
    }

    /** The header of a report of {@link #LOCATION} with these exemplars. */
    public static ReportHeader header(String... exemplars) {
        return headerAt(LOCATION, exemplars);
    }

    /** The header of a report of another place with these exemplars. */
    public static ReportHeader headerAt(String location, String... exemplars) {
        return at(location).exemplars(exemplars).toHeader();
    }

    /** The header of a report of {@link #LOCATION} with these exemplars and what was answered for them. */
    public static ReportHeader header(List<String> exemplars, List<ReportHeader.Answer> answers) {
        SampleReport report = at(LOCATION).exemplars(exemplars.toArray(String[]::new));
        report.answers = List.copyOf(answers);
        return report.toHeader();
    }

    /** Of a run at this endpoint. */
    public SampleReport endpoint(URI uri) {
        endpoint = Optional.of(uri.toString());
        return this;
    }

    /** The keys of the exemplars; one, {@code deer/exemplar.jpg}, unless told otherwise. */
    public SampleReport exemplars(String... keys) {
        exemplars = List.of(keys);
        return this;
    }

    /** Its run was killed. */
    public SampleReport unfinished() {
        isFinished = false;
        return this;
    }

    /** Its run has looked again after the last call: these images were changed, and no others. */
    public SampleReport changedMeanwhile(String... keys) {
        changedMeanwhile = Optional.of(Set.of(keys));
        return this;
    }

    public SampleReport finishedAt(Instant time) {
        finishedAt = time;
        return this;
    }

    /** Adds findings as they are. */
    public SampleReport add(Finding... some) {
        findings.addAll(List.of(some));
        return this;
    }

    /** Adds an image of this verdict, which shows a deer if it is kept, and a person otherwise. */
    public SampleReport add(ImageEntry image, Verdict verdict, String... reasons) {
        List<Label> labels = verdict == Verdict.KEEP
                ? List.of(new Label("Deer", 98, List.of("Animal")))
                : List.of(new Label("Person", 96, List.of()), new Label("Poster", 90, List.of()));
        boolean isChecked = verdict == Verdict.KEEP || verdict == Verdict.FLAG;
        return add(new Finding(
                image,
                verdict,
                Stream.of(reasons).map(Reason::parse).toList(),
                List.of(),
                isChecked ? Optional.of(shows(labels.toArray(Label[]::new))) : Optional.empty(),
                Optional.empty()));
    }

    /** Adds a kept image of these labels. */
    public SampleReport keep(ImageEntry image, Label... labels) {
        return add(
                new Finding(image, Verdict.KEEP, List.of(), List.of(), Optional.of(shows(labels)), Optional.empty()));
    }

    /** Adds an image of these labels with the verdict of the rule. */
    public SampleReport image(ImageEntry image, Label... labels) {
        Judge judge = new Judge(POLICY, new ReferenceLabels(REFERENCE), new HashSet<>(exemplars));
        return add(judge.judge(image, shows(labels)));
    }

    /** Adds a file of this content with the verdict of the rule. */
    public SampleReport image(String key, byte[] content, Label... labels) {
        return image(file(key, content), labels);
    }

    /** Adds an image that the contrast rule found to fit another folder better. */
    public SampleReport elsewhere(String key, byte[] content, double score, String suggest, Label... labels) {
        rule = ReportHeader.CONTRAST;
        List<Contrast.LabelPoints> because = Stream.of(labels)
                .map(label -> new Contrast.LabelPoints(label.name(), -1.5, OptionalDouble.of(2)))
                .toList();
        return elsewhere(file(key, content), new Contrast(score, Optional.of(suggest), because), labels);
    }

    /** Adds a dog that belongs to another place. */
    public SampleReport suggest(ImageEntry image, String place) {
        Contrast contrast = new Contrast(-3.5, Optional.of(place), List.of());
        return elsewhere(image, contrast, new Label("Dog", 96, List.of("Animal")));
    }

    private SampleReport elsewhere(ImageEntry image, Contrast contrast, Label... labels) {
        return add(new Finding(
                image,
                Verdict.FLAG,
                List.of(Reason.FITS_ELSEWHERE),
                List.of(),
                Optional.of(shows(labels)),
                Optional.empty(),
                Optional.of(contrast)));
    }

    /** Adds an image that the exemplars' rule keeps, and that is unlike its folder. */
    public SampleReport doubtful(String key, byte[] content, double score, Label... labels) {
        return add(new Finding(
                file(key, content),
                Verdict.KEEP,
                List.of(Reason.DOUBTFUL),
                List.of("Deer"),
                Optional.of(shows(labels)),
                Optional.empty(),
                Optional.of(new Contrast(
                        score,
                        Optional.empty(),
                        List.of(new Contrast.LabelPoints(labels[0].name(), -1.5, OptionalDouble.empty()))))));
    }

    /** Adds an image that could not be checked. */
    public SampleReport unchecked(String key, Verdict verdict, String reason, String message) {
        return add(Finding.unchecked(new ImageEntry(key, 10, "", STARTED), verdict, reason, Optional.of(message)));
    }

    /** In the picture of the image that was added last, this was seen. */
    public SampleReport seen(PictureFacts facts) {
        return add(last().seen(facts));
    }

    /** The image that was added last is flagged as having the content of another. */
    public SampleReport asDuplicateOf(String key) {
        return add(last().asDuplicateOf(key));
    }

    private Finding last() {
        return findings.remove(findings.size() - 1);
    }

    // Images of a bucket

    /** Puts an object into the bucket, and its finding into the report. */
    public SampleReport put(FakeS3 s3, String key, Verdict verdict, String... reasons) {
        s3.put(BUCKET, key, "content of " + key);
        return addStored(s3, key, verdict, reasons);
    }

    /** Puts flagged objects into the bucket. */
    public SampleReport flag(FakeS3 s3, String... keys) {
        for (String key : keys) {
            put(s3, key, Verdict.FLAG, "no-overlap");
        }
        return this;
    }

    /** Puts objects into the bucket that are kept. */
    public SampleReport keep(FakeS3 s3, String... keys) {
        for (String key : keys) {
            put(s3, key, Verdict.KEEP);
        }
        return this;
    }

    /** Puts an object into the bucket that is flagged and belongs to another place. */
    public SampleReport suggest(FakeS3 s3, String key, String place) {
        s3.put(BUCKET, key, "content of " + key);
        return suggest(entry(s3, key), place);
    }

    /** Adds an object that is in the bucket already. */
    public SampleReport addStored(FakeS3 s3, String key, Verdict verdict, String... reasons) {
        return add(entry(s3, key), verdict, reasons);
    }

    /** An object of the bucket as a listing has it. */
    public static ImageEntry entry(FakeS3 s3, String key) {
        return SampleFindings.entry(s3, BUCKET, key);
    }

    // Files

    private static ImageEntry file(String key, byte[] content) {
        return new ImageEntry(key, content.length, sha256(content), STARTED);
    }

    /** What stands for the ETag of a file. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // What comes of it

    /** All that were added. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public ReportHeader toHeader() {
        return new ReportHeader(
                "label-verifier 1.0.0",
                location,
                Optional.of("us-east-1"),
                endpoint,
                exemplars,
                answers,
                REFERENCE,
                POLICY,
                ASKED,
                rule,
                STARTED);
    }

    public ReportSummary summary() {
        Counts counts = Counts.NONE;
        SkipTally skipped = new SkipTally();
        for (Finding finding : findings) {
            counts = counts.plus(finding);
            skipped.add(finding);
        }
        BigDecimal cost = new BigDecimal("0.001").multiply(BigDecimal.valueOf(counts.checked()));
        return new ReportSummary(counts, skipped.counts(), counts.checked(), 0, 0, 0, cost, finishedAt)
                .changedMeanwhile(changedMeanwhile);
    }

    /** Writes the report, over one that is there. */
    public Path write(Path file) throws IOException {
        return write(file, toHeader());
    }

    /** Writes a finished report of this header. */
    public static Path write(Path file, ReportHeader header, Finding... findings) throws IOException {
        return at(header.location()).add(findings).write(file, header);
    }

    /** Writes a report of this header that its run did not finish. */
    public static Path writeUnfinished(Path file, ReportHeader header, Finding... findings) throws IOException {
        return at(header.location()).add(findings).unfinished().write(file, header);
    }

    private Path write(Path file, ReportHeader header) throws IOException {
        try (ReportWriter writer = ReportWriter.toFile(file, true)) {
            writer.header(header);
            for (Finding finding : findings) {
                writer.finding(finding);
            }
            if (isFinished) {
                writer.summary(summary());
            }
        }
        return file;
    }
}
