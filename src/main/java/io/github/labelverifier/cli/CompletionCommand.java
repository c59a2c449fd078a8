package io.github.labelverifier.cli;

import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code label-verifier generate-completion}. */
@Command(
        name = "generate-completion",
        customSynopsis = "label-verifier generate-completion [OPTIONS]",
        description = "Prints a script that lets bash and zsh complete commands and options.")
final class CompletionCommand extends BaseCommand {
    private final Supplier<CommandLine> everything;

    CompletionCommand(Console console, Supplier<CommandLine> everything) {
        super(console);
        this.everything = everything;
    }

    @Override
    ExitCode run() throws IOException {
        CommandLine program = everything.get();
        String script = AutoComplete.bash(program.getCommandName(), program);
        console().out().write(script.getBytes(StandardCharsets.UTF_8));
        console().out().flush();
        return ExitCode.OK;
    }
}
