package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code label-verifier help}. */
@Command(
        name = "help",
        customSynopsis = "label-verifier help [COMMAND]",
        description = "Shows the help of the program or of a command.")
final class HelpCommand extends BaseCommand {
    private final Supplier<CommandLine> everything;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to be helped with.")
    private @Nullable String topic;

    HelpCommand(Console console, Supplier<CommandLine> everything) {
        super(console);
        this.everything = everything;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        CommandLine program = everything.get();
        CommandLine command = topic == null ? program : program.getSubcommands().get(topic);
        if (command == null) {
            throw CommandFailure.usage("there is no command " + topic
                    + WrongArguments.didYouMean(
                            String.valueOf(topic),
                            List.copyOf(program.getSubcommands().keySet())));
        }
        console().out().write(command.getUsageMessage().getBytes(StandardCharsets.UTF_8));
        console().out().flush();
        return ExitCode.OK;
    }
}
