package io.github.labelverifier.job;

import io.github.labelverifier.scan.StopSignal;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that must not be interrupted half-way come to an orderly end when the process is told to stop: SIGINT and
 * SIGTERM wait for it, for a while. The JVM itself then ends with 130 or 143.
 */
public final class Interruptions {
    private static final long PATIENCE_SECONDS = 10;

    private final StopSignal stop = new StopSignal();
    private int critical;
    private Runnable farewell = () -> {};
    private Runnable last = () -> {};

    /** Waits for critical work from now on when the JVM is told to end. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
    }

    /** Is set when the process was told to end. */
    public StopSignal stop() {
        return stop;
    }

    /** What is done last when the process is told to end, in the place of what was named before. */
    public synchronized void atEnd(Runnable action) {
        farewell = action;
    }

    /** What is done after all else when the process is told to end. */
    public synchronized void afterAll(Runnable action) {
        last = action;
    }

    /** Begins a piece of work that ends soon after {@link #stop} is set. */
    public synchronized void enter() {
        critical++;
    }

    /** Ends it. */
    public synchronized void leave() {
        critical--;
        notifyAll();
    }

    synchronized void stopAndWait() {
        stop.request();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (critical > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        farewell.run();
        last.run();
    }
}
