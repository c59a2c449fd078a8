package io.github.labelverifier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A script that lets fish complete commands, options and values. picocli makes those of the other shells. */
final class FishCompletion {
    /** What fish runs for the names of profiles. */
    private static final String PROFILES = "(string replace -rf '^\\\\[(?:profile )?([^\\\\]]+)\\\\]\\$' '\\$1'"
            + " < (test -r ~/.aws/config; and echo ~/.aws/config; or echo /dev/null))";

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script for a program with commands. */
    static String of(CommandLine root) {
        FishCompletion completion = new FishCompletion(root.getCommandName());
        completion.lines.add("# Completion of " + root.getCommandName() + " for fish.");
        completion.root(root);
        root.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .forEach(spec -> completion.command(spec, root));
        return String.join("\n", completion.lines) + "\n";
    }

    private void root(CommandLine root) {
        String none = "__fish_use_subcommand";
        complete("-f -n " + quoted(none));
        root.getSubcommands()
                .forEach((name, command) -> complete("-f -n " + quoted(none) + " -a " + name
                        + described(command.getCommandSpec().usageMessage().description())));
        root.getCommandSpec().options().forEach(option -> option(option, none));
    }

    private static List<String> names(CommandLine root) {
        return List.copyOf(root.getSubcommands().keySet());
    }

    private void command(CommandSpec spec, CommandLine root) {
        String here = "__fish_seen_subcommand_from " + spec.name();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = parameter.paramLabel().toUpperCase(Locale.ROOT);
            if (label.contains("COMMAND")) {
                complete("-f -n " + quoted(here) + " -a " + quoted(String.join(" ", names(root))));
            } else if (parameter.completionCandidates() != null) {
                complete("-f -n " + quoted(here) + " -a " + quoted(candidates(parameter.completionCandidates())));
            } else if (label.contains("REPORT")) {
                complete("-k -n " + quoted(here) + " -a '(__fish_complete_suffix .jsonl)'");
            } else {
                complete("-F -n " + quoted(here));
            }
        }
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, here));
    }

    private void option(OptionSpec option, String condition) {
        StringBuilder line = new StringBuilder("-n ").append(quoted(condition));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(value(option));
        }
        complete(line + described(option.description()));
    }

    private static String value(OptionSpec option) {
        if (option.longestName().equals("--profile")) {
            return " -x -a \"" + PROFILES + "\"";
        }
        if (option.completionCandidates() != null) {
            return " -x -a " + quoted(candidates(option.completionCandidates()));
        }
        boolean isFile = List.of(option.auxiliaryTypes()).contains(Path.class)
                || option.typeInfo().getType() == Path.class
                || option.paramLabel().contains("KEY")
                || option.paramLabel().contains("FILE")
                || option.paramLabel().contains("PATH");
        return isFile ? " -r -F" : " -x";
    }

    private static String candidates(Iterable<String> values) {
        return StreamSupport.stream(values.spliterator(), false).collect(Collectors.joining(" "));
    }

    /** The first sentence. */
    private static String described(String[] description) {
        String text = String.join(" ", description).replace("%%", "%");
        int end = text.indexOf(". ");
        String sentence = (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "");
        return sentence.isEmpty() ? "" : " -d " + quoted(sentence);
    }

    private void complete(String rest) {
        lines.add("complete -c " + program + " " + rest);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
