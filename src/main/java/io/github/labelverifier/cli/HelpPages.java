package io.github.labelverifier.cli;

import io.github.labelverifier.ui.terminal.Console;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The pages of the help, as wide as the screen and as coloured as standard output. */
final class HelpPages {
    /** Where standard output is no screen. */
    private static final int DEFAULT_COLUMNS = 80;

    private final Console console;
    private final Commands commands;
    private final Supplier<CommandLine> everything;

    HelpPages(Console console, Commands commands, Supplier<CommandLine> everything) {
        this.console = console;
        this.commands = commands;
        this.everything = everything;
    }

    /** An empty page. */
    HelpText text() {
        int columns = console.terminal().isOutput() ? console.terminal().columns() : DEFAULT_COLUMNS;
        return new HelpText(columns, console.colorsOutput());
    }

    /** All commands. */
    String ofProgram() {
        return text().ofProgram(new CommandLine(new RootCommand()).getCommandSpec(), commands.all());
    }

    /** All of a command's options; empty if there is no such command. */
    Optional<String> ofCommand(String name) {
        return Optional.ofNullable(everything.get().getSubcommands().get(name))
                .map(command -> text().wholly(command.getCommandSpec()));
    }

    /** The names of all commands. */
    List<String> commands() {
        return commands.all().stream().map(Commands.Entry::name).toList();
    }
}
