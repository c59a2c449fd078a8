package io.github.labelverifier.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command line, from its words to its exit code: the place where everything is put together. */
final class Program {
    private final Console console;
    private final CommandLine commandLine;

    Program(
            InputStream in,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Map<String, String> environment,
            Interruptions interruptions) {
        console = new Console(out, err, terminal, environment);
        Verification verification = new Verification(console, new Stores(environment), interruptions);
        commandLine = new CommandLine(new RootCommand())
                .addSubcommand(new VerifyCommand(console, in, verification))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand("generate-completion", new AutoComplete.GenerateCompletion())
                .addSubcommand(new CommandLine.HelpCommand());
        configure(err);
    }

    private void configure(PrintStream err) {
        PrintWriter text = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
        commandLine
                .setOut(text)
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                // A key may begin with @, and a file of keys is no place for options.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colorsOutput() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(this::refuse)
                .setExecutionExceptionHandler(this::fail);
        for (CommandLine command : commandLine.getSubcommands().values()) {
            command.getCommandSpec()
                    .usageMessage()
                    .exitCodeListHeading("%nExit codes:%n")
                    .exitCodeList(ExitCode.descriptions());
        }
        commandLine
                .getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(false);
    }

    int run(String... args) {
        int code = commandLine.execute(args);
        console.clearProgress();
        commandLine.getOut().flush();
        return code;
    }

    private int refuse(ParameterException e, String[] args) {
        console.error(e.getMessage());
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.tell("Try '" + command + " --help'.");
        return ExitCode.USAGE.code();
    }

    private int fail(Exception e, CommandLine command, ParseResult parsed) {
        console.clearProgress();
        if (e instanceof OutputClosedException) {
            return ExitCode.OUTPUT_CLOSED.code();
        }
        if (e instanceof CommandFailure failure) {
            console.error(failure.getMessage());
            console.trace(failure);
            return failure.exitCode().code();
        }
        console.error(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        console.trace(e);
        return ExitCode.ERROR.code();
    }
}
