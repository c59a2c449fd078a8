package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built program: a report by {@code verify}, and what {@code show}, {@code delete} and {@code restore} make of it. */
class DeleteIT {
    private static final String BUCKET = "photos";
    private static final String EXEMPLAR = "deer/exemplar.jpg";
    private static final List<String> ODD_KEYS = List.of(
            "deer/ leading and trailing ",
            "deer/+plus%41&=?#.jpg",
            "deer//double/../dots/./x.jpg",
            "deer/@file.jpg",
            "deer/-dash.jpg",
            "deer/bell\u0007.jpg",
            "deer/bidi\u202egpj.jpg",
            "deer/new\nline\r.jpg",
            "deer/quote\"'<>&.jpg",
            "deer/tab\t.jpg",
            "deer/" + "ü".repeat(400) + ".jpg",
            "deer/\ud83e\udd8c.jpg");

    @TempDir
    private Path folder;

    private FakeAws aws;
    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() {
        aws = FakeAws.start();
        s3 = aws.s3().createBucket(BUCKET);
        aws.rekognition()
                .answerOthers(StubLabel.of("Poster", 97))
                .answerSuffix("keep.jpg", StubLabel.of("Deer", 99))
                .answer(EXEMPLAR, StubLabel.of("Deer", 99));
        s3.put(BUCKET, EXEMPLAR, "exemplar");
        report = folder.resolve("deer.jsonl");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void put(int flagged, int kept) {
        IntStream.range(0, flagged).forEach(i -> s3.put(BUCKET, String.format("deer/%04d.jpg", i), "flagged " + i));
        IntStream.range(0, kept).forEach(i -> s3.put(BUCKET, String.format("deer/%04d-keep.jpg", i), "kept " + i));
    }

    private void verify() throws InterruptedException {
        program("verify", "s3://photos/deer", "-e", EXEMPLAR, "--dry-run", "--format", "none", "--report", path())
                .run()
                .expectExit(0);
        // From here on, neither a listing nor a label is anybody's business.
        s3.inject(FakeS3.error("AccessDenied"), When.operation("ListObjectsV2"));
        aws.rekognition().inject(RekognitionServer.error("AccessDeniedException"), When.always());
        s3.forgetExchanges();
    }

    private String path() {
        return report.toString();
    }

    private Program program(String... arguments) {
        return Program.of(arguments).endpoint(aws.endpoint()).in(folder).timeLimit(Duration.ofSeconds(60));
    }

    private void expectNeitherListingNorLabels() {
        assertThat(s3.exchanges("ListObjectsV2")).isEmpty();
    }

    @Test
    void odd_keys_go_all_the_way() throws Exception {
        ODD_KEYS.forEach(key -> s3.put(BUCKET, key, "odd " + key));
        put(0, 20);
        s3.versioning(BUCKET, Versioning.ENABLED);
        List<String> before = s3.keys(BUCKET);
        verify();

        Program.Result shown =
                program("show", path(), "--format", "keys", "-0").run().expectExit(0);
        assertThat(shown.stdoutEntries()).containsExactlyInAnyOrderElementsOf(ODD_KEYS);
        assertThat(program("show", path(), "--format", "keys").run().stdoutLines())
                .hasSameSizeAs(ODD_KEYS);
        Path keep = folder.resolve("keep");
        Files.writeString(keep, ODD_KEYS.get(7) + "\0");
        program("delete", path(), "--yes", "-0", "--keep-list", keep.toString())
                .run()
                .expectExit(0);
        assertThat(s3.keys(BUCKET))
                .doesNotContainAnyElementsOf(ODD_KEYS.stream()
                        .filter(key -> !key.equals(ODD_KEYS.get(7)))
                        .toList())
                .contains(ODD_KEYS.get(7));
        program("restore", path()).run().expectExit(0);
        assertThat(s3.keys(BUCKET)).isEqualTo(before);
        program("delete", path(), "--yes", "--move-to", "s3://photos/trash")
                .run()
                .expectExit(0);
        assertThat(s3.keys(BUCKET, "trash/")).hasSameSizeAs(ODD_KEYS);
        program("restore", path()).run().expectExit(0);
        assertThat(s3.keys(BUCKET)).isEqualTo(before);
        expectNeitherListingNorLabels();
    }

    @ParameterizedTest
    @CsvSource({
        "'2\n', 0, 2",
        "'3\n', 4, 4",
        "'y\n', 4, 4",
        "'\n', 4, 4",
        "'r\nd\nk\n1\n', 0, 3",
        "'r\nd\nb\nq\nno\n', 4, 4",
        "'r\nd\nd\nno\n', 4, 4"
    })
    void the_answers_at_a_terminal(String typed, int code, int left) throws Exception {
        put(2, 1);
        verify();
        try (TerminalRun run =
                program("delete", path(), "--max-flagged", "90").onTerminal().start()) {
            String[] lines = typed.split("(?<=\n)");
            for (int i = 0; i < lines.length; i++) {
                awaitQuestion(run, i, lines);
                run.type(lines[i]);
            }
            run.await().expectExit(code);
        }
        assertThat(s3.keys(BUCKET)).hasSize(left);
        expectNeitherListingNorLabels();
    }

    private static void awaitQuestion(TerminalRun run, int index, String[] lines) throws InterruptedException {
        run.awaitScreen(
                screen -> screen.text().split("keeps all:|[?] help:", -1).length > index + 1,
                "question " + (index + 1) + " of " + lines.length);
    }

    @Test
    void the_end_of_input_and_a_ctrl_c_keep_everything() throws Exception {
        put(2, 2);
        verify();
        try (TerminalRun run = program("delete", path()).onTerminal().start()) {
            run.awaitScreen("keeps all:");
            run.endInput();
            run.await().expectExit(4);
        }
        try (TerminalRun run = program("delete", path()).onTerminal().start()) {
            run.awaitScreen("keeps all:");
            run.ctrlC();
            run.await().expectExit(130);
        }
        assertThat(s3.keys(BUCKET)).hasSize(5);
        assertThat(folder.resolve("deer.jsonl.removed.jsonl")).doesNotExist();
    }

    @Test
    void links_and_pictures_only_where_the_terminal_says_so() throws Exception {
        put(1, 3);
        verify();
        try (TerminalRun run = program("delete", path(), "--inline-images")
                .onTerminal()
                .size(120, 40)
                .start()) {
            run.awaitScreen("keeps all:");
            run.type("r\n");
            run.awaitScreen("? help:");
            run.type("q\n");
            assertThat(run.await().expectExit(4).stderr()).contains("s3://photos/deer/0000.jpg", "does not say");
            assertThat(run.transcript()).doesNotContain("\u001b]8;;", "X-Amz");
        }
        try (TerminalRun run = program("delete", path(), "--inline-images")
                .env("TERM_PROGRAM", "WezTerm")
                .onTerminal()
                .size(120, 40)
                .start()) {
            run.awaitScreen("keeps all:");
            run.type("r\n");
            run.awaitScreen("? help:");
            run.type("q\n");
            run.await().expectExit(4);
            assertThat(run.transcript())
                    .contains("\u001b]8;;http://127.0.0.1", "X-Amz-Expires=1800")
                    .doesNotContain("label-verifier-test-secret");
            assertThat(run.screen()).doesNotContain("X-Amz").contains("no picture");
        }
    }

    @Test
    void of_two_runs_at_once_the_second_is_refused() throws Exception {
        put(3, 4);
        verify();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        s3.inject(Fault.holdUntil(gate), When.operation("DeleteObjects"));
        try (Running first = program("delete", path(), "--yes").start()) {
            s3.await("DeleteObjects", 1);
            program("delete", path(), "--yes")
                    .run()
                    .expectExit(5)
                    .expectStderr("in use")
                    .expectBriefError();
            gate.complete(null);
            first.await().expectExit(0);
        }
    }

    @Test
    void killed_at_any_point_a_later_run_ends_in_the_same_state() throws Exception {
        put(40, 50);
        s3.put(BUCKET, "deer/bell\u0007.jpg", "alone");
        verify();
        Random random = new Random(7);
        List<String> operations = List.of("HeadObject", "CopyObject", "DeleteObjects", "HeadObject", "CopyObject");
        List<String> arguments = List.of("delete", path(), "--yes", "--move-to", "s3://photos/trash");
        for (String operation : operations) {
            try (Running run = program(arguments.toArray(String[]::new)).start()) {
                s3.at(operation, s3.count(operation) + 1 + random.nextInt(30), run::kill);
                run.await();
            }
        }
        program(arguments.toArray(String[]::new)).run().expectExit(0);

        assertThat(s3.keys(BUCKET, "deer/")).hasSize(51).contains(EXEMPLAR);
        assertThat(s3.keys(BUCKET, "trash/")).hasSize(41);
        assertThat(lastOutcomes()).hasSize(41).allMatch(line -> line.contains("\"outcome\":\"moved\""));
        program("restore", path()).run().expectExit(0);
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(92);
        assertThat(s3.keys(BUCKET, "trash/")).isEmpty();
    }

    private List<String> lastOutcomes() throws IOException {
        List<String> removals = new ArrayList<>(Files.readAllLines(folder.resolve("deer.jsonl.removed.jsonl")));
        return List.copyOf(removals.stream()
                .filter(line -> line.contains("\"type\":\"removal\""))
                .collect(Collectors.toMap(
                        line -> line.replaceAll(".*?\"key\":(\"[^\"]*\").*", "$1"), line -> line, (a, b) -> b))
                .values());
    }

    @Test
    void verify_moves_too() throws Exception {
        put(2, 3);
        program(
                        "verify",
                        "s3://photos/deer",
                        "-e",
                        EXEMPLAR,
                        "--yes",
                        "--move-to",
                        "s3://photos/trash",
                        "--report",
                        path())
                .run()
                .expectExit(0);

        assertThat(s3.keys(BUCKET, "trash/")).containsExactly("trash/0000.jpg", "trash/0001.jpg");
        program("verify", "s3://photos/deer", "-e", EXEMPLAR, "--dry-run", "--overwrite", "--report", path())
                .run()
                .expectExit(2)
                .expectStderr("ledger");
    }
}
