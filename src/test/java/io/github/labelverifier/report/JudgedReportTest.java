package io.github.labelverifier.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.judge.FirstOfContent;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedReportTest {
    private static final Asked ASKED = new Asked(55, 50);
    private static final Detection DETECTION =
            new Detection(List.of(new Label("Dog", 98.5, List.of("Animal"))), "3.0", ASKED);

    @TempDir
    private Path folder;

    private static ReportHeader header(Optional<ContrastRule> contrast) {
        return SampleReport.headerAt("s3://photos/dog/")
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
        ReportHeader header = header(Optional.of(new ContrastRule(Scoring.RIVALS, -1.25, -0.5, true)));
        return SampleReport.write(folder.resolve(name), header, findings.toArray(Finding[]::new));
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
    void a_line_decided_anew_is_what_writing_it_anew_would_be() throws IOException {
        Finding before = finding("1.jpg", "a", -3.5, new Contrast.LabelPoints("Cat", -3, OptionalDouble.of(0.5)));
        Finding after = new Finding(
                before.image(),
                Verdict.KEEP,
                List.of(Reason.DOUBTFUL),
                List.of(),
                Optional.of(DETECTION),
                Optional.empty(),
                Optional.of(new Contrast(-2, Optional.empty(), List.of())));
        Path old = write("old.jsonl", List.of(before));
        Path wanted = write("wanted.jsonl", List.of(after));
        Path made = folder.resolve("made.jsonl");
        DecidedFields place;
        int length;
        try (ReportReader first = ReportReader.open(old)) {
            long start = Files.readString(old).indexOf('\n') + 1L;
            assertThat(first.isAt(start)).isTrue();
            first.next();
            place = first.decided().orElseThrow();
            assertThat(first.lastLine().offset()).isEqualTo(start);
            length = first.lastLine().length();
        }
        try (ReportReader again = ReportReader.open(old);
                ReportWriter writer = ReportWriter.copying(made)) {
            writer.header(again.header());
            writer.decidedAnew(again.skip(length), place, after.decision());
            assertThat(again.next()).isEmpty();
        }

        assertThat(Files.readAllLines(made).get(1))
                .isEqualTo(Files.readAllLines(wanted).get(1));
    }

    @Test
    void a_line_that_is_not_as_long_as_it_was_ends_the_copy() throws IOException {
        Path report = write("old.jsonl", List.of(finding("1.jpg", "a", -3.5)));
        int length = Files.readAllLines(report).get(1).length();
        try (ReportReader reader = ReportReader.open(report)) {
            assertThatThrownBy(() -> reader.skip(length - 1)).hasMessageContaining("was changed while it was read");
        }
        try (ReportReader reader = ReportReader.open(report)) {
            assertThatThrownBy(() -> reader.skip(10_000)).hasMessageContaining("became shorter");
        }
    }

    @Test
    void decided_fields_that_stand_apart_or_at_the_end_are_not_found_together() throws IOException {
        assertThat(ReportLine.parse("{\"verdict\":\"keep\",\"reasons\":[],\"labels\":[]}".getBytes(UTF_8))
                        .decided())
                .contains(new DecidedFields(1, 31));
        assertThat(ReportLine.parse("{\"verdict\":\"keep\",\"labels\":[],\"reasons\":[],\"key\":\"a\"}".getBytes(UTF_8))
                        .decided())
                .isEmpty();
        assertThat(ReportLine.parse("{\"key\":\"a\",\"verdict\":\"keep\"}".getBytes(UTF_8))
                        .decided())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2024-02-29T23:59:59Z",
                "2023-02-29T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "2026-01-02T24:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-13-01T00:00:00Z",
                "2026-01-02T03:04:05.5Z",
                "2026-01-02t03:04:05z",
                "2026-01-02T03:04:05+",
                "now"
            })
    void times_are_read_as_java_reads_them(String text) {
        assertThat(timeOr(text, Times::parse)).isEqualTo(timeOr(text, Instant::parse));
    }

    private static Optional<Instant> timeOr(String text, Function<String, Instant> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
