package io.github.labelverifier.cli;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Table;
import io.github.labelverifier.ui.terminal.Table.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code label-verifier config}. */
@Command(
        name = "config",
        header = "Show what is set, and by what",
        customSynopsis = "label-verifier config [OPTIONS]",
        description = {
            "Shows every setting with its value and where that comes from. A command line's option comes before the variable"
                    + " LABEL_VERIFIER_<OPTION>, that before the configuration file, and that before the default.",
            "The file is $XDG_CONFIG_HOME/label-verifier/config, else ~/.config/label-verifier/config. "
                    + "It has lines such as region = eu-west-1. What is not in the table can only be given on the "
                    + "command line: nothing that is set here approves a removal, or makes one take more."
        },
        footer = {"label-verifier config", "# Without colours, for a file", "label-verifier config --color never"})
final class ConfigCommand extends BaseCommand {
    private static final Pattern DEFAULT = Pattern.compile("Default: (.*?)\\.?$");

    private final Supplier<CommandLine> everything;

    ConfigCommand(Console console, Supplier<CommandLine> everything) {
        super(console);
        this.everything = everything;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        Configuration configuration = Configuration.read(console().environment());
        new ConfiguredRun().require(configuration);
        Table table = new Table(List.of(Side.LEFT, Side.LEFT, Side.LEFT));
        table.head(List.of("SETTING", "VALUE", "SET BY"));
        for (Setting setting : Setting.values()) {
            Optional<Configuration.Value> value = configuration.value(setting);
            String text = value.map(Configuration.Value::text).orElseGet(() -> usual(setting));
            table.row(List.of(
                    setting.key(),
                    PlainText.escape(text.contains("://") ? Redaction.ofUrl(text) : text),
                    PlainText.escape(value.map(Configuration.Value::origin).orElse("default"))));
        }
        table.writeTo(console().out(), console().colorsOutput());
        console().out().flush();
        configuration
                .file()
                .ifPresent(file -> console()
                        .info("The file is " + file + (Files.exists(file) ? "" : ", and it is not there") + "."));
        return ExitCode.OK;
    }

    /** The default, as the help of an option says it. */
    private String usual(Setting setting) {
        return everything.get().getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> ConfiguredOptions.setting(option).equals(Optional.of(setting)))
                .findFirst()
                .map(ConfigCommand::usual)
                .orElse("");
    }

    private static String usual(OptionSpec option) {
        Matcher told = DEFAULT.matcher(String.join(" ", option.description()));
        return told.find() ? told.group(1) : "none";
    }
}
