package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer meets first: the help and the demo, with no account and no network. */
@EndToEnd
class HelpAndDemoIT {
    private static final List<String> EXIT_CODES = List.of("0", "1", "2", "3", "4", "5", "10", "130", "141", "143");
    private static final String QUESTION = "anything else keeps all:";

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    /** A machine where AWS was never heard of: whatever is asked of it fails. */
    private Program offline(String... arguments) {
        return Program.of(arguments)
                .withoutCredentials()
                .without("AWS_REGION")
                .endpoint(java.net.URI.create("http://127.0.0.1:1"))
                .env("HTTPS_PROXY", "http://127.0.0.1:1")
                .env("HOME", folder.toString())
                .env("LABEL_VERIFIER_OPTS", "-Djava.io.tmpdir=" + folder);
    }

    @Test
    void theHelpOfExitCodesListsEveryOne() throws Exception {
        Program.Result result = photos.run(offline("help", "exit-codes"));

        result.expectExit(0);
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdoutLines().stream()
                        .map(Pattern.compile(" {2}(\\d+) +\\S.*")::matcher)
                        .filter(Matcher::matches)
                        .map(code -> code.group(1)))
                .isEqualTo(EXIT_CODES);
        assertThat(result.stdoutLines()).allMatch(text -> text.length() <= 80);
    }

    @Test
    void theHelpIsAsWideAsTheTerminal() throws Exception {
        try (TerminalRun run = offline("verify", "-h").onTerminal().size(40, 90).start()) {
            Program.Result result = photos.await(run);
            result.expectExit(0).expectStderr("Usage:", "Examples:");
            assertThat(result.stderr().replaceAll("\u001b\\[\\d*m", "").lines())
                    .hasSizeGreaterThan(20)
                    .allMatch(text -> text.length() <= 40);
        }
    }

    @Test
    void theHelpOfVerifyNamesEveryOptionOfTheContract() throws Exception {
        Program.Result help = photos.run(offline("verify", "--help"));

        assertThat(help.stdout())
                .contains("-e, --exemplar", "--exemplars-from", "--reference-label", "--ignore-label", "--reject-label")
                .contains("--no-reject", "--min-confidence", "--max-labels", "--record-confidence", "--record-labels")
                .contains("--include", "--exclude", "--keys-from", "--limit", "--report", "--overwrite", "--reuse")
                .contains("--offline", "--format", "-0", "--show", "--dry-run", "--yes", "--max-flagged", "--tps")
                .contains("--concurrency", "--max-calls", "--profile", "--region", "--endpoint-url", "--path-style")
                .contains("--fail-on-flagged", "--progress", "--color", "-q, --quiet", "-v, --verbose")
                .contains("--raw-prefix", "--whole-bucket");
        Program.Result plain = photos.run(offline("help"));
        assertThat(plain.expectExit(0).stdout()).contains("label-verifier demo", "verify", "generate-completion");
    }

    @Test
    void theVersionIsOneOfTheProgramAndOneOfJava() throws Exception {
        for (String option : List.of("--version", "-V")) {
            Program.Result result = photos.run(offline(option));
            result.expectExit(0);
            assertThat(result.stdoutLines()).hasSize(2).first().asString().matches("label-verifier \\d+\\.\\d+\\.\\d+");
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void bashTakesTheCompletion() throws Exception {
        Program.Result script = photos.run(offline("generate-completion")).expectExit(0);
        assertThat(script.stdout()).contains("--exemplars-from", "demo");
        Path file = Files.writeString(folder.resolve("completion"), script.stdout());
        assumeThat(Path.of("/bin/bash")).exists();

        photos.run(Program.at(Path.of("/bin/bash"), "-n", file.toString()))
                .expectExit(0)
                .expectStdout("");
        expectBashOffers(file, "verify --exem", "--exemplar\n--exemplars-from\n");
        expectBashOffers(file, "show --show f", "flag\n");
        expectBashOffers(file, "delete --only no-", "no-overlap\nno-labels\n");
        Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(
                folder.resolve(".aws/config"), "[default]\n[profile dev]\nregion = eu-west-1\n[profile prod]\n");
        expectBashOffers(file, "verify --profile ", "default\ndev\nprod\n");
    }

    private void expectBashOffers(Path script, String line, String offered) throws Exception {
        photos.run(Program.at(
                                Path.of("/bin/bash"),
                                "-c",
                                "source \"$0\"; COMP_LINE=\"label-verifier $1\"; COMP_WORDS=($COMP_LINE);"
                                        + " case $1 in *' ') COMP_WORDS+=('');; esac;"
                                        + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_POINT=${#COMP_LINE};"
                                        + " _complete_label-verifier; printf '%s\\n' \"${COMPREPLY[@]}\"",
                                script.toString(),
                                line)
                        .env("HOME", folder.toString()))
                .expectExit(0)
                .expectStdout(offered);
    }

    @Test
    void fishTakesTheCompletion() throws Exception {
        Path fish = Path.of("/usr/bin/fish");
        Program.Result script =
                photos.run(offline("generate-completion", "fish")).expectExit(0);
        assertThat(script.stdoutLines())
                .filteredOn(line -> !line.startsWith("complete -c label-verifier "))
                .hasSize(1);
        assumeThat(fish).exists();
        Path file = Files.writeString(folder.resolve("completion.fish"), script.stdout());
        Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(folder.resolve(".aws/config"), "[default]\n[profile dev]\nregion = eu-west-1\n");

        assertThat(fishOffers(file, "label-verifier del")).containsExactly("delete");
        assertThat(fishOffers(file, "label-verifier verify --exem")).containsExactly("--exemplar", "--exemplars-from");
        assertThat(fishOffers(file, "label-verifier show --show ")).contains("keep", "flag", "all");
        assertThat(fishOffers(file, "label-verifier verify --profile ")).containsExactly("default", "dev");
        assertThat(fishOffers(file, "label-verifier help jud")).containsExactly("judge");
    }

    private List<String> fishOffers(Path script, String line) throws Exception {
        return photos
                .run(Program.at(
                                Path.of("/usr/bin/fish"),
                                "--no-config",
                                "-c",
                                "source " + script + "; complete -C " + "'" + line + "'")
                        .env("HOME", folder.toString()))
                .expectExit(0)
                .stdoutLines()
                .stream()
                .map(offer -> offer.split("\t")[0])
                .toList();
    }

    @Test
    void inAPipeTheDemoIsADryRun() throws Exception {
        Program.Result result = photos.run(offline("demo").locale("C"));

        result.expectExit(0)
                .expectStderr(
                        "recording, written by hand",
                        "$ label-verifier verify ",
                        "--offline",
                        "--dry-run",
                        "24 images: 16 kept (3 doubtful), 7 flagged (30%), 1 skipped",
                        "3 kept images are doubtful",
                        "label-verifier judge ",
                        "--flag-doubtful",
                        "0 calls",
                        "Dry run: nothing was removed.");
        assertThat(result.stdoutLines())
                .hasSize(14)
                .contains("Kept, but doubtful:")
                .anyMatch(line -> line.matches("deer-season-opens\\.jpg +.*contains Person +Person 99.*"));
        Path images = demoFolder();
        assertThat(images.resolve("deer-season-opens.jpg")).exists();
        assertThat(Report.read(images.resolveSibling("report.jsonl")).verdicts())
                .hasSize(24);
    }

    @Test
    void theCommandThatTheDemoShowsIsTheOneItRan() throws Exception {
        Program.Result demo = photos.run(offline("demo", "-q"));
        assertThat(demo.expectExit(0).stderr()).isEmpty();
        Program.Result talkative = photos.run(offline("demo"));
        String command = talkative
                .stderr()
                .substring(
                        talkative.stderr().indexOf("$ label-verifier") + 2,
                        talkative.stderr().indexOf("\n\nReference"))
                .replace("label-verifier verify", "\"$0\" verify")
                .replaceAll("--report (\\S+)", "--report $1.again");

        Program.Result again = photos.run(Program.at(
                        Path.of("/bin/sh"), "-c", command, Program.executable().toString())
                .withoutCredentials()
                .without("AWS_REGION"));

        again.expectExit(0).expectStdout(talkative.stdout());
        assertThat(demo.stdout()).isEqualTo(talkative.stdout());
    }

    @Test
    void onATerminalTheDemoAsksLikeTheRealThing() throws Exception {
        try (TerminalRun run = offline("demo").onTerminal().size(100, 50).start()) {
            run.awaitScreen("Type 7 to delete them");
            run.type("7\n");
            Program.Result result = photos.await(run);
            result.expectExit(0).expectStderr("This cannot be undone.", "Removal    7 deleted");
            assertThat(result.stderr()).doesNotContain("--dry-run");
            Path images = demoFolder();
            assertThat(images.resolve("deer-season-opens.jpg")).doesNotExist();
            assertThat(images.resolve("deer-001.jpg")).exists();
            assertThat(Report.read(images.resolveSibling("report.jsonl.removed.jsonl"))
                            .outcomes()
                            .entrySet())
                    .hasSize(7)
                    .allMatch(entry -> entry.getValue().equals("deleted"))
                    .contains(Map.entry("page2/feeding-a-deer.jpg", "deleted"));
        }
    }

    @Test
    void theDemoKeepsEverythingUnlessToldTheNumber() throws Exception {
        try (TerminalRun run = offline("demo").onTerminal().start()) {
            run.awaitScreen(QUESTION);
            run.endInput();
            photos.await(run).expectExit(4).expectStderr("Nothing was removed.");
            assertThat(demoFolder().resolve("deer-season-opens.jpg")).exists();
        }
    }

    private Path demoFolder() throws IOException {
        try (Stream<Path> demos = Files.list(folder)) {
            return demos.filter(path -> path.getFileName().toString().startsWith("label-verifier-demo"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("deer");
        }
    }
}
