package io.github.labelverifier.testing;

import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Program} in a pseudo-terminal. Streams that are not redirected are the terminal, which is also the controlling one: a program
 * whose three streams are redirected can still open {@code /dev/tty}.
 *
 * <pre>{@code
 * try (TerminalRun run = Program.of("verify", ...).onTerminal().stdoutTo(file).start()) {
 *     run.awaitScreen("Type 3 to delete");
 *     run.type("3\n");
 *     run.await().expectExit(0);
 * }
 * }</pre>
 */
public final class ProgramOnTerminal {
    private final Program program;
    private int columns = 80;
    private int rows = 24;
    private boolean stdoutPiped;
    private Optional<String> afterwards = Optional.empty();
    private Optional<Path> stdin = Optional.empty();
    private Optional<Path> stdout = Optional.empty();
    private Optional<Path> stderr = Optional.empty();

    ProgramOnTerminal(Program program) {
        this.program = program;
    }

    /** The size of the terminal at the start. */
    public ProgramOnTerminal size(int width, int height) {
        columns = width;
        rows = height;
        return this;
    }

    /** Standard input comes from a file. */
    public ProgramOnTerminal stdinFrom(Path file) {
        stdin = Optional.of(file);
        return this;
    }

    /** Standard output goes to a file. */
    public ProgramOnTerminal stdoutTo(Path file) {
        stdout = Optional.of(file);
        return this;
    }

    /** Standard output goes to a pipe, which the run reads: {@link TerminalRun#piped}. */
    public ProgramOnTerminal stdoutPiped() {
        stdoutPiped = true;
        return this;
    }

    /** Standard error goes to a file. */
    public ProgramOnTerminal stderrTo(Path file) {
        stderr = Optional.of(file);
        return this;
    }

    /** Once the program has ended, a shell command is run in the terminal, whatever has ended it. */
    public ProgramOnTerminal then(String command) {
        afterwards = Optional.of(command);
        return this;
    }

    /** Starts the program. */
    public TerminalRun start() {
        Optional<Path> pipe = stdoutPiped ? Optional.of(makePipe()) : Optional.empty();
        if (pipe.isPresent()) {
            stdout = pipe;
        }
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.putIfAbsent("TERM", "xterm-256color");
        Path directory = program.directory();
        try {
            PtyProcessBuilder builder = new PtyProcessBuilder(command().toArray(String[]::new))
                    .setEnvironment(environment)
                    .setDirectory(directory.toString())
                    .setInitialColumns(columns)
                    .setInitialRows(rows);
            return new TerminalRun(
                    builder, new Screen(columns, rows), program.describe(), directory, program.timeLimit(), pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(program.describe(), e);
        }
    }

    /**
     * A shell sets the size, because pty4j does so only after the start, and redirects. Files are arguments of the shell, never part of
     * its script, so no name needs quoting.
     */
    private List<String> command() {
        StringBuilder redirections = new StringBuilder();
        List<String> files = new ArrayList<>();
        redirect(stdin, "<", redirections, files);
        redirect(stdout, ">", redirections, files);
        redirect(stderr, "2>", redirections, files);
        StringBuilder script = new StringBuilder("stty cols " + columns + " rows " + rows + "; ");
        for (int i = 1; i <= files.size(); i++) {
            script.append("f").append(i).append("=$1; shift; ");
        }
        if (afterwards.isPresent()) {
            script.append("trap : INT; \"$@\"")
                    .append(redirections)
                    .append("; code=$?; ")
                    .append(afterwards.get())
                    .append("; exit $code");
        } else {
            script.append("exec \"$@\"").append(redirections);
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
        command.addAll(files);
        command.addAll(program.command());
        return command;
    }

    private static void redirect(Optional<Path> file, String operator, StringBuilder redirections, List<String> files) {
        if (file.isPresent()) {
            files.add(file.get().toAbsolutePath().toString());
            redirections
                    .append(' ')
                    .append(operator)
                    .append("\"$f")
                    .append(files.size())
                    .append('"');
        }
    }

    private static Path makePipe() {
        Path pipe = Scratch.folder("pipe").resolve("stdout");
        try {
            int code = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("mkfifo ended with " + code);
            }
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
