package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.ui.text.DisplayWidth;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The help of every command, of those that come later too. */
class HelpTest {
    private static final int SCREEN = 40;

    private final CommandLine program = program();

    private static CommandLine program() {
        return new Program(
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new io.github.labelverifier.ui.terminal.SystemTerminal(InputStream.nullInputStream()),
                        Map.of(),
                        new io.github.labelverifier.job.Interruptions())
                .commandLine();
    }

    static Stream<String> commands() {
        return program().getSubcommands().keySet().stream();
    }

    private static String help(String... arguments) {
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_whole_help_has_every_option_once_and_its_examples_first(String command) {
        String help = help(command, "--help");

        assertThat(help).isEqualTo(help("help", command));
        assertThat(help).startsWith("Usage: label-verifier " + command).contains("label-verifier help exit-codes");
        assertThat(help.indexOf("\nExamples:\n")).isPositive().isLessThan(help.indexOf("  -q, --quiet"));
        String options = help.substring(help.indexOf("\n\n", help.indexOf("\nExamples:\n") + 2));
        for (OptionSpec option :
                program.getSubcommands().get(command).getCommandSpec().options()) {
            String names = String.join(", ", option.names());
            assertThat(options.lines().filter(line -> line.matches(" {2}( {4})?" + names + "( .*)?")))
                    .as(names)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_short_help_fits_a_screen(String command) {
        String help = help(command, "-h");

        assertThat(help.lines()).hasSizeLessThanOrEqualTo(SCREEN);
        assertThat(help).contains("\nExamples:\n", "label-verifier " + command + " --help");
        assertThat(help.length()).isLessThanOrEqualTo(help(command, "--help").length());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void there_are_two_or_three_examples_and_each_is_understood(String command) {
        List<String> examples = Stream.of(program.getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .usageMessage()
                        .footer())
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(examples).hasSizeBetween(2, 3).allMatch(line -> line.startsWith("label-verifier " + command));
        for (String example : examples) {
            String[] arguments = example.replaceAll(" (>|&&|\\|).*", "").split(" ");
            ParseResult parsed = program.parseArgs(Stream.of(arguments).skip(1).toArray(String[]::new));
            MissingValue.refuse(parsed);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_says_in_a_line_what_it_does_and_speaks_of_no_machinery(String command) {
        String help = help(command, "--help");

        assertThat(help).doesNotContainIgnoringCase("java").doesNotContain("picocli", "null", "boolean");
        assertThat(help().lines().filter(line -> line.matches(" {2}" + command + " +\\S.*")))
                .as("one line of the program's help")
                .hasSize(1);
        assertThat(program.getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .usageMessage()
                        .header()[0])
                .hasSizeLessThan(70)
                .doesNotEndWith(".");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 57, 64, 80, 100, 250})
    void no_line_is_wider_than_the_screen(int columns) {
        int most = Math.max(40, Math.min(100, columns));
        Stream<String> pages = program.getSubcommands().values().stream()
                .flatMap(command -> Stream.of(
                        new HelpText(columns, false).wholly(command.getCommandSpec()),
                        new HelpText(columns, false).shortly(command.getCommandSpec()),
                        new HelpText(columns, false).exitCodes()));

        assertThat(pages.flatMap(String::lines).filter(line -> DisplayWidth.of(line) > most))
                .isEmpty();
    }

    @Test
    void colours_do_not_change_what_it_says() {
        for (CommandLine command : program.getSubcommands().values()) {
            String plain = new HelpText(80, false).wholly(command.getCommandSpec());
            String colored = new HelpText(80, true).wholly(command.getCommandSpec());
            assertThat(colored).isNotEqualTo(plain);
            assertThat(colored.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
        }
        assertThat(help("show", "--help", "--color", "always")).contains("\u001b[1mExamples:\u001b[0m");
    }

    @Test
    void the_program_alone_shows_its_help_and_that_a_command_is_missing() {
        ProgramInProcess.Result alone = new ProgramInProcess().run();

        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err()).isEqualTo(help("--help"));
        assertThat(help("help")).isEqualTo(help("-h")).isEqualTo(help("--help"));
        assertThat(help().lines()
                        .filter(line -> line.endsWith(":") && !line.startsWith(" "))
                        .collect(Collectors.toList()))
                .containsExactly(
                        "Examples:",
                        "Find what does not belong:",
                        "Look before you remove:",
                        "Remove, and bring back:",
                        "Set up:",
                        "Options:");
    }

    private static String help() {
        return help("--help");
    }

    @Test
    void each_command_is_called_as_its_class_is() {
        program.getSubcommands()
                .forEach((name, command) -> assertThat(command.getCommandSpec()
                                .userObject()
                                .getClass()
                                .getAnnotation(CommandLine.Command.class)
                                .name())
                        .isEqualTo(name));
    }

    @Test
    void the_version_is_the_same_in_every_way() {
        assertThat(help("-V")).isEqualTo(help("--version")).startsWith("label-verifier ");
    }

    @Test
    void exit_codes_are_told_once() {
        assertThat(help("help", "exit-codes").lines().filter(line -> line.matches(" {2}\\d+ .*")))
                .hasSize(io.github.labelverifier.job.ExitCode.values().length);
        ProgramInProcess.Result wrong = new ProgramInProcess().run("help", "exit-code");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean exit-codes?");
    }
}
