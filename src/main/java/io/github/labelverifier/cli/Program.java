package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.delete.Deletion;
import io.github.labelverifier.job.delete.Restoring;
import io.github.labelverifier.job.gallery.GalleryPages;
import io.github.labelverifier.job.judge.Judgement;
import io.github.labelverifier.job.show.Showing;
import io.github.labelverifier.job.verify.Dataset;
import io.github.labelverifier.job.verify.Labelling;
import io.github.labelverifier.job.verify.Verification;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.OutputClosedException;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command line, from its words to its exit code: the place where everything is put together. */
final class Program {
    private final Console console;
    private final CommandLine commandLine;
    private final StringWriter help = new StringWriter();

    Program(
            InputStream in,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Map<String, String> environment,
            Interruptions interruptions) {
        this(in, out, err, terminal, environment, interruptions, new Stores(environment), Clock.systemUTC());
    }

    Program(
            InputStream in,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Map<String, String> environment,
            Interruptions interruptions,
            Stores stores,
            Clock clock) {
        console = new Console(out, err, terminal, environment);
        interruptions.afterAll(console::leavePrompt);
        GalleryPages galleries = new GalleryPages(console, stores, interruptions);
        Verification verification = new Verification(console, stores, interruptions, galleries);
        Dataset dataset = new Dataset(console, stores, interruptions, clock);
        Deletion deletion = new Deletion(console, stores, interruptions, clock);
        Restoring restoring = new Restoring(console, stores, interruptions, clock);
        commandLine = new CommandLine(new RootCommand())
                .addSubcommand(new VerifyCommand(console, in, verification))
                .addSubcommand(new DatasetCommand(console, dataset))
                .addSubcommand(new JudgeCommand(console, new Judgement(console, interruptions)))
                .addSubcommand(new LabelsCommand(console, new Labelling(console, stores)))
                .addSubcommand(new DeleteCommand(console, in, deletion))
                .addSubcommand(new RestoreCommand(console, restoring))
                .addSubcommand(new ShowCommand(console, in, new Showing(console)))
                .addSubcommand(new GalleryCommand(console, galleries))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand("generate-completion", new AutoComplete.GenerateCompletion())
                .addSubcommand(new CommandLine.HelpCommand());
        configure(err);
    }

    private void configure(PrintStream err) {
        commandLine
                .setOut(new PrintWriter(help, true))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                // A key may begin with @, and a file of keys is no place for options.
                .setExpandAtFiles(false)
                // A key may begin with a dash, too.
                .setAllowOptionsAsOptionParameters(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colorsOutput() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(this::refuse)
                .setExecutionStrategy(Program::execute)
                .setExecutionExceptionHandler(this::fail);
        Stream.concat(Stream.of(commandLine), commandLine.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec()
                        .usageMessage()
                        .exitCodeListHeading("%nExit codes:%n")
                        .exitCodeList(ExitCode.descriptions()));
    }

    /** All commands and options, to be looked at. */
    CommandLine commandLine() {
        return commandLine;
    }

    int run(String... args) {
        int code = execute(args);
        console.clearProgress();
        return code == ExitCode.OK.code() ? printHelp() : code;
    }

    private int execute(String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            // Of commands, picocli catches exceptions only.
            return failUnexpectedly(e);
        }
    }

    private int failUnexpectedly(Throwable e) {
        console.clearProgress();
        console.error(UnexpectedFailure.inWords(e));
        console.trace(e);
        return ExitCode.ERROR.code();
    }

    /** Prints what picocli has to say, whose own writer would hide a full disk. */
    private int printHelp() {
        try {
            console.out().write(help.toString().getBytes(StandardCharsets.UTF_8));
            console.out().flush();
            return ExitCode.OK.code();
        } catch (OutputClosedException e) {
            return ExitCode.OUTPUT_CLOSED.code();
        } catch (IOException e) {
            console.error(IoProblem.of(e));
            return ExitCode.ERROR.code();
        }
    }

    private static int execute(ParseResult parsed) {
        LibraryLog.switchOnIfVerbose(parsed);
        MissingValue.refuse(parsed);
        GivenOnce.require(parsed);
        return new CommandLine.RunLast().execute(parsed);
    }

    private int refuse(ParameterException e, String[] args) {
        console.error(WrongArguments.inWords(e));
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.tell("Try '" + command + " --help'.");
        return ExitCode.USAGE.code();
    }

    private int fail(Exception e, CommandLine command, ParseResult parsed) {
        console.clearProgress();
        if (e instanceof OutputClosedException) {
            return ExitCode.OUTPUT_CLOSED.code();
        }
        if (e instanceof MalformedReportException) {
            console.error(String.valueOf(e.getMessage()));
            console.trace(e);
            return ExitCode.REFUSED.code();
        }
        if (e instanceof CommandFailure failure) {
            console.error(failure.getMessage());
            console.trace(failure);
            return failure.exitCode().code();
        }
        return failUnexpectedly(e);
    }
}
