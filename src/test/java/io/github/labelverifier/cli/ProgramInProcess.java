package io.github.labelverifier.cli;

import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.ui.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The program in this JVM, with a terminal whose answers are given, or with none. */
public final class ProgramInProcess {
    private final Map<String, String> environment = new HashMap<>(Map.of("AWS_REGION", TestAws.REGION));
    private final Deque<String> answers = new ArrayDeque<>();
    private boolean terminal;
    private int columns = 100;
    private InputStream in = InputStream.nullInputStream();
    private UnaryOperator<Stores> stores = UnaryOperator.identity();
    private Clock clock = Clock.systemUTC();

    public ProgramInProcess() {
        // The SDK looks for credentials in the process, not in the environment that a test gives.
        System.setProperty("aws.accessKeyId", TestAws.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", TestAws.SECRET_ACCESS_KEY);
    }

    /** A person sits at the terminal and types this, a line each; then the input ends. */
    public ProgramInProcess answering(String... lines) {
        terminal = true;
        answers.addAll(Arrays.asList(lines));
        return this;
    }

    /** The terminal has so many columns. */
    ProgramInProcess wide(int count) {
        columns = count;
        return this;
    }

    public ProgramInProcess stdin(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ProgramInProcess env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ProgramInProcess stores(UnaryOperator<Stores> wrapper) {
        stores = wrapper;
        return this;
    }

    ProgramInProcess clock(Clock other) {
        clock = other;
        return this;
    }

    /** How a run ended. */
    public record Result(int code, String out, String err) {
        public List<String> entries() {
            return out.isEmpty() ? List.of() : List.of(out.split("\0"));
        }
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = new Program(
                        in,
                        out,
                        errors,
                        new Seat(),
                        environment,
                        new Interruptions(),
                        stores.apply(new Stores(environment)),
                        clock)
                .run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private final class Seat implements Terminal {
        @Override
        public boolean isInput() {
            return terminal;
        }

        @Override
        public boolean isOutput() {
            return false;
        }

        @Override
        public boolean isError() {
            return terminal;
        }

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            return Optional.ofNullable(answers.poll());
        }
    }
}
