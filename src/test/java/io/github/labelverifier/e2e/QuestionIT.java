package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.LEDGER;
import static io.github.labelverifier.e2e.DeerPhotos.ledgerOf;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The question before a removal, in a real terminal. */
@EndToEnd
class QuestionIT {
    private static final String QUESTION = "anything else keeps all:";
    private static final String FINAL_QUESTION = "to delete them; anything else keeps all:";
    private static final String REVIEW = "d remove, k keep, a all alike, q keep the rest, ? help:";

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private Program verify(String... arguments) {
        return photos.verify("s3://photos/deer", "-e", "deer/1.jpg").with(arguments);
    }

    private Program.Result answer(Program program, String typed) throws InterruptedException {
        try (TerminalRun run = program.onTerminal().size(100, 40).start()) {
            run.awaitScreen(QUESTION);
            run.type(typed);
            return photos.await(run);
        }
    }

    private void expectNothingRemoved(Program.Result result) {
        assertThat(photos.keys()).hasSize(8);
        assertThat(photos.s3().count("DeleteObjects")).isZero();
        assertThat(result.directory().resolve(LEDGER)).doesNotExist();
    }

    @Test
    void theExactNumberMeansYes() throws Exception {
        photos.withDeer();

        Program.Result result = answer(verify(), "3\n");

        result.expectExit(0)
                .expectStderr(
                        "deer/4.jpg  nothing in common    Tractor 99, Vehicle 99",
                        "7 images: 3 kept, 3 flagged (50%), 1 skipped",
                        "Delete 3 flagged images (54 bytes) from s3://photos/deer/?",
                        "1  contains Person",
                        "1  no labels",
                        "1  nothing in common",
                        "The bucket keeps no versions, so this cannot be undone.",
                        "Type 3 to delete them, r to review one by one; anything else keeps all: 3\n",
                        "Removal    3 deleted");
        assertThat(photos.keys()).hasSize(5).doesNotContain("deer/3.jpg", "deer/4.jpg", "deer/5.jpg");
        assertThat(ledgerOf(result).outcomes()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2\n", "yes\n", "\n", "33\n", "3 deer/3.jpg\n", "\u0004"})
    void anythingElseKeepsAll(String typed) throws Exception {
        photos.withDeer();

        Program.Result result = answer(verify("--fail-on-flagged"), typed);

        result.expectExit(4).expectStderr("Nothing was removed.");
        expectNothingRemoved(result);
        assertThat(reportOf(result).isComplete()).isTrue();
    }

    @Test
    void ctrlCAtTheQuestionKeepsAllAndEndsAtOnce() throws Exception {
        photos.withDeer();

        Program.Result result = answer(verify(), "\u0003");

        result.expectExit(130);
        expectNothingRemoved(result);
        assertThat(reportOf(result).isComplete()).isTrue();
        assertThat(result.stderr()).doesNotContain("Exception", "error:");
    }

    @Test
    void sigtermAtTheQuestionKeepsAll() throws Exception {
        photos.withDeer();
        try (TerminalRun run = verify().onTerminal().start()) {
            run.awaitScreen(QUESTION);
            run.signal("TERM");
            Program.Result result = photos.await(run);
            result.expectExit(143);
            expectNothingRemoved(result);
        }
    }

    @Test
    void theReviewRemovesOnlyWhatWasMarked() throws Exception {
        photos.withDeer().with("deer/7.jpg", DeerPhotos.deer()).with("deer/8.jpg", tractor());
        try (TerminalRun run = verify().onTerminal().size(100, 60).start()) {
            run.awaitScreen("Type 4 to delete");
            run.type("r\n");
            run.awaitScreen("(1 of 4)");
            run.type("d\n");
            run.awaitScreen("(2 of 4)");
            run.type("xyz\n");
            run.type("K\n");
            run.awaitScreen("(3 of 4)");
            run.type("d\n");
            run.awaitScreen("(4 of 4)");
            run.type("q\n");
            run.awaitScreen("Type 2 " + FINAL_QUESTION);
            run.type("2\n");
            Program.Result result = photos.await(run);
            result.expectExit(0)
                    .expectStderr(
                            "deer/3.jpg  18 bytes  (1 of 4)",
                            "contains Person",
                            "Person 97, Deer 95",
                            "Removal    2 deleted");
            assertThat(ledgerOf(result).outcomes())
                    .containsExactly(Map.entry("deer/3.jpg", "deleted"), Map.entry("deer/5.jpg", "deleted"));
            assertThat(photos.keys()).contains("deer/4.jpg", "deer/8.jpg").doesNotContain("deer/3.jpg", "deer/5.jpg");
        }
    }

    @Test
    void theReviewCanBeLeftAtAnyPointWithoutRemoval() throws Exception {
        photos.withDeer();
        try (TerminalRun run = verify().onTerminal().size(100, 60).start()) {
            run.awaitScreen(QUESTION);
            run.type("r\n");
            run.awaitScreen(REVIEW);
            run.type("d\n");
            run.awaitScreen("(2 of 3)");
            run.endInput();
            run.awaitScreen("Type 1 to delete");
            run.type("3\n");
            Program.Result result = photos.await(run);
            result.expectExit(4);
            expectNothingRemoved(result);
        }
        try (TerminalRun run = verify("--overwrite").onTerminal().size(100, 60).start()) {
            run.awaitScreen(QUESTION);
            run.type("r\n");
            run.awaitScreen(REVIEW);
            run.type("q\n");
            Program.Result result = photos.await(run);
            result.expectExit(4);
            expectNothingRemoved(result);
        }
    }

    @Test
    void whatWasTypedBeforeTheQuestionDoesNotCount() throws Exception {
        photos.withDeer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        photos.rekognition().inject(Fault.holdUntil(gate), When.key("deer/6.png"));
        try (TerminalRun run = verify().onTerminal().size(100, 40).start()) {
            photos.rekognition().awaitRequests(6);
            run.type("3\n3\n");
            run.type("3");
            // Echoed, so the terminal has taken it in.
            run.awaitScreen(screen -> screen.transcript().contains("3\r\n3\r\n3"), "what was typed");
            gate.complete(null);
            run.awaitScreen(QUESTION);
            run.type("\n");
            Program.Result result = photos.await(run);
            result.expectExit(4);
            expectNothingRemoved(result);
        }
    }

    @Test
    void theQuestionIsOnTheTerminalAlsoWhenStandardOutputIsPiped() throws Exception {
        photos.withDeer();
        try (TerminalRun run = verify("--format", "keys")
                .onTerminal()
                .size(100, 40)
                .stdoutPiped()
                .start()) {
            run.awaitScreen(QUESTION);
            while (!new String(run.piped(), StandardCharsets.UTF_8).equals("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n")) {
                Thread.sleep(10); // it was written before the question was, and another thread reads it
            }
            run.type("3\n");
            Program.Result result = photos.await(run);
            result.expectExit(0)
                    .expectStdout("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n")
                    .expectStderr("Removal    3 deleted");
            assertThat(result.stderr()).doesNotContain("deer/4.jpg\n");
            assertThat(photos.keys()).hasSize(5);
        }
    }

    @Test
    void aVersionedBucketIsSaidToUndo() throws Exception {
        photos.s3().versioning(BUCKET, Versioning.ENABLED);
        photos.withDeer();

        Program.Result result = answer(verify("-q"), "no\n");

        result.expectExit(4).expectStderr("Delete 3 flagged images", "this can be undone");
        assertThat(photos.keys()).hasSize(8);
    }

    @Test
    void whatIsNotAskedForIsNotAskedAbout() throws Exception {
        photos.withDeer().with("deer/7.jpg", tractor());
        for (String options : new String[] {"--dry-run", "--max-flagged 10", "--limit 2"}) {
            try (TerminalRun run = verify(options.split(" "))
                    .with("--overwrite")
                    .onTerminal()
                    .size(100, 40)
                    .start()) {
                Program.Result result = photos.await(run);
                result.expectExit(options.startsWith("--max") ? 5 : 0);
                assertThat(result.stderr()).doesNotContain(QUESTION);
            }
        }
        assertThat(photos.keys()).hasSize(9);
    }

    @Test
    void progressIsDrawnOnTheTerminalAndLeavesNoTrace() throws Exception {
        photos.withDeer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        photos.rekognition().inject(Fault.holdUntil(gate), When.key("deer/6.png"));
        try (TerminalRun run = verify("--dry-run").onTerminal().size(80, 40).start()) {
            run.awaitScreen("6 of 7 images  $0.005 of $0.006  3 flagged");
            gate.complete(null);
            Program.Result result = photos.await(run).expectExit(0);
            assertThat(result.stderr()).doesNotContain(" of 7 images", "/s");
            assertThat(run.transcript()).contains("\u001b[K", "$0.006");
        }
        try (TerminalRun run = verify("--dry-run", "--overwrite", "--progress", "never", "--color", "never")
                .onTerminal()
                .size(80, 40)
                .start()) {
            photos.await(run).expectExit(0);
            assertThat(run.transcript()).doesNotContain("\u001b", " of 7 images");
        }
    }

    @Test
    void coloursFollowTheTerminalAndNoColor() throws Exception {
        photos.withDeer();
        try (TerminalRun run = verify("--dry-run").onTerminal().size(80, 40).start()) {
            photos.await(run).expectExit(0);
            assertThat(run.transcript()).contains("\u001b[35m");
        }
        try (TerminalRun run = verify("--dry-run", "--overwrite")
                .env("NO_COLOR", "1")
                .onTerminal()
                .size(80, 40)
                .start()) {
            photos.await(run).expectExit(0);
            assertThat(run.transcript()).doesNotContain("\u001b[35m", "\u001b[1m");
        }
        Program.Result piped = photos.run(verify("--dry-run", "--color", "always"));
        assertThat(piped.stdout()).contains("\u001b[35m");
    }
}
