package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code judge REPORT...}, which has reports alone to go by. */
class JudgeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void no_store_is_opened() throws IOException {
        Path report = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .add(image("deer/2.jpg"), Verdict.FLAG, "no-overlap")
                .write(folder.resolve("deer.jsonl"));
        Path out = folder.resolve("judged.jsonl");

        ProgramInProcess.Result result = new ProgramInProcess()
                .stores(real -> new NoStores())
                .run("judge", report.toString(), "--reference-label", "Deer", "-o", out.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out).content().contains("contains:Person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlap --reference-label Deer", "contrast"})
    void what_was_seen_in_a_picture_stays_by_either_rule(String rule) throws IOException {
        Path report = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(image("deer/1.jpg"), Verdict.FLAG, "no-overlap")
                .seen(new PictureFacts("webp", 3000, 2000, "0f".repeat(32), List.of("dark")))
                .write(folder.resolve("deer.jsonl"));
        Path out = folder.resolve("judged.jsonl");

        List<String> arguments = new ArrayList<>(List.of("judge", report.toString(), "-o", out.toString(), "--rule"));
        arguments.addAll(List.of(rule.split(" ")));
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out).content().contains("\"picture\":{\"format\":\"webp\",\"width\":3000,\"height\":2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlap --reference-label Deer", "overlap --reference-label Deer --flag-doubtful"})
    void of_one_content_in_two_folders_the_copy_stays_that_the_rule_keeps(String rule) throws IOException {
        Path deer = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(copy("deer/1.jpg"), Verdict.FLAG, "no-overlap")
                .write(folder.resolve("deer.jsonl"));
        Path dog = SampleReport.at("s3://photos/dog/")
                .exemplars()
                .add(copy("dog/1.jpg"), Verdict.KEEP)
                .add(copy("dog/2.jpg"), Verdict.KEEP)
                .write(folder.resolve("dog.jsonl"));

        Map<String, String> judged = judge(rule, deer, dog);

        assertThat(judged)
                .containsEntry("deer/1.jpg", "flag [no-overlap, contains:Person, duplicate-of:dog/1.jpg]")
                .containsEntry("dog/1.jpg", "keep []")
                .containsEntry("dog/2.jpg", "flag [duplicate-of:dog/1.jpg]");
    }

    @Test
    void an_object_that_is_in_two_reports_is_no_duplicate_of_itself() throws IOException {
        Path all = SampleReport.at("s3://photos/")
                .exemplars()
                .add(copy("deer/1.jpg"), Verdict.KEEP)
                .write(folder.resolve("all.jsonl"));
        Path deer = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(copy("deer/1.jpg"), Verdict.KEEP)
                .write(folder.resolve("deer.jsonl"));
        Path alias = SampleReport.at("s3://photos-alias/deer/")
                .exemplars()
                .add(copy("deer/1.jpg"), Verdict.KEEP)
                .write(folder.resolve("alias.jsonl"));

        assertThat(judge("overlap --reference-label Deer", all, deer, alias)).containsEntry("deer/1.jpg", "keep []");
    }

    /** The verdicts of all reports, judged with a look for duplicates; one of several images of a key is as good as another. */
    private Map<String, String> judge(String rule, Path... reports) throws IOException {
        Path out = folder.resolve("out");
        List<String> arguments = new ArrayList<>(List.of("judge", "--flag-duplicates", "--out-dir", out.toString()));
        arguments.add("--rule");
        arguments.addAll(List.of(rule.split(" ")));
        Stream.of(reports).map(Path::toString).forEach(arguments::add);
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isZero();
        Map<String, String> verdicts = new TreeMap<>();
        for (Path report : reports) {
            try (ReportReader reader = ReportReader.open(out.resolve(report.getFileName()))) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Finding finding = next.get();
                    String verdict = finding.verdict().toString().toLowerCase(Locale.ROOT) + " "
                            + finding.reasons().stream().map(Reason::text).toList();
                    verdicts.merge(
                            finding.image().key(), verdict, (one, other) -> one.equals(other) ? one : one + other);
                }
            }
        }
        return verdicts;
    }

    private static ImageEntry copy(String key) {
        return new ImageEntry(key, 7, "0123456789abcdef0123456789abcdef", Instant.EPOCH);
    }

    @Test
    void a_share_of_false_flags_for_which_no_cut_is_known_is_refused() throws IOException {
        Path deer = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .write(folder.resolve("deer.jsonl"));
        Path dogs = SampleReport.at("s3://photos/dog/")
                .exemplars()
                .add(image("dog/1.jpg"), Verdict.FLAG, "no-overlap")
                .write(folder.resolve("dog.jsonl"));

        assertThat(refusal(deer.toString(), "--max-false-flags", "3"))
                .isEqualTo("error: --max-false-flags 3: a cut is known for 3.6 to 14.2 percent of one folder"
                        + " alone; for another, give --cut, or mark a sample (review --sample 60)\n");
        assertThat(refusal(deer.toString(), dogs.toString(), "--max-false-flags", "16"))
                .contains("2.5 to 15 percent of several folders");
        assertThat(refusal(deer.toString(), "--max-false-flags", "5", "--cut", "-1"))
                .contains("exclude each other");
        assertThat(refusal(deer.toString(), "--max-false-flags", "5", "--doubt", "-0.8"))
                .contains("is below the cut of -0.72");
    }

    private static String refusal(String... arguments) {
        List<String> all = new ArrayList<>(List.of("judge", "--rule", "contrast"));
        all.addAll(List.of(arguments));
        ProgramInProcess.Result result = new ProgramInProcess().run(all.toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        return result.err();
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 7, "etag of " + key, Instant.EPOCH);
    }
}
