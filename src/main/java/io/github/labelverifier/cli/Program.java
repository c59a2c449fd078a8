package io.github.labelverifier.cli;

import static io.github.labelverifier.cli.Commands.Section.FIND;
import static io.github.labelverifier.cli.Commands.Section.LOOK;
import static io.github.labelverifier.cli.Commands.Section.REMOVE;
import static io.github.labelverifier.cli.Commands.Section.SET_UP;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.delete.Deletion;
import io.github.labelverifier.job.delete.Restoring;
import io.github.labelverifier.job.doctor.Examination;
import io.github.labelverifier.job.gallery.GalleryPages;
import io.github.labelverifier.job.inspect.Inspecting;
import io.github.labelverifier.job.judge.Judgement;
import io.github.labelverifier.job.review.Reviewing;
import io.github.labelverifier.job.show.Exporting;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command line, from its words to its exit code: the place where everything is put together. */
final class Program {
    private final InputStream in;
    private final Console console;
    private final Interruptions interruptions;
    private final Stores stores;
    private final Clock clock;
    private final Commands commands;
    private ConfiguredOptions configured = ConfiguredOptions.NONE;

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
        this.in = in;
        this.console = new Console(out, err, terminal, environment);
        this.interruptions = interruptions;
        this.stores = stores;
        this.clock = clock;
        this.commands = commands();
        interruptions.afterAll(console::leavePrompt);
    }

    /** A line for each command, in the order of the help. Nothing else knows which there are. */
    private Commands commands() {
        return new Commands()
                .with(FIND, VerifyCommand.class, () -> new VerifyCommand(console, in, verification()))
                .with(FIND, DatasetCommand.class, () -> new DatasetCommand(console, dataset()))
                .with(FIND, JudgeCommand.class, () -> new JudgeCommand(console, new Judgement(console, interruptions)))
                .with(FIND, LabelsCommand.class, () -> new LabelsCommand(console, new Labelling(console, stores)))
                .with(
                        LOOK,
                        ShowCommand.class,
                        () -> new ShowCommand(console, in, new Showing(console), new Exporting(console)))
                .with(LOOK, GalleryCommand.class, () -> new GalleryCommand(console, galleries()))
                .with(LOOK, InspectCommand.class, () -> new InspectCommand(console, inspecting()))
                .with(
                        LOOK,
                        ReviewCommand.class,
                        () -> new ReviewCommand(console, new Reviewing(console, stores, interruptions, clock)))
                .with(REMOVE, DeleteCommand.class, () -> new DeleteCommand(console, in, deletion()))
                .with(REMOVE, RestoreCommand.class, () -> new RestoreCommand(console, restoring()))
                .with(SET_UP, DemoCommand.class, () -> new DemoCommand(console, this::runAnother))
                .with(SET_UP, ConfigCommand.class, () -> new ConfigCommand(console, this::commandLine))
                .with(
                        SET_UP,
                        DoctorCommand.class,
                        () -> new DoctorCommand(console, new Examination(console, stores, clock)))
                .with(
                        SET_UP,
                        GenerateCompletionCommand.class,
                        () -> new GenerateCompletionCommand(console, this::commandLine))
                .with(SET_UP, HelpCommand.class, () -> new HelpCommand(console, pages()));
    }

    private HelpPages pages() {
        return new HelpPages(console, commands, this::commandLine);
    }

    private Verification verification() {
        return new Verification(console, stores, interruptions, galleries(), inspecting());
    }

    private Dataset dataset() {
        return new Dataset(console, stores, interruptions, inspecting(), clock);
    }

    private Inspecting inspecting() {
        return new Inspecting(console, stores, interruptions);
    }

    private GalleryPages galleries() {
        return new GalleryPages(console, stores, interruptions);
    }

    private Deletion deletion() {
        return new Deletion(console, stores, interruptions, clock);
    }

    private Restoring restoring() {
        return new Restoring(console, stores, interruptions, clock);
    }

    /** All commands and options, to be looked at. */
    CommandLine commandLine() {
        return commandLine(commands.all());
    }

    private CommandLine commandLine(List<Commands.Entry> wanted) {
        CommandLine commandLine = new CommandLine(new RootCommand());
        wanted.forEach(command -> commandLine.addSubcommand(command.name(), command.make()));
        commandLine
                // A key may begin with @, and a file of keys is no place for options.
                .setExpandAtFiles(false)
                // A key may begin with a dash, too.
                .setAllowOptionsAsOptionParameters(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::refuse)
                .setExecutionExceptionHandler(this::fail);
        return commandLine;
    }

    int run(String... args) {
        int code = execute(this::execute, args);
        console.clearProgress();
        return code;
    }

    private int execute(IExecutionStrategy strategy, String... args) {
        try {
            return commandLine(commands.neededBy(args))
                    .setExecutionStrategy(strategy)
                    .execute(args);
        } catch (Error e) {
            // Of commands, picocli catches exceptions only.
            return failUnexpectedly(e);
        }
    }

    private ExitCode runAnother(List<String> arguments) {
        return ExitCode.of(execute(this::executeAsItStands, arguments.toArray(String[]::new)));
    }

    private int failUnexpectedly(Throwable e) {
        console.clearProgress();
        console.error(UnexpectedFailure.inWords(e));
        console.trace(e);
        return ExitCode.ERROR.code();
    }

    private int execute(ParseResult parsed) {
        MissingValue.refuse(parsed);
        if (!parsed.hasSubcommand()) {
            return executeAlone(parsed);
        }
        ParseResult command = parsed.subcommand();
        if (command.isUsageHelpRequested()) {
            ((BaseCommand) command.commandSpec().userObject()).behave();
            HelpText text = pages().text();
            return print(
                    parsed.originalArgs().contains(BaseCommand.HELP)
                            ? text.wholly(command.commandSpec())
                            : text.shortly(command.commandSpec()));
        }
        if (((BaseCommand) command.commandSpec().userObject()).isConfigured()) {
            try {
                configured = new ConfiguredOptions(Configuration.read(console.environment()));
                configured.setIn(command);
            } catch (CommandFailure e) {
                return fail(e);
            }
        }
        return executeAsItStands(parsed);
    }

    /** What is configured counts for nothing. */
    private int executeAsItStands(ParseResult parsed) {
        LibraryLog.switchOnIfVerbose(parsed);
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The program without a command. */
    private int executeAlone(ParseResult parsed) {
        if (parsed.isVersionHelpRequested()) {
            return VersionText.print(console);
        }
        if (parsed.isUsageHelpRequested()) {
            return print(pages().ofProgram());
        }
        pages().ofProgram().lines().forEach(console::tell);
        return ExitCode.USAGE.code();
    }

    private int print(String text) {
        return print(console, text);
    }

    /** Prints a text on standard output; the exit code. */
    static int print(Console console, String text) {
        try {
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
            console.out().flush();
            return ExitCode.OK.code();
        } catch (OutputClosedException e) {
            return ExitCode.OUTPUT_CLOSED.code();
        } catch (IOException e) {
            console.error(IoProblem.of(e));
            return ExitCode.ERROR.code();
        }
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
        return e instanceof CommandFailure failure ? fail(failure) : failUnexpectedly(e);
    }

    private int fail(CommandFailure failure) {
        console.error(configured.explain(failure.getMessage()));
        console.trace(failure);
        return failure.exitCode().code();
    }
}
