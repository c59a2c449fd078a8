package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** Reads a stream of a process to its end, and lets tests wait for what it says. Thread-safe. */
final class Captured {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final InputStream stream;
    private final long closeAfterLines;
    private final Thread thread;
    private boolean ended;

    private Captured(String name, InputStream stream, long closeAfterLines) {
        this.stream = stream;
        this.closeAfterLines = closeAfterLines;
        thread = new Thread(this::pump, name);
        thread.setDaemon(true);
    }

    /** Starts to read; the stream is closed after so many lines, or read to its end if that is negative. */
    static Captured start(String name, InputStream stream, long closeAfterLines) {
        Captured captured = new Captured(name, stream, closeAfterLines);
        captured.thread.start();
        return captured;
    }

    private void pump() {
        long lines = 0;
        byte[] buffer = new byte[8192];
        try (stream) {
            while (closeAfterLines < 0 || lines < closeAfterLines) {
                int count = stream.read(buffer, 0, closeAfterLines < 0 ? buffer.length : 1);
                if (count < 0) {
                    break;
                }
                for (int i = 0; i < count; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                synchronized (this) {
                    bytes.write(buffer, 0, count);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // a stream that was closed by the test has ended
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** Closes this end, as a reader does that goes away. */
    void close() throws IOException {
        stream.close();
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the text meets the condition; false if the stream ended or the time is over before. */
    synchronized boolean await(Predicate<String> condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.test(text())) {
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    void join(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
    }
}
