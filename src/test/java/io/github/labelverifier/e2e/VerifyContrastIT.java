package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubAnswer;
import io.github.labelverifier.testing.StubLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyContrastIT {
    @TempDir
    private Path folder;

    private final Zoo zoo = new Zoo();

    @AfterEach
    void close() {
        zoo.close();
    }

    private Program verifyDogs(String... arguments) {
        return zoo.program("verify", "s3://photos/zoo/dog", "-e", Zoo.key("dog", 1))
                .with("--report", report().toString())
                .with(arguments);
    }

    private Path report() {
        return folder.resolve("dogs-now.jsonl");
    }

    private String[] others() throws IOException, InterruptedException {
        List<Path> reports = zoo.reports(folder);
        reports.remove(Zoo.CLASSES.indexOf("dog"));
        return reports.stream().map(Path::toString).toArray(String[]::new);
    }

    @Test
    void the_removal_acts_on_the_judged_report() throws Exception {
        verifyDogs("--yes", "--rule", "contrast", "--against")
                .with(others())
                .run()
                .expectExit(0)
                .expectStderr("1 flagged", "1 deleted");

        assertThat(zoo.aws().s3().keys("photos", "zoo/dog/"))
                .hasSize(Zoo.IMAGES - 1)
                .doesNotContain(Zoo.WRONG);
        assertThat(Files.readString(report())).contains("\"rule\":\"contrast\"", "\"complete\":true");
        assertThat(folder).isDirectoryNotContaining("glob:**.label-verifier");
    }

    @Test
    void standard_output_has_the_judged_findings_alone() throws Exception {
        verifyDogs("--dry-run", "--format", "keys", "--rule", "contrast", "--against")
                .with(others())
                .run()
                .expectExit(0)
                .expectStdout(Zoo.WRONG + "\n");
    }

    @Test
    void reports_that_do_not_fit_are_found_out_before_anything_is_paid() throws Exception {
        String[] others = others();
        Path unfinished = folder.resolve("unfinished.jsonl");
        List<String> lines = Files.readAllLines(Path.of(others[0]));
        Files.write(unfinished, lines.subList(0, lines.size() - 1));
        long paid = zoo.aws().rekognition().requests();

        verifyDogs("--dry-run", "--rule", "contrast", "--against", unfinished.toString())
                .run()
                .expectExit(5)
                .expectBriefError();
        verifyDogs(
                        "--dry-run",
                        "--rule",
                        "contrast",
                        "--against",
                        folder.resolve("dog.jsonl").toString())
                .run()
                .expectExit(2)
                .expectStderr("--against");
        verifyDogs("--dry-run", "--rule", "contrast", "--against", "none.jsonl")
                .run()
                .expectExit(1);
        verifyDogs("--dry-run", "--against", others[0]).run().expectExit(2);
        verifyDogs("--dry-run", "--rule", "contrast", "--record-confidence", "70")
                .run()
                .expectExit(2);
        zoo.program("verify", "s3://photos/zoo/dog", "-e", Zoo.key("dog", 1), "--dry-run", "--flag-duplicates")
                .with("--report", "-")
                .run()
                .expectExit(2);

        assertThat(zoo.aws().rekognition().requests()).isEqualTo(paid);
        assertThat(report()).doesNotExist();
    }

    @Test
    void another_model_ends_the_run_after_the_exemplars() throws Exception {
        String[] others = others();
        long paid = zoo.aws().rekognition().requests();
        zoo.aws()
                .rekognition()
                .answer(
                        Zoo.key("dog", 1),
                        StubAnswer.of(StubLabel.of("Dog", 99)).model("4.0"));

        verifyDogs("--dry-run", "--rule", "contrast", "--against")
                .with(others)
                .run()
                .expectExit(5)
                .expectStderr("3.0", "4.0");

        assertThat(zoo.aws().rekognition().requests()).isEqualTo(paid + 1);
    }

    @Test
    void all_but_the_first_of_a_content_are_flagged_and_an_exemplar_is_the_first() throws Exception {
        zoo.add("zoo/dog/20.jpg", "twins", "dog");
        zoo.add("zoo/dog/21.jpg", "twins", "dog");
        zoo.add("zoo/dog/00.jpg", "dog1", "dog");

        Program.Result result = verifyDogs("--dry-run", "--flag-duplicates", "--format", "keys")
                .run()
                .expectExit(0)
                .expectStdout("zoo/dog/00.jpg\nzoo/dog/21.jpg\n");

        assertThat(result.stderr()).contains("2 flagged");
        assertThat(Files.readString(report()))
                .contains("\"duplicate-of:zoo/dog/20.jpg\"", "\"duplicate-of:zoo/dog/01.jpg\"");
    }

    @Test
    void what_judge_flags_delete_removes_and_show_has_the_worst_first() throws Exception {
        String[] others = others();
        Path dogs = folder.resolve("dog.jsonl");
        Path out = folder.resolve("judged");
        List<String> judge = new ArrayList<>(List.of("judge", dogs.toString()));
        judge.addAll(List.of(others));
        judge.addAll(List.of("--rule", "contrast", "--out-dir", out.toString()));
        zoo.program(judge.toArray(String[]::new)).run().expectExit(0);
        String judged = out.resolve("dog.jsonl").toString();

        Program.Result shown = zoo.program("show", judged, "--show", "keep", "--show", "flag")
                .run()
                .expectExit(0);
        assertThat(shown.stdoutLines().get(1)).contains(Zoo.WRONG, "looks like cat: Cat, Cat Breed are rare in dog");
        zoo.program("delete", judged, "--yes", "--only", "fits-elsewhere")
                .run()
                .expectExit(0)
                .expectStderr("1 deleted");

        assertThat(zoo.aws().s3().keys("photos", "zoo/dog/"))
                .hasSize(Zoo.IMAGES - 1)
                .doesNotContain(Zoo.WRONG);
        zoo.program(judge.toArray(String[]::new))
                .with("--overwrite")
                .run()
                .expectExit(2)
                .expectStderr("ledger");
    }
}
