package io.github.labelverifier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Program} and {@link ProgramOnTerminal}, with shell scripts for programs. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProgramTest {
    @TempDir
    private Path folder;

    private Program script(String body, String... arguments) throws IOException {
        Path file = folder.resolve("pro gram");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return Program.at(file, arguments);
    }

    @Test
    void codeAndBothStreamsAreCaught() throws Exception {
        Program.Result result =
                script("printf 'one\\ntwo\\n'; echo é >&2; exit 3").run();

        result.expectExit(3).expectStdout("one\ntwo\n").expectStderr("é").expectBriefError();
        assertThat(result.stdoutLines()).containsExactly("one", "two");
        assertThat(result.stderrLines()).containsExactly("é");
    }

    @Test
    void argumentsArriveExactly() throws Exception {
        Program.Result result = script("printf '%s\\0' \"$@\"", "a b", "*", "$HOME", "\"q\"", "line\nfeed", "", "é")
                .run();

        assertThat(result.stdoutEntries()).containsExactly("a b", "*", "$HOME", "\"q\"", "line\nfeed", "", "é");
    }

    @Test
    void aFailedExpectationShowsEverything() throws Exception {
        Program.Result result =
                script("echo to out; echo to err >&2; exit 3", "--flag").run();

        assertThatThrownBy(() -> result.expectExit(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("expected exit code 0", "exit code: 3", "pro gram --flag", "to out", "to err");
        assertThatThrownBy(() -> result.expectStderr("other")).hasMessageContaining("other");
    }

    @Test
    void theEnvironmentIsCleanButForWhatIsGiven() throws Exception {
        Program.Result result = script("env")
                .env("AWS_PROFILE", "other")
                .without("AWS_REGION")
                .withoutCredentials()
                .locale("C")
                .run();

        assertThat(result.stdoutLines())
                .contains("AWS_PROFILE=other", "LC_ALL=C")
                .noneMatch(line -> line.matches("(AWS_(REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY)|USER|CI)=.*"));
        String home = result.stdoutLines().stream()
                .filter(line -> line.startsWith("HOME="))
                .findFirst()
                .orElseThrow()
                .substring("HOME=".length());
        assertThat(Path.of(home)).isEmptyDirectory();
        assertThat(result.directory()).isEmptyDirectory();
    }

    @Test
    void standardInputIsEmptyOrATextOrClosed() throws Exception {
        script("cat; echo end").run().expectStdout("end\n");
        script("cat").stdin("some\0text\n").run().expectStdout("some\0text\n");
        script("cat 2>/dev/null && echo open || echo closed").run().expectStdout("open\n");
        script("cat 2>/dev/null && echo open || echo closed")
                .stdinClosed()
                .run()
                .expectStdout("closed\n");
        script("exit 0").stdin("x".repeat(1_000_000)).run().expectExit(0);
    }

    @Test
    void standardInputCanBeHeldOpenAndTypedTo() throws Exception {
        try (Running running = script("read a; echo \"got $a\"; read b; echo \"end $?\"")
                .stdinHeldOpen()
                .start()) {
            running.type("one\n");
            running.awaitStdout("got one");
            assertThat(running.isAlive()).isTrue();
            running.endInput();
            running.await().expectExit(0).expectStdout("got one\nend 1\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 42", "TERM, 43"})
    void signalsArrive(String signal, int code) throws Exception {
        try (Running running = script("trap 'exit 42' INT; trap 'exit 43' TERM; echo ready >&2; read x")
                .stdinHeldOpen()
                .start()) {
            running.awaitStderr("ready");
            running.signal(signal);
            running.await().expectExit(code);
        }
    }

    @Test
    void aKilledProgramEndsWithItsSignal() throws Exception {
        try (Running running = script("echo ready; read x").stdinHeldOpen().start()) {
            running.awaitStdout("ready");
            running.kill();
            running.await().expectExit(137);
        }
    }

    @Test
    void theMomentOfASignalCanDependOnAServer() throws Exception {
        try (RekognitionServer server = RekognitionServer.start();
                Running running = script("trap '' TERM; read x").stdinHeldOpen().start()) {
            server.answerOthers(StubLabel.of("Deer", 99)).atRequest(2, running::kill);
            try (var client = TestAws.rekognition(server.endpoint())) {
                for (int i = 0; i < 2; i++) {
                    client.detectLabels(r ->
                            r.image(image -> image.s3Object(o -> o.bucket("b").name("k"))));
                }
            }
            running.await().expectExit(137);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void theReaderOfStandardOutputMayLeave(int lines) throws Exception {
        Program.Result result = script("trap '' PIPE; while echo line 2>/dev/null; do :; done; exit 141")
                .readerLeavesAfter(lines)
                .run();

        result.expectExit(141).expectStdout("line\n".repeat(lines));
    }

    @Test
    void aProgramThatTakesTooLongFailsTheTest() throws Exception {
        Program slow = script("echo begun; read x").stdinHeldOpen().timeLimit(Duration.ofSeconds(1));

        assertThatThrownBy(slow::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("still running", "begun");
    }

    @Test
    void onATerminalAllStreamsAreTheTerminal() throws Exception {
        try (TerminalRun run = script(
                        "test -t 0 && test -t 1 && test -t 2 && echo all; stty size; printf 'Sure? '; read a; echo \"<$a>\"")
                .onTerminal()
                .size(70, 20)
                .start()) {
            run.awaitScreen("Sure? ".strip());
            run.type("yes\n");
            Program.Result result = run.await().expectExit(0);
            assertThat(result.stderr()).isEqualTo("all\n20 70\nSure? yes\n<yes>");
        }
    }

    @Test
    void onATerminalTheOutputMayGoToAFileOrAPipe() throws Exception {
        Path file = folder.resolve("out 'put'.txt");
        String body = "test -t 0 && test -t 2 && test ! -t 1 && echo data; read a; echo \"asked $a\" >&2; echo more";
        try (TerminalRun run = script(body).onTerminal().stdoutTo(file).start()) {
            run.type("q\n");
            Program.Result result = run.await().expectExit(0);
            assertThat(result.stderr()).contains("asked q").doesNotContain("data");
        }
        assertThat(file).hasContent("data\nmore");
        try (TerminalRun run = script(body).onTerminal().stdoutPiped().start()) {
            run.type("q\n");
            run.await().expectExit(0).expectStdout("data\nmore\n");
        }
    }

    @Test
    void theTerminalCanBeAskedWhileStandardInputIsAFile() throws Exception {
        Path keys = folder.resolve("keys.txt");
        Files.writeString(keys, "one\n");
        try (TerminalRun run = script("read a; read b </dev/tty; echo \"$a $b\"; exit 7")
                .onTerminal()
                .stdinFrom(keys)
                .stderrTo(folder.resolve("err"))
                .start()) {
            run.type("two\n");
            run.awaitScreen("one two");
            run.await().expectExit(7);
        }
    }

    @Test
    void ctrlCAndCtrlDDoWhatTheyDo() throws Exception {
        try (TerminalRun run = script("cat; echo \"end $?\"").onTerminal().start()) {
            run.type("x\n");
            run.awaitScreen("x\nx");
            run.endInput();
            run.await().expectExit(0).expectStderr("end 0");
        }
        try (TerminalRun run =
                script("trap 'exit 130' INT; echo ready; read x").onTerminal().start()) {
            run.awaitScreen("ready");
            run.ctrlC();
            run.await().expectExit(130);
        }
    }

    @Test
    void aResizeIsSignalled() throws Exception {
        try (TerminalRun run = script("trap 'stty size' WINCH; echo ready; while ! read x; do :; done")
                .onTerminal()
                .start()) {
            run.awaitScreen("ready");
            run.resize(33, 11);
            run.awaitScreen("11 33");
            run.type("\n");
            run.await().expectExit(0);
        }
    }

    @Test
    void aTextThatNeverShowsFailsWithTheScreen() throws Exception {
        try (TerminalRun run = script("echo something else").onTerminal().start()) {
            assertThatThrownBy(() -> run.awaitScreen("Sure?"))
                    .hasMessageContainingAll("the program ended", "Sure?", "something else");
        }
    }

    @Test
    void theDistributionIsNamedByAProperty() {
        String before = System.getProperty(Program.DIST_PROPERTY);
        try {
            System.setProperty(Program.DIST_PROPERTY, "dist");
            assertThat(Program.executable()).isAbsolute().endsWithRaw(Path.of("dist", "bin", "label-verifier"));
            System.clearProperty(Program.DIST_PROPERTY);
            assertThatThrownBy(Program::executable).hasMessageContaining(Program.DIST_PROPERTY);
        } finally {
            if (before != null) {
                System.setProperty(Program.DIST_PROPERTY, before);
            }
        }
    }

    @Test
    void bytesThatAreNoTextSurvive() throws Exception {
        byte[] bytes = script("printf '\\377\\000\\201'").run().stdoutBytes();
        assertThat(bytes).containsExactly(0xff, 0, 0x81);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).hasSize(3);
    }
}
