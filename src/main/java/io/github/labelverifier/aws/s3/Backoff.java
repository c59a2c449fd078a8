package io.github.labelverifier.aws.s3;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a request is made again. */
@FunctionalInterface
public interface Backoff {
    /** Twice as long each time from a tenth of a second on, spread by chance so that many do not come back at once. */
    Backoff EXPONENTIAL = retry -> {
        long most = 100L << Math.min(retry, 6);
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    };

    /** Not at all, for tests. */
    Backoff NONE = retry -> {};

    /**
     * Waits.
     *
     * @param retry how many retries there were before this one
     */
    void await(int retry);
}
