package io.github.labelverifier.scan;

import java.util.concurrent.Semaphore;

/**
 * Keeps the memory that calls in flight take below a bound, whatever their number: images differ in size by a thousand times.
 * What is heavier than all of the bound goes alone. Whoever asks first is let in first, so that a heavy one is not passed by
 * light ones for ever. Safe for use by several threads.
 */
final class BytesInFlight {
    /** Semaphores count in int: this unit is good for bounds of two terabytes. */
    private static final long UNIT = 1_024;

    private final int most;
    private final Semaphore free;

    /** A bound in bytes. */
    BytesInFlight(long bytes) {
        this.most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.free = new Semaphore(most, true);
    }

    /** The right to so many bytes, until they are given back. */
    interface Share {
        void giveBack();
    }

    /** Waits until so many bytes fit in. */
    Share take(long bytes) throws InterruptedException {
        if (bytes <= 0) {
            return () -> {};
        }
        int units = (int) Math.min(most, (bytes + UNIT - 1) / UNIT);
        free.acquire(units);
        return () -> free.release(units);
    }
}
