package io.github.labelverifier.testing;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link ProgramOnTerminal} that runs. Closing it kills what is left of it. Thread-safe. */
public final class TerminalRun implements AutoCloseable {
    private static final Duration READ_OUT = Duration.ofSeconds(5);
    private static final char END_OF_INPUT = 4;
    private static final char INTERRUPT = 3;

    private final PtyProcess process;
    private final OutputStream input;
    private final Screen screen;
    private final String command;
    private final Path directory;
    private final Duration timeLimit;
    private final long startedNanos = System.nanoTime();
    private final Optional<Captured> piped;
    private final Thread reader;
    private boolean ended;

    TerminalRun(
            PtyProcessBuilder builder,
            Screen screen,
            String command,
            Path directory,
            Duration timeLimit,
            Optional<Path> pipe)
            throws IOException {
        process = builder.start();
        input = process.getOutputStream();
        this.screen = screen;
        this.command = command;
        this.directory = directory;
        this.timeLimit = timeLimit;
        piped = pipe.map(path -> Captured.start("pipe", new LateFile(path), -1));
        reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    /** A named pipe cannot be opened before the other side is there, so it is opened on the thread that reads. */
    private static final class LateFile extends FilterInputStream {
        private final Path path;

        LateFile(Path path) {
            super(InputStream.nullInputStream());
            this.path = path;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            synchronized (this) {
                if (!(in instanceof FileInputStream)) {
                    in = new FileInputStream(path.toFile());
                }
            }
            return in.read(buffer, offset, length);
        }
    }

    /**
     * Reads until nothing more can come. Neither stream is closed, and both are asked for at the start, since pty4j closes those that
     * never were: its thread that awaits the end of a process writes to a pipe of its own then, without a lock, and where that is
     * closed already, the terminal of the next run may have its number and take the write for its own end. What is left open the
     * garbage collector closes, after that thread is gone.
     */
    private void read() {
        byte[] buffer = new byte[4096];
        try {
            InputStream output = process.getInputStream();
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                synchronized (this) {
                    screen.feed(buffer, count);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // the terminal is gone with the program
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** Types a text; {@code \n} is the Enter key. */
    public void type(String text) {
        try {
            input.write(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ctrl-D, the end of the input at the beginning of a line. */
    public void endInput() {
        type(Character.toString(END_OF_INPUT));
    }

    /** Ctrl-C, by which the terminal sends SIGINT to everything in the foreground. */
    public void ctrlC() {
        type(Character.toString(INTERRUPT));
    }

    /** Changes the size of the terminal, of which the program is told by SIGWINCH. */
    public void resize(int columns, int rows) {
        synchronized (this) {
            screen.resize(columns, rows);
        }
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Sends a signal by its name without {@code SIG}. */
    public void signal(String name) throws InterruptedException {
        Signals.send(name, process.pid());
    }

    /** Sends a signal to the program that a shell runs, {@link ProgramOnTerminal#then}. */
    public void signalChild(String name) throws InterruptedException {
        long child = ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::children)
                .findFirst()
                .orElseThrow()
                .pid();
        Signals.send(name, child);
    }

    /** Sends SIGKILL. */
    public void kill() {
        // pty4j would signal whatever has the number of a process that is gone
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }

    /** What the screen shows and has shown, {@link Screen#text}. */
    public synchronized String screen() {
        return screen.text();
    }

    /** Everything the program wrote to the terminal, with the echo of what was typed, {@link Screen#transcript}. */
    public synchronized String transcript() {
        return screen.transcript();
    }

    /** What the program has written to the pipe so far, {@link ProgramOnTerminal#stdoutPiped}. */
    public byte[] piped() {
        return piped.orElseThrow().bytes();
    }

    /** The reader of the pipe goes away. */
    public void closePipe() {
        try {
            piped.orElseThrow().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the screen shows, or has shown, the text. */
    public void awaitScreen(String text) throws InterruptedException {
        awaitScreen(shown -> shown.text().contains(text), "\"" + text + "\"");
    }

    /**
     * Waits until the screen meets a condition, which is tested after everything that arrives.
     *
     * @param what says the condition in words
     */
    public synchronized void awaitScreen(Predicate<Screen> condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        while (!condition.test(screen)) {
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                throw new AssertionError((ended ? endOfProgram() : "waited " + timeLimit.toSeconds() + " s")
                        + " without showing " + what + "\n" + result(-1));
            }
            wait(left / 1_000_000 + 1);
        }
    }

    /** Which of the two ended: the terminal of a program that ends does so a moment before its exit code is known. */
    private String endOfProgram() throws InterruptedException {
        return process.waitFor(READ_OUT.toMillis(), TimeUnit.MILLISECONDS)
                ? "the program ended with " + process.exitValue()
                : "the terminal ended before the program";
    }

    /** Waits for the end of the program. The result has the screen as its standard error, and the pipe, if any, as standard output. */
    public Program.Result await() throws InterruptedException {
        long left = timeLimit.toNanos() - (System.nanoTime() - startedNanos);
        if (!process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
            close();
            throw new AssertionError("still running after " + timeLimit.toSeconds() + " s\n" + result(-1));
        }
        reader.join(READ_OUT.toMillis());
        if (piped.isPresent()) {
            piped.get().join(READ_OUT);
        }
        return result(process.exitValue());
    }

    private Program.Result result(int exitCode) {
        return new Program.Result(
                command,
                exitCode,
                piped.map(Captured::bytes).orElse(new byte[0]),
                screen().getBytes(StandardCharsets.UTF_8),
                directory,
                Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    @Override
    public void close() {
        // the process of pty4j does not tell its descendants
        ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
        kill();
    }
}
