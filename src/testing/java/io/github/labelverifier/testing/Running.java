package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A {@link Program} that runs. Closing it kills what is left of it. */
public final class Running implements AutoCloseable {
    private static final Duration DUMP_TIME = Duration.ofSeconds(2);

    private final Process process;
    private final String command;
    private final Path directory;
    private final Duration timeLimit;
    private final long startedNanos = System.nanoTime();
    private final Captured stdout;
    private final Captured stderr;

    Running(ProcessBuilder builder, String command, Duration timeLimit, long closeStdoutAfterLines) throws IOException {
        process = builder.start();
        this.command = command;
        directory = builder.directory().toPath();
        this.timeLimit = timeLimit;
        stdout = Captured.start("stdout", process.getInputStream(), closeStdoutAfterLines);
        stderr = Captured.start("stderr", process.getErrorStream(), -1);
    }

    /** Writes all of standard input in the background and ends it. */
    void feed(byte[] bytes) {
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream stdin = process.getOutputStream()) {
                        stdin.write(bytes);
                    } catch (IOException e) {
                        // a program need not read its input
                    }
                },
                "stdin");
        feeder.setDaemon(true);
        feeder.start();
    }

    /** Writes to standard input, which has to be held open. */
    public void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader of standard output goes away now. */
    public void closeStdout() {
        try {
            stdout.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGINT. */
    public void interrupt() throws InterruptedException {
        signal("INT");
    }

    /** Sends SIGTERM. */
    public void terminate() throws InterruptedException {
        signal("TERM");
    }

    /** Sends SIGKILL; does nothing if the process has ended. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal by its name without {@code SIG}. */
    public void signal(String name) throws InterruptedException {
        Signals.send(name, process.pid());
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Waits until standard output contains the text; fails if it ends before. */
    public void awaitStdout(String text) throws InterruptedException {
        await(stdout, text, "standard output");
    }

    /** Waits until standard error contains the text; fails if it ends before. */
    public void awaitStderr(String text) throws InterruptedException {
        await(stderr, text, "standard error");
    }

    /** What standard error has said so far. */
    public String stderrSoFar() {
        return stderr.text();
    }

    private void await(Captured stream, String text, String name) throws InterruptedException {
        if (!stream.await(said -> said.contains(text), timeLimit)) {
            throw new AssertionError(name + " never said: " + text + "\n" + result(-1));
        }
    }

    /** Waits for the end; fails with a thread dump among the output if the time limit is over. */
    public Program.Result await() throws InterruptedException {
        long left = timeLimit.toNanos() - (System.nanoTime() - startedNanos);
        if (!process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
            signal("QUIT");
            process.waitFor(DUMP_TIME.toMillis(), TimeUnit.MILLISECONDS);
            close();
            throw new AssertionError("still running after " + timeLimit.toSeconds() + " s\n" + result(-1));
        }
        return result(process.exitValue());
    }

    private Program.Result result(int exitCode) throws InterruptedException {
        Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (exitCode >= 0) {
            stdout.join(DUMP_TIME);
            stderr.join(DUMP_TIME);
        }
        return new Program.Result(command, exitCode, stdout.bytes(), stderr.bytes(), directory, duration);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
