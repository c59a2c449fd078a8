package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run by the exemplars says of images that they let through: look-alikes, and what is unlike the rest. */
@EndToEnd
class AdviceIT {
    private static final int DEER = 40;
    private static final int DOGS = 6;

    @RegisterExtension
    private final DeerPhotos photos = new DeerPhotos();

    /** Deer, dogs that share with them what all animals have, a horse that is a mammal only at a second look, and a tractor. */
    private DeerPhotos withDogs() {
        for (int i = 1; i <= DEER; i++) {
            photos.with(
                    "deer/%02d.jpg".formatted(i),
                    StubLabel.of("Deer", 99, "Animal", "Mammal").boxes(0.5),
                    StubLabel.of("Animal", 98),
                    StubLabel.of("Mammal", 97, "Animal"),
                    StubLabel.of(i % 2 == 0 ? "Forest" : "Grass", 80));
        }
        for (int i = 1; i <= DOGS; i++) {
            photos.with(
                    dog(i),
                    StubLabel.of("Dog", 99),
                    StubLabel.of("Pet", 98),
                    StubLabel.of("Animal", 97),
                    StubLabel.of("Mammal", 96),
                    StubLabel.of("Canine", 95),
                    StubLabel.of("Collar", 90));
        }
        return photos.with("deer/tractor.jpg", DeerPhotos.tractor());
    }

    private static String dog(int number) {
        return "deer/dog-" + number + ".jpg";
    }

    private static List<String> dogs() {
        List<String> dogs = new ArrayList<>();
        for (int i = 1; i <= DOGS; i++) {
            dogs.add(dog(i));
        }
        return dogs;
    }

    private Program verify(String... arguments) {
        return photos.verify("s3://photos/deer", "-e", "deer/01.jpg", "-e", "deer/02.jpg")
                .with(arguments);
    }

    private Program dryRun(String... arguments) {
        return verify("--dry-run").with(arguments);
    }

    /** The commands that a run has told, each in one line. */
    private static List<String> commands(String told) {
        return told.replaceAll("\\\\\n\\s+", "")
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("label-verifier "))
                .map(line -> line.substring(line.indexOf("label-verifier ")))
                .toList();
    }

    /** Runs a command as somebody does who copies it into a shell. */
    private Program.Result pasted(String command, Path directory) throws InterruptedException {
        String path =
                Objects.requireNonNull(Program.executable().getParent()) + File.pathSeparator + System.getenv("PATH");
        return photos.run(
                Program.at(Path.of("/bin/sh"), "-c", command).env("PATH", path).in(directory));
    }

    private static Set<String> flagged(Path report) {
        return Report.read(report).verdicts().entrySet().stream()
                .filter(verdict -> verdict.getValue().startsWith("flag"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void lookAlikesThatTheExemplarsKeepAreDoubtfulAndTheAdviceFindsThem() throws Exception {
        withDogs();

        Program.Result result = photos.run(dryRun());

        result.expectExit(0).expectStderr("47 images: 46 kept (6 doubtful), 1 flagged (2%)");
        Report report = reportOf(result);
        assertThat(report.summary().get("advice")).isEqualTo(Json.object("""
                {"is":[{"kind":"generic-label","label":"Animal","keptByItAlone":6},
                       {"kind":"generic-label","label":"Mammal","keptByItAlone":6},
                       {"kind":"other-rule","rule":"contrast","wouldFlag":6}]}""").get("is"));
        for (String dog : dogs()) {
            assertThat(report.verdicts()).containsEntry(dog, "keep [doubtful]");
            assertThat((Double) report.image(dog).get("score")).isLessThan(-0.6);
        }
        assertThat((Double) report.image("deer/07.jpg").get("score")).isGreaterThan(0);
        assertThat(report.image("deer/tractor.jpg")).doesNotContainKey("score");
        assertThat(result.stdoutLines())
                .contains("Kept, but doubtful:")
                .anyMatch(line -> line.matches("deer/dog-1.jpg +doubtful: \\w+, \\w+ are rare in deer +Dog 99.*"));
        List<String> told = commands(result.stderr());
        assertThat(told).hasSize(2);
        for (String command : told) {
            pasted(command, result.directory()).expectExit(0);
        }
        assertThat(flagged(result.directory().resolve("report-stricter.jsonl")))
                .hasSize(DOGS + 1)
                .containsAll(dogs());
        assertThat(flagged(result.directory().resolve("report-doubtful.jsonl")))
                .hasSize(DOGS + 1)
                .containsAll(dogs());
        assertThat(photos.paid()).as("free of charge").isEqualTo(47);
    }

    @Test
    void labelsThatAreIgnoredAlreadyStayIgnoredByTheAdvice() throws Exception {
        withDogs();

        Program.Result result = photos.run(dryRun("--ignore-label", "Animal"));

        List<String> told = commands(result.expectExit(0).stderr());
        assertThat(told.get(0)).contains("--ignore-label Animal --ignore-label Mammal");
        pasted(told.get(0), result.directory()).expectExit(0);
        assertThat(flagged(result.directory().resolve("report-stricter.jsonl"))).containsAll(dogs());
    }

    @Test
    void aReportThatIsJudgedAnewHasTheAdviceThatItsRunHad() throws Exception {
        withDogs();
        Program.Result run = photos.run(dryRun());
        String advice = run.stderr()
                .substring(
                        run.stderr().indexOf("Advice, free of charge:"),
                        run.stderr().indexOf("Dry run:"));

        Program.Result judged = judge(run, "-o", "anew.jsonl");
        assertThat(judged.expectExit(0).stderr())
                .contains("Report     anew.jsonl\n" + advice.replace("report", "anew"));
        pasted(commands(judged.stderr()).get(0), judged.directory()).expectExit(0);
        assertThat(flagged(judged.directory().resolve("anew-stricter.jsonl"))).containsAll(dogs());

        assertThat(judge(run).expectExit(0).stderr())
                .as("a new report that is not kept: the commands are for the old one")
                .endsWith(advice);
        assertThat(commands(judge(run, "--max-labels", "9").expectExit(0).stderr()))
                .as("no command would judge as this one did")
                .isEmpty();
        assertThat(judge(run, "--flag-doubtful", "-o", "doubtful.jsonl")
                        .expectExit(0)
                        .stderr())
                .doesNotContain("Advice");
        assertThat(judge(run, "-q").expectExit(0).stderr()).isEmpty();
    }

    private Program.Result judge(Program.Result run, String... arguments) throws InterruptedException {
        return photos.run(
                photos.program("judge", "report.jsonl").with(arguments).in(run.directory()));
    }

    @Test
    void aTerminalTellsOfAJudgedReportWhatComesNext() throws Exception {
        withDogs();
        Path directory = photos.run(dryRun()).directory();

        Program.Result result;
        try (TerminalRun run = photos.program("judge", "report.jsonl", "-o", "anew.jsonl")
                .in(directory)
                .onTerminal()
                .size(80, 60)
                .start()) {
            result = photos.await(run);
        }

        result.expectExit(0)
                .expectStderr(
                        "Advice:\n  Generic labels alone keep images that fit badly: Animal (6), Mammal (6).\n",
                        "Next:\n  look         label-verifier gallery anew.jsonl\n",
                        "  be stricter  label-verifier judge anew.jsonl --ignore-label Animal \\\n",
                        "  remove       label-verifier delete anew.jsonl");
    }

    @Test
    void doubtfulImagesStayUnlessTheyAreAskedFor() throws Exception {
        withDogs();
        Program.Result kept = photos.run(dryRun("--fail-on-flagged", "--exclude", "tractor.jpg"));
        kept.expectExit(0).expectStderr("46 kept (6 doubtful), 0 flagged");
        photos.run(photos.program("delete", "report.jsonl", "--yes").in(kept.directory()))
                .expectExit(0);
        assertThat(photos.keys()).hasSize(47);

        photos.run(dryRun("--fail-on-flagged", "--flag-doubtful"))
                .expectExit(10)
                .expectStderr("7 flagged");
        Program.Result removed = photos.run(verify("--yes", "--flag-doubtful"));

        removed.expectExit(0).expectStderr("40 kept, 7 flagged (15%)", "7 deleted");
        assertThat(photos.keys()).hasSize(40).doesNotContainAnyElementsOf(dogs());
        assertThat(reportOf(removed).header()).containsEntry("rule", "overlap").containsEntry("flagDoubtful", true);
        assertThat(reportOf(removed).summary().get("advice")).isEqualTo(List.of());
    }

    @Test
    void whatStandardOutputGetsIsWhatTheReportHas() throws Exception {
        withDogs();

        for (String shown : List.of("all", "flag")) {
            Program.Result result = photos.run(dryRun("--format", "jsonl", "--show", shown));
            List<Map<String, @Nullable Object>> printed =
                    Report.parse(result.expectExit(0).stdout()).lines();
            printed.forEach(line -> line.keySet().removeAll(Set.of("recordConfidence", "recordLabels")));
            assertThat(printed)
                    .isEqualTo(reportOf(result).ofType("image").stream()
                            .filter(image -> shown.equals("all") || shown.equals(image.get("verdict")))
                            .toList());
        }
        assertThat(photos.run(dryRun("--show", "flag")).stdoutLines()).hasSize(2);
        assertThat(photos.run(dryRun("--format", "csv", "--show", "keep")).stdout())
                .contains("keep,doubtful,Animal;Mammal");
    }

    @Test
    void aReportOnStandardOutputHasNoScores() throws Exception {
        withDogs();

        Program.Result result = photos.run(
                photos.program("verify", "s3://photos/deer", "-e", "deer/01.jpg", "--dry-run", "--report", "-"));

        result.expectExit(0).expectStderr("46 kept, 1 flagged");
        Report report = Report.parse(result.stdout());
        assertThat(report.isComplete()).isTrue();
        assertThat(report.image(dog(1))).doesNotContainKey("score").containsEntry("reasons", List.of());
        assertThat(report.summary().get("advice")).isEqualTo(List.of());
        photos.run(photos.program("verify", "s3://photos/deer", "-e", "deer/01.jpg", "--dry-run", "--report", "-")
                        .with("--flag-doubtful"))
                .expectExit(2)
                .expectBriefError();
    }

    @Test
    void tooFewImagesHaveNoScoreAndQuietSaysNothing() throws Exception {
        withDogs();

        Program.Result few = photos.run(dryRun("--limit", "11"));
        few.expectExit(0).expectStderr("11 kept, 0 flagged");
        assertThat(reportOf(few).image("deer/07.jpg")).doesNotContainKey("score");
        Program.Result quiet = photos.run(dryRun("-q", "--format", "none"));
        assertThat(quiet.expectExit(0).stderr()).isEmpty();
        assertThat(reportOf(quiet).summary().get("advice")).asString().contains("wouldFlag=6");
    }

    @Test
    void aTerminalTellsWhatComesNextAndWhatItTellsWorks() throws Exception {
        withDogs();

        Program.Result result;
        try (TerminalRun run = dryRun().onTerminal().size(80, 60).start()) {
            result = photos.await(run);
        }

        result.expectExit(0)
                .expectStderr(
                        "Advice:\n  Generic labels alone keep images that fit badly: Animal (6), Mammal (6).\n",
                        "Next:\n  look         label-verifier gallery report.jsonl\n",
                        "  be stricter  label-verifier judge report.jsonl --ignore-label Animal \\\n",
                        "               label-verifier judge report.jsonl --flag-doubtful \\\n",
                        "  decide       label-verifier review report.jsonl\n",
                        "  remove       label-verifier delete report.jsonl");
        assertThat(result.stderrLines()).allMatch(line -> line.length() <= 80);
        List<String> told = commands(result.stderr().substring(result.stderr().indexOf("Next:")));
        assertThat(told).hasSize(5);
        for (String command : told.subList(1, 3)) {
            pasted(command, result.directory()).expectExit(0);
        }
        assertThat(flagged(result.directory().resolve("report-stricter.jsonl"))).containsAll(dogs());
        assertThat(Files.exists(result.directory().resolve("report-doubtful.jsonl")))
                .isTrue();
    }

    @Test
    void whoSaysNoAtTheQuestionHasTheAdviceAboveIt() throws Exception {
        withDogs();

        Program.Result result;
        try (TerminalRun run = verify().onTerminal().size(100, 60).start()) {
            run.awaitScreen("anything else keeps all");
            run.type("no\n");
            result = photos.await(run);
        }

        result.expectExit(4);
        assertThat(result.stderr())
                .containsSubsequence(
                        "Advice, free of charge:",
                        "label-verifier judge report.jsonl --ignore-label Animal",
                        "Delete 1 flagged image",
                        "Nothing was removed.",
                        "Next:",
                        "look ",
                        "remove ");
    }
}
