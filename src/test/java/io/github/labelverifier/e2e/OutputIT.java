package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.When;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on which stream, in which format, and what happens when a stream or the process ends early. */
@EndToEnd
class OutputIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private Program yes(String... arguments) {
        return photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--max-flagged", "100")
                .with(arguments);
    }

    @Test
    void everyFormatHasItsOwnOutput() throws Exception {
        photos.withDeer();

        photos.run(photos.dryRun("--format", "keys")).expectStdout("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n");
        photos.run(photos.dryRun("--format", "keys", "-0")).expectStdout("deer/3.jpg\0deer/4.jpg\0deer/5.jpg\0");
        photos.run(photos.dryRun("--format", "URIS"))
                .expectStdout("s3://photos/deer/3.jpg\ns3://photos/deer/4.jpg\ns3://photos/deer/5.jpg\n");
        photos.run(photos.dryRun("--format", "none")).expectExit(0).expectStdout("");
        Program.Result jsonl = photos.run(photos.dryRun("--format", "jsonl", "--show", "keep", "--show", "SKIP"));
        List<Map<String, @Nullable Object>> printed =
                Report.parse(jsonl.stdout()).lines();
        // A line by itself says what was asked for, which a report says once.
        assertThat(printed.get(0)).containsEntry("recordConfidence", 55.0).containsEntry("recordLabels", 50);
        printed.forEach(line -> line.keySet().removeAll(Set.of("recordConfidence", "recordLabels")));
        assertThat(printed)
                .isEqualTo(reportOf(jsonl).ofType("image").stream()
                        .filter(image -> List.of("keep", "skip").contains(image.get("verdict")))
                        .toList());
        Program.Result csv = photos.run(photos.dryRun("--format", "csv", "--show", "all"));
        String etag = photos.s3().etag(DeerPhotos.BUCKET, "deer/3.jpg");
        assertThat(csv.stdoutLines())
                .hasSize(8)
                .startsWith(
                        "key,size,etag,lastModified,verdict,reasons,overlap,labels,model,message,score,suggest,because,sent")
                .anyMatch(line -> line.startsWith("deer/3.jpg,18," + etag + ",2")
                        && line.endsWith("Z,flag,contains:Person,Deer,Person=97.0;Deer=95.0,3.0,,,,,"));
        Program.Result table = photos.run(photos.dryRun("--show", "all"));
        assertThat(table.stdoutLines())
                .hasSize(8)
                .first()
                .isEqualTo("IMAGE           VERDICT  WHY                  LABELS");
    }

    @Test
    void theReportCanGoToStandardOutput() throws Exception {
        photos.withDeer();

        Program.Result result = photos.run(
                photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run", "--report", "-"));

        result.expectExit(0);
        Report report = Report.parse(result.stdout());
        assertThat(report.header()).containsEntry("type", "header").containsEntry("location", "s3://photos/deer/");
        assertThat(report.keys()).hasSize(7);
        assertThat(report.isComplete()).isTrue();
        assertThat(result.directory()).isEmptyDirectory();
        assertThat(result.stderr()).doesNotContain("Report ");
    }

    @Test
    void withoutANameTheReportIsNamedForItsTime() throws Exception {
        photos.withDeer();

        Program.Result result =
                photos.run(photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run"));

        try (Stream<Path> files = Files.list(result.directory())) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            String name = all.get(0).getFileName().toString();
            assertThat(name).matches("label-report-\\d{8}T\\d{6}Z\\.jsonl");
            result.expectExit(0).expectStderr("Report     " + name);
            assertThat(Report.read(all.get(0)).isComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "de_DE.ISO-8859-1", ""})
    void outputIsUtf8InEveryLocale(String locale) throws Exception {
        photos.with("gärten/Käfer-1.jpg", deer()).with("gärten/日本-🦌.jpg", StubLabel.of("Käse", 99));

        Program.Result result = photos.run(photos.program(
                        "verify",
                        "s3://photos/gärten",
                        "-e",
                        "gärten/Käfer-1.jpg",
                        "--dry-run",
                        "--include",
                        "*🦌*",
                        "--report",
                        "é.jsonl")
                .locale(locale));

        result.expectExit(0).expectStdout("""
                IMAGE               WHY                LABELS
                gärten/日本-🦌.jpg  nothing in common  Käse 99
                """).expectStderr("Report     é.jsonl");
        assertThat(Report.read(result.directory().resolve("é.jsonl")).keys()).containsExactly("gärten/日本-🦌.jpg");
    }

    @Test
    void whatATerminalWouldActOnIsEscapedForPeopleAndExactForPrograms() throws Exception {
        String key = "deer/\u001b[2J\u202ebad\nline\u0000.jpg".replace("\u0000", "\u0007");
        photos.with("deer/1.jpg", deer()).with(key, StubLabel.of("Trac\u001b]0;tor", 99));
        String escaped = "deer/\\u001b[2J\\u202ebad\\nline\\u0007.jpg";

        Program.Result table = photos.run(photos.dryRun());
        table.expectExit(0)
                .expectStdout("IMAGE" + " ".repeat(escaped.length() - 5) + "  WHY                LABELS\n" + escaped
                        + "  nothing in common  Trac\\u001b]0;tor 99\n");
        photos.run(photos.dryRun("--format", "keys"))
                .expectStdout(escaped + "\n")
                .expectStderr("warning: 1 key with control characters is shown escaped: use -0");
        photos.run(photos.dryRun("--format", "keys", "-0")).expectStdout(key + "\0");
        assertThat(photos.run(photos.dryRun("--format", "csv")).stdout())
                .contains(escaped)
                .doesNotContain("\u001b", "\u202e");
        Program.Result jsonl = photos.run(photos.dryRun("--format", "jsonl"));
        assertThat(Report.parse(jsonl.stdout()).keys()).containsExactly(key);
        assertThat(jsonl.stdout()).hasLineCount(1).doesNotContain("\u001b");

        Program.Result removed = photos.run(yes("--format", "none"));
        removed.expectExit(0);
        assertThat(removed.stderr()).doesNotContain("\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "jsonl", "table"})
    void aReaderThatLeavesEndsTheRunAndNothingIsRemoved(String format) throws Exception {
        // More than a pipe holds, so that the program has to notice.
        photos.s3().createVirtualBucket("many", "deer/some-folder-with-a-long-name/", 2500);
        photos.rekognition().notRecording().answerOthers(tractor()).answerSuffix("0000000.jpg", deer());

        Program.Result result = photos.run(photos.verify("s3://many/deer", "--yes", "--max-flagged", "100")
                .with("-e", "deer/some-folder-with-a-long-name/0000000.jpg", "--format", format)
                .readerLeavesAfter(1));

        result.expectExit(141);
        assertThat(result.stderr()).as("quietly").doesNotContain("error", "Exception", "Broken pipe");
        assertThat(photos.s3().count("DeleteObjects")).isZero();
        assertThat(reportOf(result).isComplete()).isEqualTo(format.equals("table"));
        if (format.equals("jsonl")) {
            assertThat(photos.paid()).as("it stops early").isLessThan(1000);
        }
    }

    @Test
    void aReaderThatWasNeverThereIsNoticedBeforeARemoval() throws Exception {
        photos.withDeer();
        for (String format : List.of("table", "keys", "csv")) {
            Program.Result result = photos.run(yes("--format", format).readerLeavesAfter(0));
            result.expectExit(141);
            assertThat(photos.keys()).hasSize(8);
        }
        photos.run(photos.program("--help").readerLeavesAfter(0)).expectExit(141);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskIsToldAndNothingIsRemoved() throws Exception {
        photos.withDeer();
        for (String format : List.of("table", "keys")) {
            Program.Result result = photos.run(Program.at(
                            Path.of("/bin/sh"),
                            "-c",
                            "exec \"$0\" \"$@\" >/dev/full",
                            Program.executable().toString())
                    .with("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--format", format)
                    .with("--endpoint-url", photos.endpoint()));
            result.expectExit(1).expectStderr("error:", "standard output", "No space left on device");
            assertThat(result.stderr()).doesNotContain("\n    at ");
            assertThat(photos.keys()).hasSize(8);
        }
        Program.Result report = photos.run(photos.program(
                "verify", "s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--report", "/dev/full", "--overwrite"));
        report.expectExit(1).expectStderr("error:", "/dev/full").expectBriefError();
        assertThat(photos.keys()).hasSize(8);
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalInTheMiddleLeavesAReadableReportAndRemovesNothing(String signal, int code) throws Exception {
        photos.withDeer();
        for (int i = 10; i < 40; i++) {
            photos.with("deer/more-" + i + ".jpg", tractor());
        }
        CompletableFuture<Void> gate = new CompletableFuture<>();
        photos.rekognition()
                .inject(
                        Fault.holdUntil(gate),
                        When.matching(
                                subject -> subject.keys().stream().anyMatch(key -> key.compareTo("deer/more-20") > 0)));
        try (Running running = yes("--concurrency", "2", "--format", "keys").start()) {
            // The exemplar, fifteen before those that are held, and the first two of them.
            photos.rekognition().awaitRequests(18);
            running.signal(signal);
            Program.Result result = photos.await(running);

            result.expectExit(code).expectStderr("nothing was removed", "--reuse report.jsonl");
            assertThat(result.stderr()).doesNotContain("Exception", "error:");
            Report report = reportOf(result);
            assertThat(report.isComplete()).isFalse();
            assertThat(report.keys())
                    .as("all that was paid for but the calls in flight")
                    .hasSize(16)
                    .endsWith("deer/more-19.jpg");
            assertThat(photos.paid()).isEqualTo(18);
            assertThat(photos.keys()).hasSize(38);
            assertThat(photos.s3().count("DeleteObjects")).isZero();

            photos.rekognition().clearFaults();
            Program.Result on = photos.run(
                    yes("--reuse", result.directory().resolve(DeerPhotos.REPORT).toString()));
            on.expectExit(0).expectStderr("20 calls", "Removal    33 deleted");
        }
        gate.complete(null);
    }

    @Test
    void aKilledRunHasEveryLineWholeAndCanBeGoneOnFrom() throws Exception {
        photos.withDeer();
        photos.rekognition().inject(Fault.hang(), When.key("deer/5.jpg").first(1));
        try (Running running = yes("--concurrency", "1", "--format", "keys").start()) {
            photos.rekognition().awaitRequests(5);
            running.awaitStdout("deer/4.jpg\n");
            running.kill();
            Program.Result result = photos.await(running);

            result.expectExit(137).expectStdout("deer/3.jpg\ndeer/4.jpg\n");
            Report report = reportOf(result);
            assertThat(report.keys()).containsExactly("deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/4.jpg");
            assertThat(report.isComplete()).isFalse();
            photos.run(photos.dryRun(
                            "--reuse",
                            result.directory().resolve(DeerPhotos.REPORT).toString()))
                    .expectExit(0)
                    .expectStderr("2 calls", "labels of 4 images were recorded before");
        }
    }

    @Test
    void aSignalBeforeTheFirstCallEndsAtOnce() throws Exception {
        photos.withDeer();
        photos.s3().inject(Fault.hang(), When.operation("ListObjectsV2"));
        try (Running running = yes().start()) {
            photos.s3().await("ListObjectsV2", 1);
            running.terminate();
            Program.Result result = photos.await(running);
            result.expectExit(143).expectStdout("");
            assertThat(result.stderr()).doesNotContain("Exception");
            assertThat(photos.paid()).isZero();
        }
    }

    @Test
    void credentialsAreNeverShown() throws Exception {
        photos.withDeer();
        photos.rekognition().inject(RekognitionServer.error("InternalServerError"), When.key("deer/2.jpg"));
        String session = "session-token-that-is-secret";

        Program.Result fine = photos.run(yes("-v", "--show", "all").env("AWS_SESSION_TOKEN", session));
        photos.s3().expireCredentials();
        Program.Result expired = photos.run(yes("-v").env("AWS_SESSION_TOKEN", session));

        fine.expectExit(3);
        expired.expectExit(1).expectStderr("\n    at ");
        for (Program.Result result : List.of(fine, expired)) {
            assertThat(photos.toString()).contains(result.stdout());
            assertThat(photos.toString()).doesNotContain(TestAws.SECRET_ACCESS_KEY, session, "AWS4-HMAC", "Signature=");
        }
    }

    @Test
    void theCommandThatGivesCredentialsIsNotShownWhereTheyHaveExpired(@TempDir Path folder) throws Exception {
        photos.withDeer();
        Path config = Files.writeString(
                folder.resolve("aws-config"),
                "[profile vault]\ncredential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"AKID\","
                        + " \"SecretAccessKey\": \"hush\", \"SessionToken\": \"hush-hush\","
                        + " \"Expiration\": \"2020-01-01T00:00:00Z\"}'\n");

        Program.Result result = photos.run(yes("-v", "--profile", "vault").env("AWS_CONFIG_FILE", config.toString()));

        result.expectExit(1).expectStderr("expired at 2020-01-01T00:00:00Z");
        assertThat(result.stderr()).doesNotContain("hush", "echo", "WARN");
    }

    @Test
    void quietSaysOnlyWhatIsWrong() throws Exception {
        photos.withDeer();

        Program.Result quiet = photos.run(photos.dryRun("-q", "--format", "keys"));

        quiet.expectExit(0).expectStdout("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n");
        assertThat(quiet.stderr()).isEmpty();
        Program.Result refused = photos.run(photos.dryRun("-q", "--max-labels", "0"));
        refused.expectExit(2).expectStderr("error: --max-labels").expectBriefError();
        Program.Result removed = photos.run(yes("-q", "--format", "none"));
        removed.expectExit(0).expectStdout("");
        assertThat(removed.stderr()).isEmpty();
    }

    @Test
    void findingsAppearWhileTheRunGoesOn() throws Exception {
        photos.withDeer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        photos.rekognition().inject(Fault.holdUntil(gate), When.key("deer/6.png"));
        try (Running running =
                photos.dryRun("--format", "keys", "--concurrency", "3").start()) {
            running.awaitStdout("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n");
            assertThat(running.isAlive()).isTrue();
            gate.complete(null);
            Program.Result result = photos.await(running).expectExit(0);
            assertThat(reportOf(result).verdicts()).contains(Map.entry("deer/6.png", "keep []"));
            assertThat(result.stdoutBytes())
                    .isEqualTo("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
