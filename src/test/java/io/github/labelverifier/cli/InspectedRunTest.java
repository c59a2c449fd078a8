package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.Scenes;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify} and {@code dataset} with a look into the pictures: what they count, ask and remove is what it came to. */
class InspectedRunTest {
    @TempDir
    private Path top;

    private final FakeAws aws = FakeAws.start();
    private Path report = Path.of("");

    @BeforeEach
    void store() {
        report = top.resolve("deer.jsonl");
        aws.s3().createBucket("photos");
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99));
        put("zoo/deer/1.jpg", Scenes.jpeg(1, 120, 90));
        put("zoo/deer/2.jpg", Scenes.jpeg(1, 480, 360));
        put("zoo/deer/3.jpg", Scenes.jpeg(2, 200, 200));
        put("zoo/deer/4.jpg", Scenes.night());
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void put(String key, byte[] content) {
        aws.s3().put("photos", key, content);
    }

    private String[] line(List<String> start, String... more) {
        List<String> line = new ArrayList<>(start);
        line.addAll(List.of("--endpoint-url", aws.endpoint().toString(), "--path-style"));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    private String[] verify(String... more) {
        return line(List.of("verify", "s3://photos/zoo/deer", "-e", "zoo/deer/1.jpg"), more);
    }

    private ProgramInProcess.Result verified(String... more) {
        List<String> all = new ArrayList<>(List.of("--report", report.toString()));
        all.addAll(List.of(more));
        return new ProgramInProcess().run(verify(all.toArray(String[]::new)));
    }

    private static Map<String, Finding> findings(Path report) throws IOException {
        Map<String, Finding> findings = new LinkedHashMap<>();
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                findings.put(next.get().image().key(), next.get());
            }
        }
        return findings;
    }

    private static ReportSummary summary(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            while (reader.next().isPresent()) {
                // On to the end.
            }
            return reader.summary().orElseThrow();
        }
    }

    @Test
    void a_look_alone_flags_nothing_and_is_in_the_report() throws Exception {
        ProgramInProcess.Result result = verified("--inspect", "--dry-run");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("1 image looks like another one", "1 dark", "4 images: 4 kept, 0 flagged");
        assertThat(findings(report).values())
                .hasSize(4)
                .allMatch(finding -> finding.verdict() == Verdict.KEEP)
                .allMatch(finding -> finding.picture().isPresent());
        assertThat(summary(report).calls()).isEqualTo(4);
        assertThat(top.toFile().list()).containsExactly("deer.jsonl");
    }

    @Test
    void what_is_flagged_by_it_is_printed_counted_and_told_by_the_exit_code() throws Exception {
        ProgramInProcess.Result result = verified(
                "--flag-near-duplicates",
                "--flag-quality",
                "dark",
                "--dry-run",
                "--fail-on-flagged",
                "--format",
                "keys");

        assertThat(result.code()).as(result.err()).isEqualTo(10);
        assertThat(result.out()).isEqualTo("zoo/deer/2.jpg\nzoo/deer/4.jpg\n");
        assertThat(result.err()).contains("4 images: 2 kept, 2 flagged");
        assertThat(findings(report).get("zoo/deer/2.jpg").reasons())
                .containsExactly(Reason.nearDuplicateOf("zoo/deer/1.jpg"));
        assertThat(findings(report).get("zoo/deer/4.jpg").has(Reason.quality("dark")))
                .isTrue();
        assertThat(summary(report).counts().flag()).isEqualTo(2);
    }

    @Test
    void the_question_is_about_what_was_flagged_by_it() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .answering("1")
                .run(verify("--report", report.toString(), "--flag-near-duplicates", "--format", "none"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(aws.s3().keys("photos")).containsExactly("zoo/deer/1.jpg", "zoo/deer/3.jpg", "zoo/deer/4.jpg");
    }

    @Test
    void pictures_of_images_that_a_rule_judges_anew_are_looked_into_as_well() throws Exception {
        ProgramInProcess.Result result = verified("--near-distance", "40", "--flag-duplicates", "--dry-run", "-q");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(findings(report).values())
                .allMatch(finding -> finding.picture().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--inspect", "--flag-near-duplicates", "--near-distance=9", "--flag-quality=dark"})
    void without_a_file_for_the_report_nothing_is_paid(String option) {
        ProgramInProcess.Result result = new ProgramInProcess().run(verify("--report", "-", "--dry-run", option));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--report - leaves none: name a file");
        assertThat(aws.rekognition().served()).isZero();
    }

    @Test
    void a_picture_that_is_not_to_be_seen_is_kept_and_told() throws Exception {
        put("zoo/deer/5.jpg", "no picture".getBytes(StandardCharsets.US_ASCII));

        ProgramInProcess.Result result = verified("--flag-near-duplicates", "--dry-run", "--format", "none");

        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("zoo/deer/5.jpg: ", "1 could not be seen", "5 images: 4 kept, 1 flagged");
        assertThat(findings(report).get("zoo/deer/5.jpg").verdict()).isEqualTo(Verdict.KEEP);
    }

    private long reads() {
        return aws.s3().count("GetObject");
    }

    @Test
    void the_next_night_only_what_is_new_or_has_changed_is_looked_into() throws Exception {
        Path nights = Files.createDirectory(top.resolve("nights"));
        report = nights.resolve("1.jsonl");
        verified("--inspect", "--dry-run");
        Map<String, Finding> first = findings(report);
        long reads = reads();
        put("zoo/deer/3.jpg", Scenes.jpeg(7, 200, 200));
        put("zoo/deer/5.jpg", Scenes.jpeg(8, 200, 200));

        report = nights.resolve("2.jsonl");
        ProgramInProcess.Result second = verified("--inspect", "--dry-run", "--reuse", nights.toString());

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("5 images, 3 seen before");
        assertThat(reads() - reads).isEqualTo(2);
        Map<String, Finding> then = findings(report);
        assertThat(then.values()).allMatch(finding -> finding.picture().isPresent());
        assertThat(then.get("zoo/deer/2.jpg").picture())
                .isEqualTo(first.get("zoo/deer/2.jpg").picture());
        assertThat(then.get("zoo/deer/3.jpg").picture())
                .isNotEqualTo(first.get("zoo/deer/3.jpg").picture());
    }

    @Test
    void an_image_that_was_moved_is_not_looked_into_again() throws Exception {
        verified("--inspect", "--dry-run");
        long reads = reads();
        aws.s3().delete("photos", "zoo/deer/3.jpg");
        put("zoo/deer/new/name.jpg", Scenes.jpeg(2, 200, 200));
        Path earlier = report;

        report = top.resolve("second.jsonl");
        verified("--inspect", "--dry-run", "--reuse", earlier.toString());

        assertThat(reads()).isEqualTo(reads);
        assertThat(findings(report).get("zoo/deer/new/name.jpg").picture()).isPresent();
    }

    @Test
    void a_run_that_looks_at_no_picture_keeps_what_was_seen_for_the_next_one() throws Exception {
        verified("--inspect", "--dry-run");
        Path earlier = report;
        report = top.resolve("second.jsonl");
        verified("--dry-run", "--reuse", earlier.toString());
        long reads = reads();

        ProgramInProcess.Result seen = new ProgramInProcess()
                .run(
                        "inspect",
                        report.toString(),
                        "--endpoint-url",
                        aws.endpoint().toString(),
                        "--path-style");

        assertThat(seen.err()).contains("4 seen before");
        assertThat(reads()).isEqualTo(reads);
    }

    @Test
    void in_a_dataset_what_was_seen_is_reused_as_well() throws Exception {
        put("zoo/elk/1.jpg", Scenes.jpeg(5, 200, 150));
        Path exemplars = Files.writeString(top.resolve("exemplars.csv"), "deer,zoo/deer/1.jpg\nelk,zoo/elk/1.jpg\n");
        List<String> dataset = List.of("dataset", "s3://photos/zoo", "--exemplars", exemplars.toString());
        List<String> rest = List.of("--rule", "overlap", "--inspect", "--dry-run");
        List<String> first = new ArrayList<>(rest);
        first.addAll(List.of("--out-dir", top.resolve("first").toString()));
        new ProgramInProcess().run(line(dataset, first.toArray(String[]::new)));
        long reads = reads();

        List<String> second = new ArrayList<>(rest);
        second.addAll(List.of("--out-dir", top.resolve("second").toString()));
        second.addAll(List.of("--reuse", top.resolve("first").toString()));
        ProgramInProcess.Result result = new ProgramInProcess().run(line(dataset, second.toArray(String[]::new)));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(reads).isPositive();
        assertThat(reads()).isEqualTo(reads);
        assertThat(findings(top.resolve("second/elk.jsonl"))
                        .get("zoo/elk/1.jpg")
                        .picture())
                .isPresent();
    }

    @Test
    void of_many_pictures_that_are_not_to_be_seen_the_first_few_are_told_and_the_number_of_the_others() {
        for (int i = 0; i < 30; i++) {
            put("zoo/deer/broken-%02d.jpg".formatted(i), "no picture".getBytes(StandardCharsets.US_ASCII));
        }

        ProgramInProcess.Result result = verified("--inspect", "--dry-run", "--format", "none", "-q");

        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err().lines().filter(line -> line.contains("broken-")))
                .hasSize(5);
        assertThat(result.err()).contains("25 more pictures could not be seen");
    }

    @Test
    void a_look_that_fails_leaves_a_finished_report_and_says_how_to_go_on() throws Exception {
        aws.s3().at("GetObject", 1, aws.s3()::expireCredentials);

        ProgramInProcess.Result result = verified("--flag-near-duplicates", "--yes");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains("nothing was removed. All labels are in " + report + ": go on with label-verifier inspect "
                        + report);
        assertThat(summary(report).counts().keep()).isEqualTo(4);
        assertThat(aws.s3().keys("photos")).hasSize(4);
    }

    @Test
    void in_a_dataset_images_that_look_alike_are_found_across_classes() throws Exception {
        put("zoo/elk/1.jpg", Scenes.jpeg(5, 200, 150));
        put("zoo/elk/2.jpg", Scenes.jpeg(2, 90, 90));
        Path exemplars = Files.writeString(top.resolve("exemplars.csv"), "deer,zoo/deer/1.jpg\nelk,zoo/elk/1.jpg\n");
        Path out = top.resolve("out");

        ProgramInProcess.Result result = new ProgramInProcess()
                .run(line(
                        List.of("dataset", "s3://photos/zoo", "--exemplars", exemplars.toString()),
                        "--out-dir",
                        out.toString(),
                        "--rule",
                        "overlap",
                        "--flag-near-duplicates",
                        "--yes"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(
                        "1 image of s3://photos/zoo/deer/ and s3://photos/zoo/elk/ look alike",
                        "6 images: 4 kept, 2 flagged");
        assertThat(findings(out.resolve("elk.jsonl")).get("zoo/elk/2.jpg").reasons())
                .containsExactly(Reason.nearDuplicateOf("zoo/deer/3.jpg"));
        assertThat(result.out()).containsPattern("deer +4 +3 +0 +1").containsPattern("elk +2 +1 +0 +1");
        assertThat(aws.s3().keys("photos"))
                .containsExactly("zoo/deer/1.jpg", "zoo/deer/3.jpg", "zoo/deer/4.jpg", "zoo/elk/1.jpg");
    }
}
