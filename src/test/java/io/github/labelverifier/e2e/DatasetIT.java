package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubAnswer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetIT {
    @TempDir
    private Path folder;

    private final Zoo zoo = new Zoo();
    private Path exemplars = Path.of("");

    @BeforeEach
    void write() throws IOException {
        exemplars = Zoo.exemplars(folder.resolve("exemplars.csv"));
    }

    @AfterEach
    void close() {
        zoo.close();
    }

    private Program dataset(String out, String... arguments) {
        return zoo.program("dataset", "s3://photos/zoo", "--exemplars", exemplars.toString())
                .with("--out-dir", folder.resolve(out).toString())
                .with(arguments);
    }

    private long paid() {
        return zoo.aws().rekognition().requests();
    }

    private static String flagged(Path report) throws IOException {
        try (Stream<String> lines = Files.lines(report)) {
            return lines.filter(line -> line.contains("\"verdict\":\"flag\"")).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void classes_are_checked_in_one_run_and_judged_against_each_other() throws Exception {
        Program.Result result = dataset("out", "--dry-run").run().expectExit(0);

        assertThat(paid()).isEqualTo((long) Zoo.CLASSES.size() * Zoo.IMAGES);
        assertThat(zoo.aws().rekognition().keys()).doesNotHaveDuplicates();
        for (String name : Zoo.CLASSES) {
            Path report = folder.resolve("out").resolve(name + ".jsonl");
            assertThat(report).content().contains("\"rule\":\"contrast\"", "\"complete\":true", "\"calls\":12");
            assertThat(flagged(report)).contains(name.equals("dog") ? Zoo.WRONG : "");
            assertThat(flagged(report).isEmpty()).isEqualTo(!name.equals("dog"));
        }
        assertThat(result.stdoutLines()).hasSize(1 + Zoo.CLASSES.size());
        assertThat(result.stdout()).containsPattern("dog +12 +11 +0 +1 +8% +cat \\(1\\)");
        assertThat(result.stderr())
                .contains("84 images: 83 kept, 1 flagged", "84 calls, about $0.084", "fewer than 800 images are kept");
    }

    @Test
    void what_was_recorded_is_not_paid_again() throws Exception {
        dataset("one", "--dry-run", "--max-calls", "40").run().expectExit(5).expectStderr("--reuse-dir");
        assertThat(paid()).isEqualTo(40);

        dataset("two", "--dry-run", "--reuse-dir", folder.resolve("one").toString())
                .run()
                .expectExit(0)
                .expectStderr("44 calls");
        assertThat(zoo.aws().rekognition().keys()).doesNotHaveDuplicates();
    }

    @Test
    void flagged_images_of_all_classes_are_removed() throws Exception {
        dataset("out", "--yes").run().expectExit(0).expectStderr("1 deleted");

        assertThat(zoo.aws().s3().exists("photos", Zoo.WRONG)).isFalse();
        assertThat(zoo.aws().s3().keys("photos")).hasSize(Zoo.CLASSES.size() * Zoo.IMAGES - 1);
    }

    @Test
    void one_question_can_be_about_all_classes() throws Exception {
        try (TerminalRun run = dataset("out", "--ask", "all").onTerminal().start()) {
            run.awaitScreen("Type 1 to delete");
            run.type("1\n");
            run.await().expectExit(0);
        }
        assertThat(zoo.aws().s3().exists("photos", Zoo.WRONG)).isFalse();
    }

    @Test
    void an_answer_that_is_not_the_number_keeps_all() throws Exception {
        try (TerminalRun run = dataset("out").onTerminal().start()) {
            run.awaitScreen("Type 1 to delete");
            run.type("yes\n");
            run.await().expectExit(4);
        }
        assertThat(zoo.aws().s3().exists("photos", Zoo.WRONG)).isTrue();
    }

    @Test
    void the_same_image_in_two_classes_is_the_worst_label_error() throws Exception {
        zoo.add("zoo/sheep/30.jpg", "seen in two folders", "sheep");
        zoo.add("zoo/zebra/30.jpg", "seen in two folders", "zebra");
        zoo.add("zoo/bird/30.jpg", "sheep1", "bird");

        dataset("out", "--dry-run", "--flag-duplicates").run().expectExit(0);

        assertThat(flagged(folder.resolve("out/zebra.jsonl"))).contains("\"duplicate-of:zoo/sheep/30.jpg\"");
        assertThat(flagged(folder.resolve("out/bird.jsonl"))).contains("\"duplicate-of:zoo/sheep/01.jpg\"");
        assertThat(flagged(folder.resolve("out/sheep.jsonl"))).isEmpty();
        assertThat(paid()).isEqualTo((long) Zoo.CLASSES.size() * Zoo.IMAGES + 1);
    }

    @Test
    void bad_input_is_found_out_before_anything_is_paid() throws Exception {
        zoo.add("zoo/unicorn/1.jpg", "none", "horse");
        dataset("out", "--dry-run").run().expectExit(2).expectBriefError().expectStderr("unicorn", "--skip-unlisted");
        Files.writeString(exemplars, "dog,zoo/dog/none.jpg\n");
        dataset("out", "--dry-run", "--skip-unlisted").run().expectExit(1).expectStderr("zoo/dog/none.jpg");
        Files.writeString(exemplars, "wolf,zoo/dog/01.jpg\n");
        dataset("out", "--dry-run", "--skip-unlisted").run().expectExit(1).expectStderr("wolf");
        Files.writeString(exemplars, "dog\n");
        dataset("out", "--dry-run", "--skip-unlisted").run().expectExit(2).expectBriefError();
        Files.writeString(exemplars, "dog,zoo/dog/01.jpg\n");
        dataset("out", "--skip-unlisted").run().expectExit(2).expectStderr("--dry-run");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/dog.jsonl"), "mine");
        dataset("out", "--dry-run", "--skip-unlisted").run().expectExit(2).expectStderr("--overwrite");

        assertThat(paid()).isZero();
        assertThat(folder.resolve("out/dog.jsonl")).hasContent("mine");
    }

    @Test
    void folders_left_out_are_not_paid_for_and_a_forecast_pays_nothing() throws Exception {
        Files.writeString(exemplars, "dog,zoo/dog/01.jpg\ncat,zoo/cat/01.jpg\n");

        dataset("out", "--count", "--skip-unlisted").run().expectExit(0);
        assertThat(paid()).isZero();
        assertThat(folder.resolve("out")).doesNotExist();

        dataset("out", "--dry-run", "--skip-unlisted").run().expectExit(0);
        assertThat(paid()).isEqualTo(2L * Zoo.IMAGES);
    }

    @Test
    void a_local_dataset_has_reports_whose_keys_are_those_of_the_class() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images"));
        StringBuilder csv = new StringBuilder();
        for (String name : Zoo.CLASSES) {
            Files.createDirectories(images.resolve(name));
            csv.append(name).append(',').append(name).append("/01.jpg\n");
            for (int i = 1; i <= Zoo.IMAGES; i++) {
                boolean isWrong = name.equals("dog") && i == Zoo.IMAGES;
                String label = isWrong ? "Cat" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                byte[] content = Jpegs.of(name + i);
                Files.write(images.resolve(name).resolve(String.format(Locale.ROOT, "%02d.jpg", i)), content);
                zoo.aws()
                        .rekognition()
                        .answerBytes(
                                content,
                                StubLabel.of(label, 98),
                                StubLabel.of(label + " Breed", 97),
                                StubLabel.of("Animal", 96));
            }
        }
        Files.writeString(exemplars, csv);

        zoo.program("dataset", images.toString(), "--exemplars", exemplars.toString(), "--yes")
                .with("--out-dir", folder.resolve("out").toString())
                .run()
                .expectExit(0)
                .expectStderr("1 deleted");

        assertThat(flagged(folder.resolve("out/dog.jsonl"))).contains("\"key\":\"12.jpg\"");
        assertThat(images.resolve("dog/12.jpg")).doesNotExist();
        assertThat(images.resolve("cat/12.jpg")).exists();
    }

    @Test
    void labels_of_two_models_end_the_run_after_the_exemplars() throws Exception {
        dataset("one", "--dry-run").run().expectExit(0);
        for (String name : Zoo.CLASSES) {
            for (int i = 1; i <= Zoo.IMAGES; i++) {
                zoo.aws()
                        .rekognition()
                        .answer(
                                Zoo.key(name, i),
                                StubAnswer.of(StubLabel.of("Animal", 99)).model("4.0"));
            }
        }
        zoo.aws().s3().put("photos", Zoo.key("cow", 1), "another exemplar");
        zoo.add("zoo/bird/00.jpg", "new", "bird");
        long paid = paid();

        dataset("two", "--dry-run", "--reuse-dir", folder.resolve("one").toString())
                .run()
                .expectExit(5)
                .expectBriefError()
                .expectStderr("3.0", "4.0", "--mixed-models");

        assertThat(paid()).isEqualTo(paid + 1);
    }

    @Test
    void a_model_that_only_the_images_tell_ends_the_run_with_the_first_of_them() throws Exception {
        dataset("one", "--dry-run").run().expectExit(0);
        for (int i = 13; i < 80; i++) {
            String key = Zoo.key("dog", i);
            zoo.add(key, "new " + i, "dog");
            zoo.aws()
                    .rekognition()
                    .answer(key, StubAnswer.of(StubLabel.of("Dog", 99)).model("4.0"));
        }
        long paid = paid();

        dataset("two", "--dry-run", "--concurrency", "2")
                .with("--reuse-dir", folder.resolve("one").toString())
                .run()
                .expectExit(5)
                .expectStderr("3.0", "4.0", "--reuse-dir");

        assertThat(paid() - paid).isBetween(1L, 3L);
        dataset("three", "--dry-run", "--mixed-models")
                .with("--reuse-dir", folder.resolve("two").toString())
                .run()
                .expectExit(0)
                .expectStderr("labels of model 3.0 were recorded, and Rekognition now answers with 4.0");
        assertThat(zoo.aws().rekognition().keys()).doesNotHaveDuplicates();
    }

    @Test
    void calls_that_were_turned_away_are_counted_for_their_class() throws Exception {
        zoo.aws()
                .rekognition()
                .inject(
                        RekognitionServer.error("ThrottlingException"),
                        When.key(Zoo.key("dog", 1)).first(1))
                .inject(
                        RekognitionServer.error("ThrottlingException"),
                        When.key(Zoo.key("dog", 3)).first(2));

        dataset("out", "--dry-run").run().expectExit(0).expectStderr("3 calls throttled");

        assertThat(folder.resolve("out/dog.jsonl")).content().contains("\"throttled\":3");
        assertThat(folder.resolve("out/cat.jsonl")).content().contains("\"throttled\":0");
    }

    @Test
    void answers_that_were_cut_are_told() throws Exception {
        dataset("out", "--dry-run", "--rule", "overlap", "--max-labels", "2", "--record-labels", "2")
                .run()
                .expectExit(0)
                .expectStderr("84 of 84 answers were cut at 2 labels");
    }

    @Test
    void labels_too_narrow_for_the_rule_are_not_paid_again_unless_told_so() throws Exception {
        dataset("one", "--dry-run", "--rule", "overlap", "--record-confidence", "80")
                .run()
                .expectExit(0);
        long paid = paid();
        String one = folder.resolve("one").toString();

        dataset("two", "--dry-run", "--reuse-dir", one)
                .run()
                .expectExit(2)
                .expectBriefError()
                .expectStderr("84 images", "--rule overlap would do", "--pay");
        assertThat(paid()).isEqualTo(paid);
        dataset("two", "--dry-run", "--reuse", one, "--pay").run().expectExit(0);
        assertThat(paid()).isEqualTo(2 * paid);
    }

    @Test
    void a_forecast_knows_what_earlier_reports_hold_whatever_they_are_called() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        dataset("one", "--dry-run").run().expectExit(0);
        Files.createDirectories(elsewhere);
        Files.move(folder.resolve("one/dog.jsonl"), elsewhere.resolve("some dogs.jsonl"));

        Program.Result forecast = dataset(
                        "two", "--count", "--reuse-dir", folder.resolve("one").toString())
                .with("--reuse-dir", elsewhere.toString(), "--format", "jsonl")
                .run()
                .expectExit(0);
        assertThat(forecast.stdout()).contains("\"calls\":0");
    }
}
