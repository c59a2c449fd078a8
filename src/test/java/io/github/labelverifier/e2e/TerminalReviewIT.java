package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The review of a report in a real terminal, by single keys. */
@EndToEnd
class TerminalReviewIT {
    private static final String KEYS = "q keep the rest, ? help:";

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private Path folder;
    private Path review;

    @BeforeEach
    void verify() throws Exception {
        photos.withDeer().with("deer/7.jpg", DeerPhotos.deer()).with("deer/8.jpg", tractor());
        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg").with("--dry-run"));
        folder = result.directory();
        review = folder.resolve("report.jsonl.review.jsonl");
    }

    private Program delete(String... more) {
        return photos.program("delete", "report.jsonl").in(folder).with(more);
    }

    private static void begin(TerminalRun run) throws InterruptedException {
        run.awaitScreen("anything else keeps all:");
        run.type("r\n");
        run.awaitScreen(KEYS);
    }

    private List<String> decisions() throws Exception {
        return Files.readAllLines(review).stream()
                .skip(1)
                .map(line -> line.replaceAll(".*\"decision\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    @Test
    void oneKeyIsOneDecisionAndKilledItGoesOnFromThere() throws Exception {
        try (TerminalRun run = delete().onTerminal().size(100, 60).start()) {
            begin(run);
            run.type("dk");
            run.awaitScreen("(3 of 4)");
            run.kill();
        }
        assertThat(decisions()).containsExactly("remove", "keep");
        try (TerminalRun run = delete().onTerminal().size(100, 60).start()) {
            run.awaitScreen("2 decisions; 0 added, 1 spared");
            begin(run);
            run.awaitScreen("(2 of 3)");
            run.type("dk");
            run.awaitScreen("Type 2 to delete them; anything else keeps all:");
            run.type("2\n");
            photos.await(run).expectExit(0).expectStderr("1 of 3 are decided: going on.", "Removal    2 deleted");
        }
        assertThat(photos.keys()).doesNotContain("deer/3.jpg", "deer/5.jpg").contains("deer/4.jpg", "deer/8.jpg");
    }

    @Test
    void ctrlCLosesNoDecisionAndGivesTheTerminalBackAsItWas() throws Exception {
        try (TerminalRun run =
                delete().onTerminal().size(100, 60).then("stty -a").start()) {
            begin(run);
            run.type("d");
            run.awaitScreen("(2 of 4)");
            run.ctrlC();
            photos.await(run).expectExit(130).expectStderr(" icanon", " echo ");
        }
        assertThat(decisions()).containsExactly("remove");
        assertThat(photos.keys()).hasSize(10);
    }

    @Test
    void aSignalToEndGivesTheTerminalBackToo() throws Exception {
        try (TerminalRun run =
                delete().onTerminal().size(100, 60).then("stty -a").start()) {
            begin(run);
            run.signalChild("TERM");
            photos.await(run).expectExit(143).expectStderr(" icanon", " echo ");
        }
        assertThat(review).doesNotExist();
    }

    @Test
    void whereSingleKeysCannotBeHadEnterEndsEach() throws Exception {
        Path stty = Files.createDirectories(folder.resolve("bin")).resolve("stty");
        Files.writeString(stty, "#!/bin/sh\ncase $1 in cols) exec /bin/stty \"$@\";; esac\nexit 1\n");
        Files.setPosixFilePermissions(stty, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TerminalRun run = delete().env("PATH", stty.getParent() + ":" + System.getenv("PATH"))
                .onTerminal()
                .size(100, 60)
                .start()) {
            begin(run);
            run.type("d\n");
            run.awaitScreen("(2 of 4)");
            run.type("q\n");
            run.awaitScreen("Type 1 to delete it;");
            run.type("1\n");
            photos.await(run).expectExit(0).expectStderr("Removal    1 deleted");
        }
    }

    @Test
    void thePictureIsOpenedByTheProgramOfTheDesktop() throws Exception {
        Path opener = Files.createDirectories(folder.resolve("bin")).resolve("xdg-open");
        Files.writeString(
                opener,
                "#!/bin/sh\nprintf %s \"$1\" > '" + folder + "/part' && mv '" + folder + "/part' '" + folder
                        + "/opened'\n");
        Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TerminalRun run = delete().env("PATH", opener.getParent() + ":" + System.getenv("PATH"))
                .onTerminal()
                .size(100, 60)
                .start()) {
            begin(run);
            run.type("o");
            run.awaitScreen("help: open");
            while (!Files.exists(folder.resolve("opened"))) {
                Thread.onSpinWait();
            }
            run.type("q");
            photos.await(run).expectExit(4);
        }
        assertThat(Files.readString(folder.resolve("opened")))
                .contains("/photos/deer/3.jpg?")
                .contains("X-Amz-Signature");
    }
}
