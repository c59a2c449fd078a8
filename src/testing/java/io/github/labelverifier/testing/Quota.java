package io.github.labelverifier.testing;

import java.util.function.LongSupplier;

/** A token bucket. Thread-safe. */
final class Quota {
    private final LongSupplier nanos;
    private double perSecond = Double.POSITIVE_INFINITY;
    private double burst = 1;
    private double tokens = 1;
    private long filledNanos;

    /**
     * @param nanos the time, as {@link System#nanoTime}
     */
    Quota(LongSupplier nanos) {
        this.nanos = nanos;
        filledNanos = nanos.getAsLong();
    }

    /** From now on that many a second, at most {@code size} at once; the bucket keeps what is in it, up to the new size. */
    synchronized void set(double rate, double size) {
        boolean unlimitedBefore = Double.isInfinite(perSecond);
        fill();
        perSecond = rate;
        burst = size;
        tokens = unlimitedBefore ? size : Math.min(tokens, size);
    }

    synchronized boolean take() {
        if (Double.isInfinite(perSecond)) {
            return true;
        }
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private void fill() {
        long now = nanos.getAsLong();
        if (!Double.isInfinite(perSecond)) {
            tokens = Math.min(burst, tokens + (now - filledNanos) / 1e9 * perSecond);
        }
        filledNanos = now;
    }
}
