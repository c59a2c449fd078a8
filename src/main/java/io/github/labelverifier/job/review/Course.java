package io.github.labelverifier.job.review;

import io.github.labelverifier.ui.terminal.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides when a review ends: when somebody ends it, when the process is told to stop, or when nobody has done anything
 * for a while.
 */
final class Course {
    private static final long LOOK_MILLIS = 100;

    private final Console console;
    private final Duration idle;
    private final Supplier<List<String>> commands;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Instant touched;

    /** How it came to its end. */
    enum End {
        ASKED,
        IDLE,
        STOPPED
    }

    /**
     * The course of a review that begins now.
     *
     * @param idle after which it ends by itself; zero for never
     * @param commands what the person runs next
     */
    Course(Console console, Duration idle, Instant now, Supplier<List<String>> commands) {
        this.console = console;
        this.idle = idle;
        this.commands = commands;
        touched = now;
    }

    /** Somebody does something. */
    void touch(Instant now) {
        touched = now;
    }

    List<String> commands() {
        return commands.get();
    }

    /** Somebody has had enough. */
    void end() {
        ended.countDown();
    }

    /** Something failed that does not end the review. */
    void trouble(Exception e) {
        console.trace(e);
    }

    /** Waits for the end. */
    End await(BooleanSupplier isStopped, Supplier<Instant> clock) throws InterruptedException {
        while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (isStopped.getAsBoolean()) {
                return End.STOPPED;
            }
            if (!idle.isZero() && touched.plus(idle).isBefore(clock.get())) {
                return End.IDLE;
            }
        }
        return End.ASKED;
    }
}
