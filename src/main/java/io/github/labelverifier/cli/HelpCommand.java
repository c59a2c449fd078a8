package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code label-verifier help}. */
@Command(
        name = "help",
        header = "Show the help of the program or of a command",
        customSynopsis = "label-verifier help [COMMAND | exit-codes]",
        description = "Shows the help of the program or of a command, or what the exit codes mean.",
        footer = {"label-verifier help verify", "label-verifier help exit-codes"})
final class HelpCommand extends BaseCommand {
    private static final String EXIT_CODES = "exit-codes";

    private final HelpPages pages;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to be helped with, or exit-codes.")
    private @Nullable String topic;

    HelpCommand(Console console, HelpPages pages) {
        super(console);
        this.pages = pages;
    }

    @Override
    boolean isConfigured() {
        return false;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        console().out().write(page().getBytes(StandardCharsets.UTF_8));
        console().out().flush();
        return ExitCode.OK;
    }

    private String page() throws CommandFailure {
        if (topic == null) {
            return pages.ofProgram();
        }
        if (topic.equals(EXIT_CODES)) {
            return pages.text().exitCodes();
        }
        String wanted = topic;
        return pages.ofCommand(wanted).orElseThrow(() -> unknown(wanted));
    }

    private CommandFailure unknown(String wanted) {
        List<String> topics = new ArrayList<>(pages.commands());
        topics.add(EXIT_CODES);
        return CommandFailure.usage("there is no command " + wanted + WrongArguments.didYouMean(wanted, topics));
    }
}
