package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What every command has: help, the options of its manner (quiet, verbose, colour, progress), and one exit code. A
 * command itself is options, a request made of them, one call of a job. Its annotation has its name, what it does in a
 * line ({@code header}) and in more ({@code description}), and two or three examples ({@code footer}; a line that begins
 * with # says what for).
 */
@Command(sortOptions = false, sortSynopsis = false, abbreviateSynopsis = true)
abstract class BaseCommand implements Callable<Integer> {
    /** Asks for all that the help has; {@code -h} for what people need most. */
    static final String HELP = "--help";

    private final Console console;

    @Mixin
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = {"-h", HELP},
            usageHelp = true,
            description = "Show the help: -h in short, --help with all options.")
    @SuppressWarnings("UnusedVariable") // the program looks at the option alone
    private boolean help;

    BaseCommand(Console console) {
        this.console = console;
    }

    /** Does the job; a failure that the user can do something about is a {@link CommandFailure}. */
    abstract ExitCode run() throws CommandFailure, IOException, InterruptedException;

    @Override
    public final Integer call() throws CommandFailure, IOException, InterruptedException {
        behave();
        return run().code();
    }

    /** Speaks as the options say from now on. */
    final void behave() {
        console.behave(manner.toManner());
    }

    /** Whether what is configured counts for it, and whether it refuses to go on where that is wrong. */
    boolean isConfigured() {
        return true;
    }

    final Console console() {
        return console;
    }

    /** How the command speaks, in options that another command takes. */
    final List<String> mannerAsOptions() {
        return manner.given();
    }

    /** Refuses a removal that would have to be asked for where nobody can be asked. */
    final void requireSomebodyToAsk(String dryRun) throws CommandFailure {
        if (!console.terminal().isInput()) {
            throw CommandFailure.usage("standard input is no terminal, so nobody can be asked before images are"
                    + " removed: add --dry-run (" + dryRun + ") or --yes (remove)");
        }
    }
}
