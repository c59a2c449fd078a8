package io.github.labelverifier.picture;

import java.util.concurrent.Semaphore;

/**
 * Keeps what decoders take at a time below a bound: pictures differ in it by a thousand times. What is heavier than all of the
 * bound goes alone, so that there is one large picture at a time. Whoever asks first is let in first. Safe for use by several
 * threads.
 */
final class DecodingMemory {
    private static final long UNIT = 1_024;

    private final int most;
    private final Semaphore free;

    /** A bound in bytes. */
    DecodingMemory(long bytes) {
        most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(most, true);
    }

    /** The right to so many bytes, until they are given back. */
    interface Share {
        void giveBack();
    }

    /** Waits until so many bytes fit in. */
    Share take(long bytes) {
        int units = (int) Math.min(most, Math.max(1, bytes / UNIT));
        free.acquireUninterruptibly(units);
        return () -> free.release(units);
    }
}
