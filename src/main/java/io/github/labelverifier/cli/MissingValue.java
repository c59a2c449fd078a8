package io.github.labelverifier.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses an option that stands where the value of another should be: in {@code -e --dry-run} the key is missing. Picocli
 * by itself would refuse every value that could be read as options, such as the key {@code -v.jpg}.
 */
final class MissingValue {
    private MissingValue() {}

    /** Checks the arguments as they were given. What follows {@code =} is a value, whatever it looks like. */
    static void refuse(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        CommandSpec command = innermost.commandSpec();
        Map<String, OptionSpec> options = command.optionsMap();
        List<String> arguments = parsed.originalArgs();
        for (int i = 0; i + 1 < arguments.size() && !arguments.get(i).equals("--"); i++) {
            Optional<OptionSpec> option = optionThatTakes(arguments.get(i), options);
            if (option.isPresent()) {
                i++;
                String value = arguments.get(i);
                if (options.containsKey(value) || options.containsKey(value.replaceFirst("=.*", ""))) {
                    throw new ParameterException(
                            command.commandLine(),
                            option.get().longestName() + " lacks its value before " + value + " (if that is the value,"
                                    + " write " + option.get().longestName() + "=" + value + ")");
                }
            }
        }
    }

    /** The option that takes the next argument for its value, also where it ends a cluster such as {@code -qe}. */
    private static Optional<OptionSpec> optionThatTakes(String argument, Map<String, OptionSpec> options) {
        boolean isCluster = argument.matches("-[^-=]{2,}") && !options.containsKey(argument);
        String name = isCluster ? "-" + argument.charAt(argument.length() - 1) : argument;
        boolean isWhole = !isCluster
                || argument.substring(1, argument.length() - 1)
                        .chars()
                        .mapToObj(c -> Optional.ofNullable(options.get("-" + (char) c)))
                        .allMatch(flag -> flag.filter(o -> o.arity().max() == 0).isPresent());
        return Optional.ofNullable(options.get(name))
                .filter(option -> isWhole && option.arity().min() > 0);
    }
}
