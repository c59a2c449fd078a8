package io.github.labelverifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered beside the program. */
class DistributionIT {
    private static final Path HOME = Objects.requireNonNull(
            Objects.requireNonNull(Program.executable().getParent()).getParent());

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
