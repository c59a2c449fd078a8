package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The program on a newer Java than the one that built it, where {@link System#console} and the class-data archive behave otherwise. It is
 * looked for in {@code JAVA25_HOME} and in the usual places.
 */
@EndToEnd
class OtherJavaIT {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @Test
    void theMainJobIsTheSameOnANewerJava() throws Exception {
        Optional<Path> home = newerJava();
        assumeThat(home)
                .as("no Java 22 or newer was found: set JAVA25_HOME to one")
                .isPresent();
        photos.withDeer();

        Program.Result version = photos.run(Program.of("--version").javaHome(home.get()));
        version.expectExit(0);
        assertThat(version.stdout()).containsPattern("Java (2[2-9]|[3-9])");
        assertThat(version.stderr())
                .as("no warning of the archive or of the virtual machine")
                .isEmpty();

        photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg").javaHome(home.get()))
                .expectExit(2)
                .expectStderr("standard input is no terminal")
                .expectBriefError();
        assertThat(photos.requests()).isZero();

        photos.run(photos.dryRun("--format", "keys").javaHome(home.get()).locale("C"))
                .expectExit(0)
                .expectStdout("deer/3.jpg\ndeer/4.jpg\ndeer/5.jpg\n")
                .expectStderr("6 calls");

        try (TerminalRun run = photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--format", "none")
                .javaHome(home.get())
                .onTerminal()
                .size(100, 40)
                .stdoutPiped()
                .start()) {
            run.awaitScreen("Type 3 to delete them");
            run.type("3\n");
            Program.Result result = photos.await(run);
            result.expectExit(0).expectStdout("").expectStderr("Removal    3 deleted");
            assertThat(result.stderr()).doesNotContain("WARNING");
        }
        assertThat(photos.keys()).hasSize(5);
    }

    private static Optional<Path> newerJava() {
        String named = System.getenv("JAVA25_HOME");
        List<Path> homes = new ArrayList<>();
        if (named != null) {
            homes.add(Path.of(named));
        }
        homes.add(Path.of(System.getProperty("java.home")));
        for (String place : List.of("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines")) {
            homes.addAll(children(Path.of(place)));
        }
        return homes.stream()
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .filter(home -> major(home) >= 22)
                .max(Comparator.comparingInt(OtherJavaIT::major));
    }

    private static List<Path> children(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(place)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(home.resolve("release"))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .map(version -> Integer.parseInt(version.group(1)))
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
