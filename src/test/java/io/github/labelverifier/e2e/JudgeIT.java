package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgeIT {
    @TempDir
    private Path folder;

    private final Zoo zoo = new Zoo();
    private List<Path> reports = List.of();

    @BeforeAll
    void check(@TempDir Path recorded) throws IOException, InterruptedException {
        reports = zoo.reports(recorded);
    }

    @AfterAll
    void close() {
        zoo.close();
    }

    private Program judge(List<Path> which, String... arguments) {
        List<String> all = new ArrayList<>(List.of("judge"));
        which.forEach(report -> all.add(report.toString()));
        all.addAll(List.of(arguments));
        // Nothing that a client of AWS would need is there.
        return Program.of(all.toArray(String[]::new)).withoutCredentials().without("AWS_REGION");
    }

    private Path dogs() {
        return reports.get(Zoo.CLASSES.indexOf("dog"));
    }

    @Test
    void contrast_finds_the_wrong_image_that_overlap_lets_through() throws Exception {
        long calls = zoo.aws().rekognition().requests();
        Path out = folder.resolve("contrast");

        Program.Result result = judge(reports, "--rule", "contrast", "--out-dir", out.toString())
                .run()
                .expectExit(0);

        assertThat(Files.readString(dogs())).doesNotContain("\"verdict\":\"flag\"");
        String judged = Files.readString(out.resolve("dog.jsonl"));
        assertThat(judged.lines().filter(line -> line.contains("\"verdict\":\"flag\"")))
                .singleElement()
                .asString()
                .contains(Zoo.WRONG, "\"fits-elsewhere\"", "\"suggest\":\"s3://photos/zoo/cat/\"", "\"label\":\"Cat\"");
        assertThat(judged)
                .contains("\"rule\":\"contrast\"", "\"scoring\":\"rivals\",\"cut\":-2.5,\"doubt\":-1.75")
                .contains("\"complete\":true");
        assertThat(result.stdout()).contains("dog", "cat (1)");
        assertThat(zoo.aws().rekognition().requests()).isEqualTo(calls);
    }

    @Test
    void the_table_says_what_it_looks_like_and_why() throws Exception {
        Path out = folder.resolve("table");
        judge(reports, "--rule", "contrast", "--out-dir", out.toString()).run().expectExit(0);

        Program.Result result =
                judge(List.of(out.resolve("dog.jsonl")), "--rule", "overlap").run();
        assertThat(result.stdout()).as("overlap again").doesNotContain("looks like");

        Program.Result verified = zoo.program("verify", "s3://photos/zoo/dog", "-e", Zoo.key("dog", 1), "--dry-run")
                .with("--reuse", dogs().toString(), "--rule", "contrast", "--against")
                .with(reports.stream()
                        .filter(report -> !report.equals(dogs()))
                        .map(Path::toString)
                        .toArray(String[]::new))
                .run()
                .expectExit(0);
        assertThat(verified.stdout()).contains("looks like cat: Cat, Cat Breed are rare in dog");
        assertThat(verified.stderr()).contains("1 flagged");
    }

    @Test
    void the_same_reports_give_the_same_bytes_in_whatever_order_they_are_named() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        List<Path> reversed = new ArrayList<>(reports);
        Collections.reverse(reversed);
        judge(reports, "--rule", "contrast", "--out-dir", one.toString()).run().expectExit(0);
        judge(reversed, "--rule", "contrast", "--out-dir", two.toString()).run().expectExit(0);

        for (Path report : reports) {
            assertThat(two.resolve(report.getFileName())).hasSameBinaryContentAs(one.resolve(report.getFileName()));
        }
    }

    @Test
    void overlap_applies_new_labels_and_thresholds() throws Exception {
        Path out = folder.resolve("overlap.jsonl");

        judge(List.of(dogs()), "--ignore-label", "Animal", "--ignore-label", "Mammal", "-o", out.toString())
                .with("--format", "keys")
                .run()
                .expectExit(0)
                .expectStdout(Zoo.WRONG + "\n");
        judge(List.of(dogs()), "--reject-label", "Cat", "--format", "jsonl")
                .run()
                .expectExit(0)
                .expectStderr("1 flagged");
        assertThat(Files.readString(out)).contains("\"ignoredLabels\":[\"Animal\",\"Mammal\"]");
    }

    @Test
    void a_cut_for_so_many_false_flags_is_told_with_what_is_known_of_it() throws Exception {
        judge(List.of(dogs()), "--rule", "contrast", "--max-false-flags", "5")
                .run()
                .expectExit(0)
                .expectStderr("Cut -0.72 for at most 5%", "an estimate, within a factor of two", "Of 1 exemplar, 0");
    }

    @Test
    void a_small_folder_alone_is_told_to_hide_look_alikes() throws Exception {
        Path out = folder.resolve("alone.jsonl");

        judge(List.of(dogs()), "--rule", "contrast", "-o", out.toString())
                .run()
                .expectExit(0)
                .expectStderr("11 images", "fewer than 30", "look-alikes");

        assertThat(Files.readString(out)).contains("\"scoring\":\"alone\",\"cut\":-0.6,\"doubt\":-0.3");
    }

    @Test
    void an_unfinished_report_is_refused_and_nothing_is_written() throws Exception {
        Path unfinished = folder.resolve("unfinished.jsonl");
        List<String> lines = Files.readAllLines(dogs());
        Files.write(unfinished, lines.subList(0, lines.size() - 1));
        Path out = folder.resolve("out.jsonl");

        judge(List.of(unfinished), "-o", out.toString())
                .run()
                .expectExit(5)
                .expectBriefError()
                .expectStderr("unfinished");
        assertThat(out).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.label-verifier");
    }

    @Test
    void labels_of_another_model_are_refused_unless_told_otherwise() throws Exception {
        Path other = folder.resolve("other.jsonl");
        Files.writeString(
                other,
                Files.readString(dogs()).replace("\"model\":\"3.0\"", "\"model\":\"2.0\""),
                StandardCharsets.UTF_8);
        List<Path> mixed = List.of(other, reports.get(1));

        judge(mixed, "--rule", "contrast").run().expectExit(5).expectStderr("2.0", "3.0", "--mixed-models");
        judge(mixed, "--rule", "contrast", "--mixed-models").run().expectExit(0).expectStderr("2.0", "3.0");
    }

    @Test
    void a_report_of_too_few_labels_is_refused() throws Exception {
        Path narrow = folder.resolve("narrow.jsonl");
        Files.writeString(
                narrow, Files.readString(dogs()).replace("\"recordConfidence\":55.0", "\"recordConfidence\":80.0"));

        judge(List.of(narrow), "--rule", "contrast").run().expectExit(5).expectStderr("80", "55");
        judge(List.of(narrow), "--min-confidence", "60").run().expectExit(5).expectStderr("--min-confidence");
        judge(List.of(narrow)).run().expectExit(0);
    }

    @Test
    void wrong_arguments_are_told_before_anything_is_written() throws IOException, InterruptedException {
        judge(reports, "-o", "x.jsonl").run().expectExit(2).expectStderr("--out-dir");
        judge(List.of(dogs()), "--cut", "-2").run().expectExit(2).expectStderr("--rule contrast");
        judge(List.of(dogs()), "--rule", "contrast", "--cut", "0", "--doubt", "-1")
                .run()
                .expectExit(2);
        judge(List.of(dogs()), "--rule", "contrast", "--max-labels", "5").run().expectExit(2);
        judge(List.of(dogs()), "--rule", "contrast", "--doubt", "-0.8")
                .run()
                .expectExit(2)
                .expectStderr("cut of -0.6");
        judge(List.of(dogs(), dogs()), "--out-dir", folder.resolve("no").toString())
                .run()
                .expectExit(2);
        judge(List.of(dogs()), "-o", dogs().toString()).run().expectExit(2).expectBriefError();
        judge(List.of(folder.resolve("none.jsonl"))).run().expectExit(1).expectBriefError();
        Path text = Files.writeString(folder.resolve("text.txt"), "hello\n");
        judge(List.of(text)).run().expectExit(5).expectBriefError();
        judge(List.of()).run().expectExit(2);
    }
}
