package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Signals to processes. */
final class Signals {
    private static final int INTERRUPT_BIT = 1 << 1;

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name without {@code SIG}
     */
    static void send(String name, long pid) throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0) {
                throw new AssertionError("no signal " + name + " to process " + pid + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this process, and so its children, ignore SIGINT. */
    static boolean interruptIsIgnored() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & INTERRUPT_BIT) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
