package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.judge.FirstOfContent;
import io.github.labelverifier.job.judge.LabelSpool;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedReportTest {
    private static final Asked ASKED = new Asked(55, 50);
    private static final Detection DETECTION =
            new Detection(List.of(new Label("Dog", 98.5, List.of("Animal"))), "3.0", ASKED);

    @TempDir
    private Path folder;

    private static ReportHeader header(Optional<ContrastRule> contrast) {
        return new ReportHeader(
                        "label-verifier",
                        "s3://photos/dog/",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Policy(85, 10, List.of(), List.of()),
                        ASKED,
                        ReportHeader.OVERLAP,
                        Instant.EPOCH)
                .judged(
                        "label-verifier",
                        List.of(),
                        new Policy(85, 10, List.of(), List.of()),
                        ReportHeader.CONTRAST,
                        contrast);
    }

    private static Finding finding(String key, String etag, double score, Contrast.LabelPoints... because) {
        return new Finding(
                new ImageEntry(key, 7, Digests.of(etag), Instant.EPOCH),
                Verdict.FLAG,
                List.of(Reason.FITS_ELSEWHERE),
                List.of(),
                Optional.of(DETECTION),
                Optional.empty(),
                Optional.of(new Contrast(score, Optional.of("s3://photos/cat/"), List.of(because))));
    }

    private Path write(String name, List<Finding> findings) throws IOException {
        Path report = folder.resolve(name);
        try (ReportWriter writer = ReportWriter.copying(report)) {
            writer.header(header(Optional.of(new ContrastRule(Scoring.RIVALS, -1.25, -0.5, true))));
            Counts counts = Counts.NONE;
            for (Finding finding : findings) {
                writer.finding(finding);
                counts = counts.plus(finding);
            }
            writer.summary(new ReportSummary(counts, 0, 0, 0, 0, BigDecimal.ZERO, Instant.EPOCH));
        }
        return report;
    }

    @Test
    void what_the_contrast_rule_found_comes_back_as_it_was_written() throws IOException {
        Finding bare = finding("1.jpg", "a", -1.0 / 3);
        Finding full = finding(
                "2.jpg",
                "b",
                -2.5,
                new Contrast.LabelPoints("Cat", -3.3333333333333335, OptionalDouble.of(0.1)),
                new Contrast.LabelPoints("Dog", 2, OptionalDouble.empty()));

        try (ReportReader reader = ReportReader.open(write("r.jsonl", List.of(bare, full)))) {
            assertThat(reader.header().rule()).isEqualTo(ReportHeader.CONTRAST);
            assertThat(reader.header().contrast()).contains(new ContrastRule(Scoring.RIVALS, -1.25, -0.5, true));
            assertThat(reader.next()).contains(bare);
            assertThat(reader.next()).contains(full);
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void the_worst_findings_come_first_and_those_without_a_score_last() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.skipped(new ImageEntry("s.gif", 7, "s", Instant.EPOCH), "not-jpeg-or-png"));
        for (int i = 0; i < 10; i++) {
            findings.add(finding(i + ".jpg", "e" + i, -(i * 7 % 5)));
        }
        Path report = write("w.jsonl", findings);

        List<String> keys = new ArrayList<>();
        try (SortedReport worst = SortedReport.of(
                report,
                SortedReport.Order.WORST,
                finding -> !finding.image().key().equals("3.jpg"))) {
            worst.forEach(finding -> keys.add(finding.image().key()));
        }
        assertThat(keys)
                .containsExactly(
                        "2.jpg", "7.jpg", "4.jpg", "9.jpg", "1.jpg", "6.jpg", "8.jpg", "0.jpg", "5.jpg", "s.gif");
    }

    @Test
    void the_first_of_a_content_is_known_across_reports() throws IOException {
        Path one = write("one.jsonl", List.of(finding("a.jpg", "same", 0), finding("b.jpg", "other", 0)));
        Path two = write("two.jsonl", List.of(finding("c.jpg", "same", 0), finding("d.jpg", "exemplar's", 0)));

        List<Optional<FirstOfContent.First>> firsts = new ArrayList<>();
        try (FirstOfContent contents = new FirstOfContent(List.of(one, two), Contents.AS_LISTED)) {
            contents.enterExemplar(0, new ImageEntry("e.jpg", 7, Digests.of("exemplar's"), Instant.EPOCH));
            for (int report = 0; report < 2; report++) {
                try (ReportReader reader = ReportReader.open(List.of(one, two).get(report))) {
                    for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                        firsts.add(contents.before(next.get().image(), report, reader));
                    }
                }
            }
        }

        assertThat(firsts)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new FirstOfContent.First(0, "a.jpg")),
                        Optional.of(new FirstOfContent.First(0, "e.jpg")));
    }

    @Test
    void a_report_of_a_version_that_had_one_way_to_score_is_read() throws IOException {
        Path report = write("old.jsonl", List.of());
        Files.writeString(report, Files.readString(report).replace("\"scoring\":\"rivals\",", ""));

        try (ReportReader reader = ReportReader.open(report)) {
            assertThat(reader.header().contrast()).contains(new ContrastRule(Optional.empty(), -1.25, -0.5, true));
        }
    }

    @Test
    void spooled_images_come_back_in_order_as_often_as_asked_and_as_they_were_trusted_last() throws IOException {
        try (LabelSpool spool = new LabelSpool()) {
            List<String> expected = new ArrayList<>();
            for (int folderNumber = 0; folderNumber < 2; folderNumber++) {
                spool.beginFolder();
                for (int i = 0; i < 20_000; i++) {
                    int[] labels = {i, i * 50, 3, Integer.MAX_VALUE};
                    spool.add(i % 513, labels);
                    if (folderNumber == 1) {
                        expected.add(i % 513 + " " + Arrays.toString(labels));
                    }
                }
            }
            spool.folders().get(0).forEach((trust, labels, count) -> 7);
            spool.folders().get(1).forEach((trust, labels, count) -> labels[0] % 2 == 0 ? 512 - trust : trust);
            for (int i = 0; i < expected.size(); i += 2) {
                expected.set(i, expected.get(i).replaceFirst("\\d+", String.valueOf(512 - i % 513)));
            }
            for (int pass = 0; pass < 2; pass++) {
                List<String> seen = new ArrayList<>();
                spool.folders().get(1).forEach((trust, labels, count) -> {
                    seen.add(trust + " " + Arrays.toString(Arrays.copyOf(labels, count)));
                    return trust;
                });
                assertThat(seen).isEqualTo(expected);
            }
        }
    }
}
