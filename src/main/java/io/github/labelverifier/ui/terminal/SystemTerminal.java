package io.github.labelverifier.ui.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The terminal of this process, asked by way of {@code sh} and {@code stty}, which every Unix has.
 *
 * <p>{@link System#console} will not do: up to Java 21 it is null if either stream is redirected, and from Java 22 on it
 * is never null. A terminal library costs 130 ms at start-up, and a warning of native access on Java 24 and later.
 */
public final class SystemTerminal implements Terminal {
    private static final int DEFAULT_COLUMNS = 80;
    private static final Duration WIDTH_IS_FRESH = Duration.ofSeconds(2);

    /** By which the launcher says which of the three streams are terminals: 1 for input, 2 for output and 4 for errors, added up. */
    private static final String TOLD = "label-verifier.terminals";

    private static final String WHICH_ARE_TERMINALS =
            "r=0; test -t 0 && r=1; test -t 1 && r=$((r+2)); test -t 2 && r=$((r+4)); exit $r";

    private static final int END_OF_INPUT = 4;
    private static final int LONGEST_KEY = 16;

    /** The settings to put back; empty if nothing was changed. */
    private final AtomicReference<String> before = new AtomicReference<>("");

    private final InputStream in;
    private final int terminals;
    private int columns = DEFAULT_COLUMNS;
    private Instant columnsKnown = Instant.EPOCH;

    public SystemTerminal(InputStream in) {
        this(in, System.getProperty(TOLD, ""));
    }

    SystemTerminal(InputStream in, String told) {
        this.in = in;
        this.terminals = terminals(told);
    }

    private static int terminals(String told) {
        // No pattern: the first one costs every start ten milliseconds.
        if (told.length() == 1 && told.charAt(0) >= '0' && told.charAt(0) <= '7') {
            return told.charAt(0) - '0';
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            return hasWindowsConsole() ? 7 : 0;
        }
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", WHICH_ARE_TERMINALS)
                    .inheritIO()
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    // Up to Java 21 there is none where a stream is redirected. From Java 22 on there always is one, whatever it stands
    // for.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasWindowsConsole() {
        return System.console() != null;
    }

    @Override
    public boolean isInput() {
        return (terminals & 1) != 0;
    }

    @Override
    public boolean isOutput() {
        return (terminals & 2) != 0;
    }

    @Override
    public boolean isError() {
        return (terminals & 4) != 0;
    }

    @Override
    public int columns() {
        // The window may be resized at any time, but to ask takes a process.
        if (columnsKnown.isBefore(Instant.now().minus(WIDTH_IS_FRESH))) {
            columnsKnown = Instant.now();
            columns = stty("size").flatMap(SystemTerminal::secondNumber).orElse(DEFAULT_COLUMNS);
        }
        return columns;
    }

    private static Optional<Integer> secondNumber(String size) {
        String[] numbers = size.split(" ");
        try {
            int second = numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
            return second > 0 ? Optional.of(second) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void discardTyped() throws IOException {
        if (!isInput()) {
            return;
        }
        // Only without line mode does a half typed line show up, too.
        Optional<String> settings = stty("-g");
        settings.ifPresent(before::set);
        stty("-icanon", "-echo", "min", "0", "time", "0");
        try {
            byte[] typed = new byte[1024];
            int read = 1;
            while (read > 0 && in.available() > 0) {
                read = in.read(typed);
            }
        } finally {
            endKeys();
        }
    }

    @Override
    public boolean beginKeys() {
        Optional<String> settings = isInput() ? stty("-g") : Optional.empty();
        if (settings.isEmpty()) {
            return false;
        }
        // Known before anything is changed, so that an end at any time puts it back.
        before.set(settings.get());
        if (stty("-icanon", "-echo", "min", "1", "time", "0").isEmpty()) {
            endKeys();
            return false;
        }
        return true;
    }

    @Override
    public OptionalInt readKey() throws IOException {
        int first = in.read();
        if (first < 0 || first == END_OF_INPUT) {
            return OptionalInt.empty();
        }
        if ((first >= ' ' && first < 0x7f) || first == '\r' || first == '\n') {
            return OptionalInt.of(first);
        }
        // An arrow or a letter of another script is several bytes, none of which is a key of its own.
        for (int i = 0; i < LONGEST_KEY && in.available() > 0; i++) {
            in.read();
        }
        return OptionalInt.of(0);
    }

    @Override
    public void endKeys() {
        String settings = before.getAndSet("");
        if (!settings.isEmpty()) {
            stty(settings);
        }
    }

    @Override
    public Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            line.write(c);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private static Optional<String> stty(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new java.io.File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(output)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
