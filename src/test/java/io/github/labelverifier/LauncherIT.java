package io.github.labelverifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of the distribution: where it is called from, which Java it takes, and what reaches the program. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final String VERSION = "label-verifier 1.0.0";
    private static final String REMEDY = "install Java 17 or newer, or set JAVA_HOME to it";

    @TempDir
    private Path folder;

    @Test
    void it_works_through_a_chain_of_links() throws Exception {
        Path last = Files.createSymbolicLink(folder.resolve("absolute"), Program.executable());
        Files.createDirectory(folder.resolve("sub dir"));
        Path middle = folder.resolve("sub dir").resolve("relative");
        Files.createSymbolicLink(middle, Path.of("..", last.getFileName().toString()));
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("sub dir", "relative"));

        expectVersion(Program.at(first, "--version").run());
        Files.delete(last); // for links out of its folder, the test runner warns
    }

    @Test
    void it_works_from_its_own_folder_and_from_the_path() throws Exception {
        Path bin = Program.executable().getParent();

        expectVersion(Program.at(Path.of("/bin/sh"), "label-verifier", "--version")
                .in(bin)
                .run());
        expectVersion(Program.at(Path.of("/usr/bin/env"), "label-verifier", "--version")
                .env("PATH", bin + ":" + System.getenv("PATH"))
                .run());
    }

    @Test
    void moved_elsewhere_it_still_uses_its_class_data_archive() throws Exception {
        Path moved = copyOfDistribution("an other place, $HOME's");
        Path classes = folder.resolve("classes.txt");

        Program.at(moved.resolve("bin/label-verifier"), "verify", "--help")
                .env("LABEL_VERIFIER_OPTS", "-Xlog:class+load:file=" + classes)
                .run()
                .expectExit(0);

        assertThat(classes)
                .content()
                .contains("picocli.CommandLine source: shared objects file (top)")
                .contains("io.github.labelverifier.cli.Program source: shared objects file (top)");
    }

    @ParameterizedTest
    @CsvSource({
        "verify s3://photos/deer --convert auto, false",
        "dataset S3://photos/animals, false",
        "verify deer, true",
        "verify --help, false",
        "dataset animals, true",
        "verify s3://photos/deer --inspect, true",
        "verify s3://photos/deer --send bytes, true",
        "verify s3://photos/deer --send reference, false",
        "dataset --s3-endpoint-url=http://store.local s3://photos/deer, true",
        "dataset s3://photos/animals --flag-quality=dark, true",
        "verify s3://photos/deer --flag-near-duplicates, true",
        "inspect report.jsonl, true",
        "show inspect, false"
    })
    void what_reads_the_pictures_on_this_machine_has_both_compilers(String line, boolean hasBoth) throws Exception {
        assertCompilers(List.of(line.split(" ")), hasBoth, 17);
    }

    @ParameterizedTest
    @CsvSource({
        "delete, s3://photos/deer/, false",
        "delete, /photos/deer, true",
        "restore, /photos/deer, true",
        "show, /photos/deer, false"
    })
    void so_has_what_removes_the_files_of_a_folder(String command, String location, boolean hasBoth) throws Exception {
        Path report = Files.writeString(
                folder.resolve("the report.jsonl"),
                "{\"type\":\"header\",\"schema\":1,\"tool\":\"label-verifier 1.0.0\",\"location\":\"" + location
                        + "\",\"region\":null}\n");

        assertCompilers(List.of(command, "--yes", report.toString()), hasBoth, 17);
    }

    @Test
    void a_java_to_come_is_not_given_options_that_it_may_not_have() throws Exception {
        assertThat(assertCompilers(List.of("verify", "deer"), true, 25)).contains("-XX:-C1UpdateMethodData");
        assertThat(assertCompilers(List.of("verify", "deer"), true, 26)).doesNotContain("-XX:-C1UpdateMethodData");
    }

    private List<String> assertCompilers(List<String> line, boolean hasBoth, int version) throws Exception {
        Path telling = java("case $1 in -version) echo 'openjdk version \"" + version
                + "\"' >&2 ;; *) printf '%s\\n' \"$@\" ;; esac");

        List<String> told =
                Program.of(line.toArray(String[]::new)).javaHome(telling).run().stdoutLines();

        assertThat(told.contains("-XX:TieredStopAtLevel=1")).isEqualTo(!hasBoth);
        assertThat(told.contains("-XX:Tier4InvocationThreshold=50000")).isEqualTo(hasBoth);
        assertThat(told.contains("-XX:-C1UpdateMethodData")).isEqualTo(hasBoth && version <= 25);
        return told;
    }

    @Test
    void the_program_is_told_which_streams_are_terminals() throws Exception {
        Path telling =
                java("case $1 in -version) echo 'openjdk version \"17\"' >&2 ;; *) printf '%s\\n' \"$@\" ;; esac");
        Program program = Program.of("show").javaHome(telling);

        assertThat(program.run().stdoutLines()).contains("-Dlabel-verifier.terminals=0");
        assertThat(program.stdinClosed().run().stdoutLines()).contains("-Dlabel-verifier.terminals=0");
        try (TerminalRun run = program.onTerminal().size(200, 40).start()) {
            assertThat(run.await().stderr()).contains("-Dlabel-verifier.terminals=7");
        }
        Path errors = folder.resolve("errors.txt");
        try (TerminalRun run =
                program.onTerminal().size(200, 40).stderrTo(errors).start()) {
            assertThat(run.await().stderr()).contains("-Dlabel-verifier.terminals=3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an archive"})
    void an_archive_that_does_not_fit_is_passed_over_in_silence(String content) throws Exception {
        Path copy = copyOfDistribution("copy");
        Path archive = copy.resolve("lib/label-verifier.jsa");
        Files.delete(archive);
        Files.writeString(archive, content);

        expectHelp(copy.resolve("bin/label-verifier"));
    }

    @Test
    void without_its_archive_it_works_all_the_same() throws Exception {
        Path copy = copyOfDistribution("copy");
        Files.delete(copy.resolve("lib/label-verifier.jsa"));

        expectHelp(copy.resolve("bin/label-verifier"));
    }

    /** It takes the archive, which the version does without. */
    private static void expectHelp(Path launcher) throws Exception {
        Program.Result result = Program.at(launcher, "help", "exit-codes").run();
        result.expectExit(0);
        assertThat(result.stdout()).contains("Exit codes:");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void options_for_the_virtual_machine_come_after_its_own() throws Exception {
        Program.Result result = Program.of("--version")
                .env("LABEL_VERIFIER_OPTS", "-Xmx64m  -XX:+PrintFlagsFinal")
                .run();

        result.expectExit(0);
        assertThat(result.stdoutLines()).first().isEqualTo(VERSION);
        assertThat(result.stderr()).containsPattern("MaxHeapSize += 67108864 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LABEL_VERIFIER_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void another_collector_may_be_named_in_every_variable_that_java_reads(String variable) throws Exception {
        Path options = Files.writeString(folder.resolve("options"), "# mine\n-XX:+UseParallelGC");
        String inFile = (variable.startsWith("J") && !variable.equals("JDK_JAVA_OPTIONS")) || variable.startsWith("_")
                ? "-XX:Flags=" + Files.writeString(folder.resolve("flags"), "+UseParallelGC")
                : "@" + options;

        for (String option : List.of("-Xmx64m -XX:+UseParallelGC", inFile)) {
            Program.Result result =
                    Program.of("--version").env(variable, option).run();

            result.expectExit(0);
            assertThat(result.stdoutLines()).first().isEqualTo(VERSION);
        }
    }

    @Test
    void temporary_files_go_where_the_environment_says() throws Exception {
        Path elsewhere = folder.resolve("no such folder");

        Program.Result result = Program.of("verify", images().toString(), "--offline", "--dry-run")
                .with("--reference-label=Deer", "--report=" + folder.resolve("r.jsonl"))
                .env("TMPDIR", elsewhere.toString())
                .run();

        result.expectExit(1)
                .expectStderr("the folder for temporary files, " + elsewhere
                        + ", cannot be used: there is no such folder; set TMPDIR to another")
                .expectBriefError();
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL,C", "LC_ALL,POSIX", "LC_ALL,''", "LANG,xx_XX.UTF-8", "LANG,C.UTF-8", "LC_CTYPE,C"})
    void arguments_arrive_as_they_were_given_in_every_locale(String name, String locale) throws Exception {
        List<String> labels = List.of("a  b", "é 😀", "@file", "*", "\"'$HOME`\\", "two\nlines");
        Path report = folder.resolve("é.jsonl");
        Program program = Program.of("verify", images().toString(), "--offline", "--dry-run", "--reference-label=Deer")
                .with("--report=" + report)
                .without("LC_ALL")
                .env(name, locale);
        labels.forEach(label -> program.with("--ignore-label=" + label));

        Program.Result result = program.run();

        assertThat(report).as(result.toString()).content().contains("""
                "ignoredLabels":["a  b","é 😀","@file","*","\\"'$HOME`\\\\","two\\nlines"]""");
    }

    @Test
    void a_wrong_java_home_is_said_in_one_line() throws Exception {
        expectError(
                Program.of("--version").env("JAVA_HOME", "/nowhere").run(),
                "there is no bin/java in JAVA_HOME, which is /nowhere: set it to a Java 17 or newer");
    }

    @Test
    void no_java_at_all_is_said_in_one_line() throws Exception {
        expectError(
                Program.of("--version")
                        .without("JAVA_HOME")
                        .env("PATH", folder.toString())
                        .run(),
                "no Java found: " + REMEDY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_292", "16"})
    void a_java_that_is_too_old_is_said_in_one_line(String version) throws Exception {
        Path home = java("exit 9");
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");

        expectError(Program.of("--version").javaHome(home).run(), home.resolve("bin/java") + " is too old: " + REMEDY);
    }

    @Test
    void a_java_without_a_release_file_is_asked_for_its_version() throws Exception {
        Path old = java("echo 'java version \"1.8.0_292\"' >&2");

        expectError(Program.of("--version").javaHome(old).run(), old.resolve("bin/java") + " is too old: " + REMEDY);

        Path standIn = java("exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");

        expectVersion(Program.of("--version").javaHome(standIn).run());
    }

    @Test
    void a_java_that_does_not_start_is_said_in_one_line() throws Exception {
        Path broken = java("echo 'Unable to locate a Java Runtime.' >&2; exit 1");

        expectError(
                Program.of("--version").javaHome(broken).run(),
                broken.resolve("bin/java") + " is no working Java: " + REMEDY);
    }

    private static void expectVersion(Program.Result result) {
        result.expectExit(0);
        assertThat(result.stdoutLines()).first().isEqualTo(VERSION);
        assertThat(result.stderr()).isEmpty();
    }

    private static void expectError(Program.Result result, String message) {
        result.expectExit(1).expectStdout("");
        assertThat(result.stderr()).isEqualTo("label-verifier: " + message + "\n");
    }

    private Path images() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.write(images.resolve("1.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        return images;
    }

    private Path java(String script) throws IOException {
        Path home = Files.createTempDirectory(folder, "java");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Path copyOfDistribution(String name) throws IOException {
        Path from = Program.executable().getParent().getParent();
        Path to = folder.resolve(name);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectory(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
