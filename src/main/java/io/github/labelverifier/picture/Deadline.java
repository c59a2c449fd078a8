package io.github.labelverifier.picture;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A time by which some work must have ended. Used by one thread. */
final class Deadline {
    private final Duration time;
    private final LongSupplier nanoTime;
    private long end;

    /**
     * So long from now.
     *
     * @param nanoTime a clock that runs evenly, such as {@link System#nanoTime()}
     */
    Deadline(Duration time, LongSupplier nanoTime) {
        this.time = time;
        this.nanoTime = nanoTime;
        begin();
    }

    /** So long from now again, as after a time of waiting. */
    void begin() {
        end = nanoTime.getAsLong() + time.toNanos();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - end >= 0;
    }
}
