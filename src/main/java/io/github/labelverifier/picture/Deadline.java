package io.github.labelverifier.picture;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something must have ended.
 *
 * @param nanoTime a clock that runs evenly, such as {@link System#nanoTime()}
 * @param end by that clock
 */
record Deadline(LongSupplier nanoTime, long end) {

    /** So long from now. */
    static Deadline in(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
    }

    boolean isOver() {
        return nanoTime.getAsLong() - end >= 0;
    }
}
