package io.github.labelverifier.cli;

import io.github.labelverifier.ui.text.Similar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, for people: what is not understood, and what was probably meant. */
final class WrongArguments {
    private static final String UNKNOWN_COMMAND = "Unknown subcommand";
    private static final int QUOTED = 200;

    private WrongArguments() {}

    /** The words for a command line that was refused. */
    static String inWords(ParameterException refused) {
        if (refused instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (refused instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " can be given only once";
        }
        String message = String.valueOf(refused.getMessage());
        @Nullable String value = refused.getValue();
        if (message.startsWith(UNKNOWN_COMMAND) && value != null) {
            return noCommand(refused.getCommandLine(), value);
        }
        @Nullable ArgSpec argument = refused.getArgSpec();
        return argument != null && value != null ? wrongValue(argument, value).orElse(message) : message;
    }

    private static String unmatched(UnmatchedArgumentException refused) {
        List<String> rest = refused.getUnmatched();
        CommandLine command = refused.getCommandLine();
        Optional<String> option = rest.stream()
                .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                .findFirst();
        if (option.isPresent()) {
            String name = option.get().replaceFirst("=.*", "");
            return "there is no " + quoted(name) + didYouMean(name, options(command));
        }
        String first = rest.isEmpty() ? "" : rest.get(0);
        return command.getSubcommands().isEmpty()
                ? "'" + quoted(first) + "' is one argument too many: quote a name that has blanks in it"
                : noCommand(command, first);
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String noCommand(CommandLine command, String name) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return "there is no command " + quoted(name)
                + didYouMean(name, List.copyOf(root.getSubcommands().keySet()));
    }

    private static Optional<String> wrongValue(ArgSpec argument, String value) {
        // Of an option that can be given several times, the type of one value.
        Class<?> wanted = argument.auxiliaryTypes()[0];
        String name = name(argument);
        if (wanted.isEnum()) {
            List<String> values =
                    Stream.of(wanted.getEnumConstants()).map(String::valueOf).toList();
            return Optional.of(name + " takes " + String.join(", ", values) + ", not '" + quoted(value) + "'"
                    + didYouMean(value, values));
        }
        return example(wanted).map(example -> name + " takes " + example + ", not '" + quoted(value) + "'");
    }

    private static Optional<String> example(Class<?> type) {
        if (Stream.of(double.class, Double.class, BigDecimal.class).anyMatch(type::equals)) {
            return Optional.of("a number such as " + (type.equals(BigDecimal.class) ? "0.001" : "85 or 0.5"));
        }
        return Stream.of(int.class, Integer.class, long.class, Long.class).anyMatch(type::equals)
                ? Optional.of("a whole number such as 10")
                : Optional.empty();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName()
                : ((PositionalParamSpec) argument).paramLabel();
    }

    /** Such as {@code : did you mean --min-confidence?}, if anything is similar. */
    static String didYouMean(String given, List<String> known) {
        return Similar.to(given, known)
                .map(meant -> ": did you mean " + meant + "?")
                .orElse("");
    }

    private static String quoted(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}
