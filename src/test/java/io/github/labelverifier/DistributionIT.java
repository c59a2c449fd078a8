package io.github.labelverifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.labelverifier.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered beside the program. */
class DistributionIT {
    private static final Path HOME = Objects.requireNonNull(
            Objects.requireNonNull(Program.executable().getParent()).getParent());

    private static final String BASE = "localhost/label-verifier-base";

    @TempDir
    private Path folder;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyCommandHasAManPageWithItsOptions() throws Exception {
        String script = Program.of("generate-completion", "fish")
                .in(folder)
                .run()
                .expectExit(0)
                .stdout();
        List<String> commands = Pattern.compile("__fish_use_subcommand' -a (\\S+)")
                .matcher(script)
                .results()
                .map(match -> match.group(1))
                .toList();
        Path pages = HOME.resolve("share/man/man1");

        assertThat(commands).contains("verify", "delete", "show", "help");
        assertThat(names(pages))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("label-verifier.1"),
                                commands.stream().map(command -> "label-verifier-" + command + ".1"))
                        .collect(Collectors.toList()));
        assertThat(Files.readString(pages.resolve("label-verifier-verify.1")))
                .contains("\\-\\-min\\-confidence", ".TH \"LABEL\\-VERIFIER\\-VERIFY\" \"1\"");
    }

    /** An archive that the build has made beside the distribution, if this build made it. */
    private static Path made(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(Objects.requireNonNull(HOME.getParent()))) {
            Optional<Path> archive = files.filter(
                            file -> file.getFileName().toString().matches(pattern))
                    .findFirst();
            assumeThat(archive).isPresent();
            return archive.orElseThrow();
        }
    }

    private void unpack(String... command) throws InterruptedException {
        Path program = Path.of(command[0]);
        assumeThat(program).exists();
        Program.at(program, Arrays.copyOfRange(command, 1, command.length))
                .in(folder)
                .run()
                .expectExit(0);
    }

    private void expectItRuns(Path launcher) throws InterruptedException {
        assertThat(launcher).isExecutable();
        Program.at(launcher, "--version").in(folder).run().expectExit(0);
        Program.at(launcher, "demo").in(folder).run().expectExit(0);
    }

    @Test
    void theTarIsUnpackedAndRuns() throws Exception {
        Path archive = made("label-verifier-[0-9.]+\\.tar\\.gz");

        unpack("/usr/bin/tar", "xzf", archive.toString());

        expectItRuns(folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""))
                .resolve("bin/label-verifier"));
    }

    @Test
    void theTarWithAJavaOfItsOwnRunsWhereThereIsNone() throws Exception {
        Path archive = made("label-verifier-.*-with-java\\.tar\\.gz");

        unpack("/usr/bin/tar", "xzf", archive.toString());

        Path launcher = folder.resolve(archive.getFileName().toString().replace("-with-java.tar.gz", ""))
                .resolve("bin/label-verifier");
        // The version is printed without the cache.
        Program.at(launcher, "help", "exit-codes")
                .env("JAVA_HOME", folder.resolve("none").toString())
                // The cache is used, or the virtual machine does not start.
                .env("LABEL_VERIFIER_OPTS", "-XX:AOTMode=on")
                .in(folder)
                .run()
                .expectExit(0);
        expectItRuns(launcher);
    }

    /** Where buildah is, with an image of the base's name: see contributing. */
    @Test
    void theContainerIsBuiltAndRuns() throws Exception {
        Path buildah = Path.of("/usr/bin/buildah");
        assumeThat(buildah).exists();
        assumeThat(buildah(buildah, "inspect", "--type=image", BASE).exitCode()).isZero();
        Path target = Objects.requireNonNull(HOME.getParent());
        assumeThat(target.resolve("label-verifier-with-java")).isDirectory();

        buildah(
                        buildah,
                        "bud",
                        "--pull-never",
                        "--build-arg=BASE=" + BASE,
                        "-f",
                        Path.of("src/main/packaging/Dockerfile")
                                .toAbsolutePath()
                                .toString(),
                        "-t",
                        "label-verifier-test",
                        target.toString())
                .expectExit(0);
        String container = buildah(buildah, "from", "--pull-never", "label-verifier-test")
                .expectExit(0)
                .stdout()
                .strip();
        try {
            assertThat(buildah(buildah, "run", container, "--", "label-verifier", "demo")
                            .expectExit(0)
                            .stderr())
                    .contains("Dry run: nothing was removed.");
        } finally {
            buildah(buildah, "rm", container);
            buildah(buildah, "rmi", "label-verifier-test");
        }
    }

    private Program.Result buildah(Path program, String... arguments) throws InterruptedException {
        return Program.at(program, arguments)
                .env("HOME", Objects.requireNonNullElse(System.getenv("HOME"), folder.toString()))
                .env("STORAGE_DRIVER", "vfs")
                .env("BUILDAH_ISOLATION", "chroot")
                .in(folder)
                .run();
    }

    @Test
    void theDebianPackageHoldsWhatShellsAndReadersLookFor() throws Exception {
        Path archive = made("label-verifier_.*_all\\.deb");

        unpack("/usr/bin/dpkg-deb", "-x", archive.toString(), ".");

        expectItRuns(folder.resolve("usr/share/label-verifier/bin/label-verifier"));
        assertThat(folder.resolve("usr/bin/label-verifier")).isSymbolicLink();
        assertThat(folder.resolve("usr/share/man/man1/label-verifier-verify.1")).isRegularFile();
        assertThat(folder.resolve("usr/share/bash-completion/completions/label-verifier"))
                .content()
                .contains("--exemplars-from");
        assertThat(folder.resolve("usr/share/fish/vendor_completions.d/label-verifier.fish"))
                .content()
                .contains("-l exemplars-from");
        assertThat(folder.resolve("usr/share/doc/label-verifier/copyright")).isRegularFile();
    }

    @Test
    void everyJarIsNamedWithItsLicenceAndInTheBillOfMaterials() throws IOException {
        String licences = Files.readString(HOME.resolve("share/doc/THIRD-PARTY.txt"));
        String parts = Files.readString(HOME.resolve("share/doc")
                .resolve(names(HOME.resolve("share/doc")).stream()
                        .filter(name -> name.endsWith(".cdx.json"))
                        .findFirst()
                        .orElseThrow()));

        for (String jar : names(HOME.resolve("lib"))) {
            if (jar.endsWith(".jar") && !jar.equals("label-verifier.jar")) {
                String artifact = jar.replaceFirst("-\\d.*", "");
                assertThat(licences).contains(":" + artifact + ":");
                assertThat(parts).contains("\"" + artifact + "\"");
            }
        }
        assertThat(licences).doesNotContain("Unknown license");
    }
}
