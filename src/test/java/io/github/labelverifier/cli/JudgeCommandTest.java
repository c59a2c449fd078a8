package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        Path report = ReportScene.at("s3://photos/deer/")
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
        Path report = ReportScene.at("s3://photos/deer/")
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

    @Test
    void a_share_of_false_flags_for_which_no_cut_is_known_is_refused() throws IOException {
        Path deer = ReportScene.at("s3://photos/deer/")
                .exemplars()
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .write(folder.resolve("deer.jsonl"));
        Path dogs = ReportScene.at("s3://photos/dog/")
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
