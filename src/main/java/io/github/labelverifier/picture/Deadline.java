package io.github.labelverifier.picture;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * An amount of a processor's time by which some work must have ended: a machine that is busy, or was paused, does the same work in
 * the same of it. Used by one thread.
 */
final class Deadline {
    private final Duration time;
    private final LongSupplier nanoTime;
    private final LongSupplier workTime;
    private long end;
    private long endOfWork;

    /**
     * So much work from now.
     *
     * @param nanoTime a clock that runs evenly and is soon read, such as {@link System#nanoTime()}
     * @param workTime the nanoseconds that a processor has worked for this thread, such as {@link WorkTime#nanos()}
     */
    Deadline(Duration time, LongSupplier nanoTime, LongSupplier workTime) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.workTime = workTime;
        begin();
    }

    /** So much from now again, as after a time of waiting. */
    void begin() {
        end = nanoTime.getAsLong() + time.toNanos();
        endOfWork = workTime.getAsLong() + time.toNanos();
    }

    boolean isOver() {
        // No thread works longer than time goes by: most often that clock alone is asked, which takes less.
        return nanoTime.getAsLong() - end >= 0 && workTime.getAsLong() - endOfWork >= 0;
    }
}
