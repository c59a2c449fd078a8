package io.github.labelverifier.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ParseResult.GroupMatch;

/**
 * Refuses an option of one value that is given twice. Where options are grouped for the help, picocli takes the second for
 * the beginning of another group and forgets all options of the group that stood before it, {@code --dry-run} included.
 */
final class GivenOnce {
    private GivenOnce() {}

    /** Checks a command line and those of its subcommands. */
    static void require(ParseResult parsed) {
        CommandSpec command = parsed.commandSpec();
        for (ArgGroupSpec group : command.argGroups()) {
            List<GroupMatch> matches = parsed.findMatches(group).stream()
                    .flatMap(container -> container.matches().stream())
                    .toList();
            if (matches.size() > 1) {
                throw new ParameterException(
                        command.commandLine(), repeated(group, matches) + " can be given only once");
            }
        }
        if (parsed.hasSubcommand()) {
            require(parsed.subcommand());
        }
    }

    private static String repeated(ArgGroupSpec group, List<GroupMatch> matches) {
        return group.options().stream()
                .filter(option -> !option.isMultiValue())
                .filter(option -> matches.stream()
                                .filter(match -> !match.matchedValues(option).isEmpty())
                                .count()
                        > 1)
                .map(OptionSpec::longestName)
                .reduce((one, other) -> one + ", " + other)
                // Picocli keeps no record of flags that were given in a cluster, such as -qv.
                .orElse("each option");
    }
}
