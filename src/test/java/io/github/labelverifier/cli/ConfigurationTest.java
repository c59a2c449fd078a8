package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.ui.terminal.SystemTerminal;
import io.github.labelverifier.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What may be set by variables and by the file, and above all what may not. */
class ConfigurationTest {
    private static final String VERIFY = "verify s3://photos/deer -e deer/1.jpg --dry-run";

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void folders() throws IOException {
        file = Files.createDirectories(home.resolve(".config/label-verifier")).resolve("config");
    }

    private static CommandLine everything() {
        return new Program(
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new SystemTerminal(InputStream.nullInputStream()),
                        Map.of(),
                        new Interruptions())
                .commandLine();
    }

    /** Every option of every command, also of those that come later, and everything a flag could be called. */
    static Stream<String> optionsThatAreNoSettings() {
        return options().filter(name -> Setting.ofKey(name).isEmpty());
    }

    private static Stream<String> options() {
        Set<String> names = new TreeSet<>();
        for (CommandLine command : everything().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                Stream.of(option.names())
                        .map(name -> name.replaceFirst("^--?", ""))
                        .forEach(names::add);
            }
        }
        return names.stream();
    }

    private ProgramInProcess program(String... variables) {
        ProgramInProcess program =
                new ProgramInProcess().stores(real -> new NoStores()).env("HOME", home.toString());
        for (int i = 0; i < variables.length; i += 2) {
            program.env(variables[i], variables[i + 1]);
        }
        return program;
    }

    private static ProgramInProcess.Result run(ProgramInProcess program, String line) {
        return program.run(line.split(" "));
    }

    @ParameterizedTest
    @MethodSource("optionsThatAreNoSettings")
    void no_other_option_can_be_given_by_a_variable_or_the_file(String option) throws IOException {
        String variable = "LABEL_VERIFIER_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
        for (String value : List.of("true", "")) {
            for (String line : List.of(VERIFY, "delete deer.jsonl --yes")) {
                ProgramInProcess.Result result = run(program(variable, value), line);
                assertThat(result.code()).as(line).isEqualTo(2);
                assertThat(result.out()).isEmpty();
                assertThat(result.err()).startsWith("error: the variable " + variable + " cannot set anything");
            }
        }
        Files.writeString(file, "# comment\nregion = eu-west-1\n" + option + " = true\n");
        ProgramInProcess.Result result = run(program(), "delete deer.jsonl --yes");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: " + file + " line 3: " + option + " cannot be set here");
    }

    @Test
    void every_setting_is_an_option_that_takes_a_value_and_none_has_to_do_with_what_is_removed() {
        for (Setting setting : Setting.values()) {
            assertThat(everything().getSubcommands().values().stream()
                            .map(command ->
                                    command.getCommandSpec().optionsMap().get(setting.option()))
                            .filter(option -> option != null))
                    .as(setting.option())
                    .isNotEmpty()
                    .allMatch(option -> option.arity().min() == 1 && !option.isMultiValue());
        }
        // Whoever adds one thinks twice.
        assertThat(Setting.keys())
                .containsExactlyInAnyOrder(
                        "profile",
                        "region",
                        "endpoint-url",
                        "s3-endpoint-url",
                        "read-timeout",
                        "tps",
                        "concurrency",
                        "price-per-image",
                        "ask-above",
                        "min-confidence",
                        "max-labels",
                        "convert",
                        "max-flagged",
                        "color",
                        "progress");
    }

    @Test
    void a_flag_comes_before_a_variable_and_that_before_the_file() throws IOException {
        Files.writeString(file, "\ufeff# mine\r\n\r\n tps = 0   # too low\r\n");
        assertThat(run(program(), VERIFY).err())
                .startsWith("error: --tps must be above 0, not 0.0 (--tps is set by " + file + " line 3)");
        assertThat(run(program("LABEL_VERIFIER_TPS", "-1"), VERIFY).err())
                .startsWith("error: --tps must be above 0, not -1.0 (--tps is set by LABEL_VERIFIER_TPS)");
        assertThat(run(program("LABEL_VERIFIER_TPS", "-1"), VERIFY + " --tps -2")
                        .err())
                .startsWith("error: --tps must be above 0, not -2.0\n");
        assertThat(run(program("LABEL_VERIFIER_TPS", ""), VERIFY).err()).contains("not 0.0");
    }

    @Test
    void the_file_lies_where_the_standard_says() throws IOException {
        Path other = home.resolve("other");
        Files.createDirectories(other.resolve("label-verifier"));
        Files.writeString(other.resolve("label-verifier/config"), "region = eu-west-3");
        Files.writeString(file, "region = eu-west-2");

        assertThat(config()).containsPattern("region +eu-west-2 +\\S+/.config/label-verifier/config line 1");
        assertThat(config("XDG_CONFIG_HOME", other.toString())).containsPattern("region +eu-west-3 ");
        assertThat(config("XDG_CONFIG_HOME", "other")).containsPattern("region +eu-west-2 ");
        assertThat(config("LABEL_VERIFIER_REGION", "eu-north-1"))
                .containsPattern("region +eu-north-1 +LABEL_VERIFIER_REGION");
        Files.delete(file);
        assertThat(config())
                .containsPattern("max-flagged +50 +default")
                .containsPattern("tps +found out, just under the account's quota +default");
    }

    private String config(String... variables) {
        ProgramInProcess.Result result = run(program(variables), "config");
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes                  | line 1: write KEY = VALUE, not 'yes'",
                "[default]            | line 1: write KEY = VALUE, not '[default]'",
                "region =             | line 1: region has no value",
                "regoin = x           | line 1: regoin cannot be set here: did you mean region?",
                "= x                  | line 1:  cannot be set here",
                "tps = fast           | --tps takes a number such as 85 or 0.5, not 'fast' (--tps is set by",
                "color = blue         | --color takes auto, always, never, not 'blue' (--color is set by",
                "max-flagged = 51     | max-flagged can only be lowered there, from 0 to 50, not 51",
                "max-flagged = NaN    | max-flagged can only be lowered there",
                "max-flagged = high   | max-flagged takes a number such as 20, not 'high'"
            })
    void what_is_wrong_is_refused_by_its_line(String line, String message) throws IOException {
        Files.writeString(file, line);

        ProgramInProcess.Result result = run(program(), VERIFY);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains(message, file + " line 1");
        assertThat(result.err().lines().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "tps, abc, not 'abc'",
        "tps, 0, must be above 0",
        "color, alwys, not 'alwys'",
        "progress, often, not 'often'",
        "concurrency, 0, must be from 1 to 1000",
        "price-per-image, -1, must be at least 0",
        "ask-above, much, a number",
        "min-confidence, 0.9, in percent",
        "max-labels, 1001, must be from 1 to 1000",
        "convert, maybe, not 'maybe'",
        "read-timeout, 0, must be at least 1",
        "endpoint-url, localhost, no http or https URL",
        "s3-endpoint-url, ftp://x, no http or https URL",
        "max-flagged, 90, can only be lowered"
    })
    void what_runs_refuse_is_not_shown_as_set_and_its_origin_stands_there_once(String key, String value, String why) {
        String variable = Setting.ofKey(key).orElseThrow().variable();

        ProgramInProcess.Result shown = run(program(variable, value), "config");

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains(why);
        assertThat(shown.err()).containsOnlyOnce(variable).hasLineCount(1);
        assertThat(run(program(variable, value), VERIFY).err()).isEqualTo(shown.err());
    }

    @Test
    void twice_is_once_too_often_and_a_long_file_is_none() throws IOException {
        Files.writeString(file, "tps = 1\ntps = 2\n");
        assertThat(run(program(), VERIFY).err()).contains("line 2: tps is set a second time");
        Files.writeString(file, "#".repeat(100_000));
        assertThat(run(program(), VERIFY).err()).contains("too long for a configuration file");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(run(program(), VERIFY).code()).isEqualTo(1);
    }

    @Test
    void help_is_there_whatever_is_configured_and_the_launcher_keeps_its_variable() throws IOException {
        Files.writeString(file, "nonsense");
        for (String line : List.of("help", "help verify", "verify --help", "--version", "generate-completion")) {
            assertThat(run(program(), line).code()).as(line).isZero();
        }
        Files.delete(file);
        assertThat(run(program("LABEL_VERIFIER_OPTS", "-Xmx64m"), "config").code())
                .isZero();
    }

    @Test
    void a_lower_share_refuses_and_the_command_line_may_raise_it_again() throws Exception {
        Path images = Files.createDirectory(home.resolve("images"));
        SampleReport scene = SampleReport.at(images.toString()).exemplars();
        for (String name : List.of("1.jpg", "2.jpg", "3.jpg")) {
            Files.writeString(images.resolve(name), name);
            scene.add(
                    new FolderSource(new FolderLocation(images)).find(name).orElseThrow(),
                    name.equals("3.jpg") ? Verdict.FLAG : Verdict.KEEP,
                    name.equals("3.jpg") ? new String[] {"no-overlap"} : new String[0]);
        }
        Path report = scene.write(home.resolve("deer.jsonl"));
        Files.writeString(file, "max-flagged = 20\n");
        ProgramInProcess program = new ProgramInProcess().env("HOME", home.toString());

        ProgramInProcess.Result refused = program.run("delete", report.toString(), "--yes");
        assertThat(refused.code()).as(refused.err()).isEqualTo(5);
        assertThat(images.resolve("3.jpg")).exists();

        ProgramInProcess.Result raised = program.run("delete", report.toString(), "--yes", "--max-flagged", "50");
        assertThat(raised.code()).as(raised.err()).isZero();
        assertThat(images.resolve("3.jpg")).doesNotExist();
    }

    @Test
    void what_a_report_was_made_with_is_not_configured_away() throws IOException {
        Path report = SampleReport.at("s3://photos/deer/")
                .add(new ImageEntry("deer/1.jpg", 7, "e1", Instant.EPOCH), Verdict.KEEP)
                .write(home.resolve("deer.jsonl"));
        Files.writeString(file, "min-confidence = 99\nmax-labels = 1\n");

        ProgramInProcess.Result judged = run(program(), "judge " + report + " --rule contrast --format none");
        assertThat(judged.err()).doesNotContain("--max-labels", "--min-confidence");
    }
}
