package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The built program, to be run as a process. The distribution is found by the system property {@code labelverifier.dist}, the folder that
 * has {@code bin/label-verifier} in it.
 *
 * <p>The process sees nothing of the environment of the tests but {@code PATH}: its home is an empty folder, {@code LC_ALL} is
 * {@code C.UTF-8}, {@code JAVA_HOME} the Java that runs the tests, and the AWS variables are the credentials and region of
 * {@link TestAws}. Standard input is empty and is no terminal.
 *
 * <pre>{@code
 * Program.Result result = Program.of("verify", "s3://photos/deer/", "-e", "deer/1.jpg", "--dry-run")
 *         .endpoints(s3.endpoint(), rekognition.endpoint())
 *         .run()
 *         .expectExit(0);
 * assertThat(result.stdoutLines()).as(result.toString()).hasSize(3);
 *
 * try (Running running = Program.of(...).start()) {
 *     rekognition.awaitRequests(20);
 *     running.interrupt();
 *     running.await().expectExit(130);
 * }
 * }</pre>
 */
public final class Program {
    /** Names the folder of the distribution. */
    public static final String DIST_PROPERTY = "labelverifier.dist";

    private enum Input {
        EMPTY,
        CLOSED,
        TEXT,
        OPEN
    }

    private final Path executable;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Optional<Path> directory = Optional.empty();
    private Duration timeLimit = Duration.ofMinutes(2);
    private Input input = Input.EMPTY;
    private byte[] inputBytes = {};
    private long closeStdoutAfterLines = -1;

    private Program(Path executable) {
        this.executable = executable;
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_REGION", TestAws.REGION);
        environment.putAll(TestAws.environment());
    }

    /** The built program with these arguments. */
    public static Program of(String... arguments) {
        return at(executable(), arguments);
    }

    /** Any other executable with these arguments. */
    public static Program at(Path executable, String... arguments) {
        return new Program(executable).with(arguments);
    }

    /** The launcher in the distribution. */
    public static Path executable() {
        String dist = System.getProperty(DIST_PROPERTY);
        if (dist == null) {
            throw new IllegalStateException("the system property " + DIST_PROPERTY + " does not name a distribution");
        }
        return Path.of(dist).toAbsolutePath().resolve("bin").resolve("label-verifier");
    }

    /** More arguments. */
    public Program with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** One endpoint for both services, {@code AWS_ENDPOINT_URL}. */
    public Program endpoint(URI both) {
        return env("AWS_ENDPOINT_URL", both.toString());
    }

    /** An endpoint for each service. */
    public Program endpoints(URI s3, URI rekognition) {
        return env("AWS_ENDPOINT_URL_S3", s3.toString()).env("AWS_ENDPOINT_URL_REKOGNITION", rekognition.toString());
    }

    /** Sets an environment variable. */
    public Program env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Takes an environment variable away, such as {@code AWS_REGION}. */
    public Program without(String... names) {
        List.of(names).forEach(environment::remove);
        return this;
    }

    /** Takes the credentials away. */
    public Program withoutCredentials() {
        return without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    /** Sets {@code LC_ALL}. */
    public Program locale(String name) {
        return env("LC_ALL", name);
    }

    /** Which Java runs the program, if the launcher honours {@code JAVA_HOME}. */
    public Program javaHome(Path home) {
        return env("JAVA_HOME", home.toString());
    }

    /** The home folder, for {@code .aws/config}. */
    public Program home(Path folder) {
        return env("HOME", folder.toString());
    }

    /** The working directory; a new empty one otherwise. */
    public Program in(Path folder) {
        directory = Optional.of(folder);
        return this;
    }

    /** Fails the test, with a thread dump among the output, if the program takes longer. */
    public Program timeLimit(Duration limit) {
        timeLimit = limit;
        return this;
    }

    /** Standard input is a pipe with that text, then ends. */
    public Program stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Standard input is a pipe with these bytes, then ends. */
    public Program stdin(byte[] bytes) {
        input = Input.TEXT;
        inputBytes = bytes.clone();
        return this;
    }

    /** Standard input is a pipe that stays open and silent until {@link Running#type} or {@link Running#endInput}. */
    public Program stdinHeldOpen() {
        input = Input.OPEN;
        return this;
    }

    /** There is no standard input: file descriptor 0 is closed. */
    public Program stdinClosed() {
        input = Input.CLOSED;
        return this;
    }

    /** The reader of standard output goes away after so many lines; with 0, before the first. */
    public Program readerLeavesAfter(long lines) {
        closeStdoutAfterLines = lines;
        return this;
    }

    /** Runs the program to its end. */
    public Result run() throws InterruptedException {
        try (Running running = start()) {
            return running.await();
        }
    }

    /** Starts the program. */
    public Running start() {
        List<String> command = new ArrayList<>(command());
        if (input == Input.CLOSED) {
            command.addAll(0, List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" <&-"));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        if (input == Input.EMPTY || input == Input.CLOSED) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        try {
            Running running = new Running(builder, describe(), timeLimit, closeStdoutAfterLines);
            if (input == Input.TEXT) {
                running.feed(inputBytes);
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(describe(), e);
        }
    }

    /** The same in a pseudo-terminal of 80 by 24. */
    public ProgramOnTerminal onTerminal() {
        return new ProgramOnTerminal(this);
    }

    /**
     * The command to start. A test run that was started in the background of a script ignores SIGINT, which its children inherit; no
     * shell can undo that, but {@code env} can.
     */
    List<String> command() {
        List<String> command = new ArrayList<>();
        if (Signals.interruptIsIgnored()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(executable.toString());
        command.addAll(arguments);
        return command;
    }

    Map<String, String> environment() {
        environment.computeIfAbsent("HOME", name -> Scratch.folder("home").toString());
        return Collections.unmodifiableMap(environment);
    }

    Path directory() {
        return directory.orElseGet(() -> Scratch.folder("work"));
    }

    Duration timeLimit() {
        return timeLimit;
    }

    String describe() {
        return executable.getFileName() + " " + String.join(" ", arguments);
    }

    /** How a program ended. Its text form shows everything, for failed assertions. */
    public static final class Result {
        private final String command;
        private final int exitCode;
        private final byte[] stdout;
        private final byte[] stderr;
        private final Path directory;
        private final Duration duration;

        Result(String command, int exitCode, byte[] stdout, byte[] stderr, Path directory, Duration duration) {
            this.command = command;
            this.exitCode = exitCode;
            this.stdout = stdout;
            this.stderr = stderr;
            this.directory = directory;
            this.duration = duration;
        }

        /** The exit code; 128 and the number of the signal if it was killed. */
        public int exitCode() {
            return exitCode;
        }

        /** Standard output as it came. */
        public byte[] stdoutBytes() {
            return stdout.clone();
        }

        /** Standard output read as UTF-8. */
        public String stdout() {
            return new String(stdout, StandardCharsets.UTF_8);
        }

        /** The lines of standard output. */
        public List<String> stdoutLines() {
            return stdout().lines().toList();
        }

        /** The entries of standard output that end with NUL. */
        public List<String> stdoutEntries() {
            List<String> parts = List.of(stdout().split("\0", -1));
            String rest = parts.get(parts.size() - 1);
            expect(rest.isEmpty(), "the last entry to end with NUL");
            return parts.subList(0, parts.size() - 1);
        }

        /** Standard error read as UTF-8. */
        public String stderr() {
            return new String(stderr, StandardCharsets.UTF_8);
        }

        /** The lines of standard error. */
        public List<String> stderrLines() {
            return stderr().lines().toList();
        }

        /** The working directory, which outlives the process. */
        public Path directory() {
            return directory;
        }

        /** From start to end, the start of the JVM included. */
        public Duration duration() {
            return duration;
        }

        /** Fails unless this is the exit code. */
        public Result expectExit(int code) {
            return expect(exitCode == code, "exit code " + code);
        }

        /** Fails unless standard output is this text. */
        public Result expectStdout(String text) {
            return expect(stdout().equals(text), "standard output to be: " + text);
        }

        /** Fails unless standard error contains all of these. */
        public Result expectStderr(String... parts) {
            for (String part : parts) {
                expect(stderr().contains(part), "standard error to contain: " + part);
            }
            return this;
        }

        /** Fails if standard error has a stack trace or more lines than an error should. */
        public Result expectBriefError() {
            expect(!stderr().contains("\tat "), "no stack trace");
            return expect(stderrLines().size() <= 2, "one or two lines on standard error");
        }

        private Result expect(boolean condition, String what) {
            if (!condition) {
                throw new AssertionError("expected " + what + "\n" + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return "command: " + command + "\nexit code: " + exitCode + " after " + duration.toMillis()
                    + " ms\n--- standard output (" + stdout.length + " bytes)\n" + stdout()
                    + "\n--- standard error (" + stderr.length + " bytes)\n" + stderr() + "\n---";
        }
    }
}
