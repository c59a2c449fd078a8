package io.github.labelverifier.cli;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes reports as {@code verify} would write them, without a call. */
public final class ReportScene {
    public static final Asked ASKED = new Asked(55, 50);
    public static final String BUCKET = "photos";

    private final String location;
    private final Optional<String> endpoint;
    private final List<Finding> findings = new ArrayList<>();
    private List<String> exemplars = List.of("deer/exemplar.jpg");
    private Instant finishedAt = Instant.now();
    private boolean finished = true;

    private ReportScene(String location, Optional<String> endpoint) {
        this.location = location;
        this.endpoint = endpoint;
    }

    public static ReportScene at(String location) {
        return new ReportScene(location, Optional.empty());
    }

    public static ReportScene at(String location, String endpoint) {
        return new ReportScene(location, Optional.of(endpoint));
    }

    /** A report of {@code s3://photos/deer/} on a stand-in. */
    public static ReportScene on(FakeS3 s3) {
        return new ReportScene(
                "s3://" + BUCKET + "/deer/", Optional.of(s3.endpoint().toString()));
    }

    public ReportScene exemplars(String... keys) {
        exemplars = List.of(keys);
        return this;
    }

    public ReportScene unfinished() {
        finished = false;
        return this;
    }

    public ReportScene finishedAt(Instant time) {
        finishedAt = time;
        return this;
    }

    public ReportScene add(ImageEntry image, Verdict verdict, String... reasons) {
        List<Label> labels = verdict == Verdict.KEEP
                ? List.of(new Label("Deer", 98, List.of("Animal")))
                : List.of(new Label("Person", 96, List.of()), new Label("Poster", 90, List.of()));
        findings.add(new Finding(
                image,
                verdict,
                Stream.of(reasons).map(Reason::parse).toList(),
                List.of(),
                verdict == Verdict.KEEP || verdict == Verdict.FLAG
                        ? Optional.of(new Detection(labels, "3.0", ASKED))
                        : Optional.empty(),
                Optional.empty()));
        return this;
    }

    /** A kept image of these labels. */
    public ReportScene keep(ImageEntry image, Label... labels) {
        findings.add(new Finding(
                image,
                Verdict.KEEP,
                List.of(),
                List.of(),
                Optional.of(new Detection(List.of(labels), "3.0", ASKED)),
                Optional.empty()));
        return this;
    }

    /** In the picture of the image that was added last, this was seen. */
    public ReportScene seen(PictureFacts facts) {
        findings.add(findings.remove(findings.size() - 1).seen(facts));
        return this;
    }

    /** Puts an object into the store, and its finding into the report. */
    public ReportScene put(FakeS3 s3, String key, Verdict verdict, String... reasons) {
        s3.put(BUCKET, key, "content of " + key);
        return addStored(s3, key, verdict, reasons);
    }

    /** Puts an object into the store that is flagged and seems to belong elsewhere. */
    public ReportScene suggest(FakeS3 s3, String key, String place) {
        s3.put(BUCKET, key, "content of " + key);
        return suggest(entry(s3, key), place);
    }

    public ReportScene suggest(ImageEntry image, String place) {
        findings.add(new Finding(
                image,
                Verdict.FLAG,
                List.of(Reason.FITS_ELSEWHERE),
                List.of(),
                Optional.of(new Detection(List.of(new Label("Dog", 96, List.of("Animal"))), "3.0", ASKED)),
                Optional.empty(),
                Optional.of(new Contrast(-3.5, Optional.of(place), List.of()))));
        return this;
    }

    public ReportScene flag(FakeS3 s3, String... keys) {
        for (String key : keys) {
            put(s3, key, Verdict.FLAG, "no-overlap");
        }
        return this;
    }

    public ReportScene keep(FakeS3 s3, String... keys) {
        for (String key : keys) {
            put(s3, key, Verdict.KEEP);
        }
        return this;
    }

    public ReportScene addStored(FakeS3 s3, String key, Verdict verdict, String... reasons) {
        return add(entry(s3, key), verdict, reasons);
    }

    public static ImageEntry entry(FakeS3 s3, String key) {
        StubObject object = s3.get(BUCKET, key).orElseThrow();
        return new ImageEntry(
                key,
                object.size(),
                object.etag(),
                object.lastModified().truncatedTo(ChronoUnit.SECONDS),
                Optional.of(object.storageClass()).filter(name -> !name.equals("STANDARD")),
                Optional.empty());
    }

    /** The files of a folder, as a listing has them. */
    static List<ImageEntry> files(Path folder) throws Exception {
        List<ImageEntry> files = new ArrayList<>();
        try (ImageCursor cursor = new FolderSource(new FolderLocation(folder)).list()) {
            for (Optional<ImageEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                files.add(next.get());
            }
        }
        return files;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Writes the report. */
    public Path write(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (ReportWriter writer = ReportWriter.toFile(file, false)) {
            writer.header(new ReportHeader(
                    "label-verifier test",
                    location,
                    Optional.of("us-east-1"),
                    endpoint,
                    exemplars,
                    List.of(),
                    List.of(new ReferenceLabels.Entry("Deer", 1)),
                    new Policy(85, 10, List.of("Person"), List.of()),
                    ASKED,
                    ReportHeader.OVERLAP,
                    Instant.parse("2026-11-22T10:00:00Z")));
            Counts counts = Counts.NONE;
            for (Finding finding : findings) {
                writer.finding(finding);
                counts = counts.plus(finding);
            }
            if (finished) {
                writer.summary(new ReportSummary(counts, findings.size(), 0, 0, 0, BigDecimal.ZERO, finishedAt));
            }
        }
        return file;
    }
}
