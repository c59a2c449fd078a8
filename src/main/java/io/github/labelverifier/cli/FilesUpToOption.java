package io.github.labelverifier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes one file or more, as a shell's pattern gives them, up to the next option. Picocli would take the options as well, since
 * a value may look like one.
 */
final class FilesUpToOption implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // a Stack is what picocli gives
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        if (arguments.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), ((OptionSpec) option).longestName() + " lacks its value");
        }
        List<Path> files = new ArrayList<>(option.<List<Path>>getValue());
        do {
            files.add(Path.of(arguments.pop()));
        } while (!arguments.isEmpty() && !arguments.peek().startsWith("-"));
        option.setValue(files);
    }
}
