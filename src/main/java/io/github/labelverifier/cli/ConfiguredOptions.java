package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Gives a command's options what is configured, where the command line says nothing.
 *
 * <p>Picocli's own provider of defaults will not do: with a flag whose default is true, it turns the flag off where it is given.
 */
final class ConfiguredOptions {
    /** Nothing is configured. */
    static final ConfiguredOptions NONE = new ConfiguredOptions(Configuration.NONE);

    private final Configuration configuration;
    private final Map<String, String> origins = new LinkedHashMap<>();

    ConfiguredOptions(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Sets them; a value that an option does not take is refused by the place where it stands. */
    void setIn(ParseResult command) throws CommandFailure {
        for (OptionSpec option : command.commandSpec().options()) {
            Optional<Configuration.Value> value =
                    setting(option).flatMap(configuration::value).filter(any -> !command.hasMatchedOption(option));
            if (value.isPresent()) {
                set(option, value.get());
            }
        }
    }

    /** The setting of an option, if it is one that is configured. */
    static Optional<Setting> setting(OptionSpec option) {
        boolean isOfReport = option.userObject() instanceof Field field && field.isAnnotationPresent(AsInReport.class);
        return isOfReport ? Optional.empty() : Setting.ofOption(option.longestName());
    }

    private void set(OptionSpec option, Configuration.Value value) throws CommandFailure {
        // A command line of this option alone, which converts as the command's own does.
        CommandLine alone = new CommandLine(CommandSpec.create()
                        .addOption(OptionSpec.builder(option).build()))
                .setCaseInsensitiveEnumValuesAllowed(true);
        try {
            alone.parseArgs(option.longestName() + "=" + value.text());
        } catch (ParameterException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, WrongArguments.inWords(e) + setBy(option.longestName(), value.origin()), e);
        }
        origins.put(option.longestName(), value.origin());
    }

    /** A message about an option, which says where that was set if it was not on the command line. */
    String explain(String message) {
        for (Map.Entry<String, String> origin : origins.entrySet()) {
            if (message.startsWith(origin.getKey() + " ")) {
                return message + setBy(origin.getKey(), origin.getValue());
            }
        }
        return message;
    }

    private static String setBy(String option, String origin) {
        return " (" + option + " is set by " + origin + ")";
    }
}
