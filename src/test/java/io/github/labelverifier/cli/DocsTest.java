package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.docs.Page;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.ui.terminal.SystemTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the README and the pages of {@code src/docs} say of the program is so. */
class DocsTest {
    private static final int MOST_LINES = 150;
    private static final int MOST_BYTES_OF_A_PICTURE = 200 * 1024;

    private final CommandLine program = new Program(
                    InputStream.nullInputStream(),
                    new ByteArrayOutputStream(),
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                    new SystemTerminal(InputStream.nullInputStream()),
                    Map.of(),
                    new Interruptions())
            .commandLine();

    static List<Page> pages() {
        return Page.all();
    }

    @Test
    void the_readme_is_two_screens() {
        assertThat(Page.readme().text().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_option_that_is_named_exists(Page page) {
        Set<String> known = Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .flatMap(command -> command.getCommandSpec().options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());

        assertThat(page.find("(?<![\\w-])--[a-z][a-z0-9-]*").map(name -> name.group()))
                .isSubsetOf(known);
        assertThat(page.find("`(-\\w)(?: [A-Z.a-z]+)?`").map(name -> name.group(1)))
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void an_option_that_is_named_with_a_command_is_one_of_it(Page page) {
        String commands = String.join("|", program.getSubcommands().keySet());

        page.find("`(" + commands + ") [^`\n]*`").forEach(named -> {
            CommandSpec command = program.getSubcommands().get(named.group(1)).getCommandSpec();
            for (String word : named.group().replace("`", "").split("[ =]")) {
                if (word.startsWith("-") && word.length() > 1) {
                    assertThat(command.optionsMap()).as(named.group()).containsKey(word);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_line_is_understood(Page page) {
        for (List<String> arguments : page.commandLines()) {
            ParseResult parsed = program.parseArgs(arguments.toArray(String[]::new));
            MissingValue.refuse(parsed);
        }
    }

    @Test
    void the_table_of_exit_codes_is_that_of_the_program() {
        Map<String, String> told = new LinkedHashMap<>();
        for (List<String> row : Page.named("pipelines.md").rows()) {
            if (row.get(0).matches("\\d+")) {
                told.put(row.get(0), row.get(1).replace("`", ""));
            }
        }

        assertThat(told).containsExactlyEntriesOf(ExitCode.descriptions());
    }

    @Test
    void the_order_of_exit_codes_is_that_of_the_program() {
        String order = Stream.of(ExitCode.values())
                .filter(code -> code != ExitCode.USAGE)
                .map(code -> String.valueOf(code.code()))
                .collect(Collectors.joining(", "));

        assertThat(Page.named("pipelines.md").text()).contains("the first of " + order + " is told");
    }

    @Test
    void the_readme_has_a_row_for_each_command() {
        Set<String> told = new TreeSet<>();
        for (List<String> row : Page.readme().rows()) {
            Stream.of(row.get(0).split(","))
                    .map(cell -> cell.strip().replaceFirst("`([\\w-]+).*", "$1"))
                    .forEach(told::add);
        }
        told.remove("command");

        assertThat(told).isEqualTo(new TreeSet<>(program.getSubcommands().keySet()));
    }

    @Test
    void every_option_has_a_place_in_the_guide_or_beside_it() {
        String papers = Page.all().stream().map(Page::text).collect(Collectors.joining());
        Set<String> untold = program.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(option -> Stream.of(option.names()).noneMatch(name -> isTold(papers, name)))
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(untold).isEmpty();
    }

    private static boolean isTold(String papers, String name) {
        return Pattern.compile("[` ]" + name + "[` =,\n]").matcher(papers).find();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Page page) {
        for (String link : page.links()) {
            if (link.contains("://")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page.file()
                    : Path.of("").resolve(page.file()).resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s in %s", link, page).exists();
            if (parts.length == 2) {
                assertThat(Page.all().stream()
                                .filter(other -> other.file().equals(target))
                                .flatMap(other -> other.anchors().stream()))
                        .as("%s in %s", link, page)
                        .contains(parts[1]);
            }
        }
    }

    @Test
    void every_page_can_be_reached_from_the_readme() {
        Set<Path> reached = new TreeSet<>(Set.of(Page.readme().file()));
        for (int before = 0; before < reached.size(); ) {
            before = reached.size();
            Page.all().stream()
                    .filter(page -> Set.copyOf(reached).contains(page.file()))
                    .forEach(page -> page.links().stream()
                            .map(link -> page.file()
                                    .resolveSibling(link.replaceFirst("#.*", ""))
                                    .normalize())
                            .forEach(reached::add));
        }

        assertThat(reached).containsAll(Page.all().stream().map(Page::file).toList());
    }

    @Test
    void the_architecture_has_a_row_for_each_package() throws IOException {
        Path root = Path.of("src", "main", "java", "io", "github", "labelverifier");
        Set<String> told = Page.named("architecture.md").rows().stream()
                .map(row -> row.get(0))
                .filter(cell -> cell.matches("`[a-z0-9/]+`"))
                .map(cell -> cell.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> files = Files.walk(root)) {
            assertThat(told)
                    .isEqualTo(files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> root.relativize(file.resolveSibling(""))
                                    .toString()
                                    .replace('\\', '/'))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void pictures_are_small() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "docs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES_OF_A_PICTURE));
        }
    }
}
