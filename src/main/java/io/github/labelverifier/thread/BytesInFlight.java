package io.github.labelverifier.thread;

import java.util.concurrent.Semaphore;

/**
 * Keeps the memory that work under way takes below a bound, whatever the number of its parts: images differ in size by a
 * thousand times. What is heavier than all of the bound goes alone. Whoever asks first is let in first, so that a heavy one is
 * not passed by light ones for ever. Safe for use by several threads.
 */
public final class BytesInFlight {
    /** Semaphores count in int: this unit is good for bounds of two terabytes. */
    private static final long UNIT = 1_024;

    private final int most;
    private final Semaphore free;

    /** A bound in bytes. */
    public BytesInFlight(long bytes) {
        this.most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.free = new Semaphore(most, true);
    }

    /** The right to so many bytes, until they are given back. */
    @FunctionalInterface
    public interface Share {
        /** Lets others have them. */
        void giveBack();
    }

    /** Waits until so many bytes fit in; not for none. */
    public Share take(long bytes) throws InterruptedException {
        int units = units(bytes);
        if (units > 0) {
            free.acquire(units);
        }
        return () -> free.release(units);
    }

    /** The same, and an interrupt is left for later. */
    public Share takeUninterruptibly(long bytes) {
        int units = units(bytes);
        if (units > 0) {
            free.acquireUninterruptibly(units);
        }
        return () -> free.release(units);
    }

    private int units(long bytes) {
        return (int) Math.max(0, Math.min(most, (bytes + UNIT - 1) / UNIT));
    }
}
