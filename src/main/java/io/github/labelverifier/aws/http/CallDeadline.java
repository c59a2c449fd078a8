package io.github.labelverifier.aws.http;

import io.github.labelverifier.aws.error.OverdueCallException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Cuts off a call that has not ended by a certain time. */
final class CallDeadline implements Runnable {
    private final Duration length;
    private final Runnable breakOff;
    private volatile @Nullable Future<?> timer;
    private volatile boolean passed;

    CallDeadline(Duration length, Runnable breakOff) {
        this.length = length;
        this.breakOff = breakOff;
    }

    /** Takes what ends with the call. */
    void start(Future<?> running) {
        timer = running;
    }

    @Override
    public void run() {
        passed = true;
        breakOff.run();
    }

    boolean hasPassed() {
        return passed;
    }

    /** What to throw in the place of what comes of breaking off. */
    SdkClientException failure() {
        return SdkClientException.create("the call was broken off", new OverdueCallException(length));
    }

    /** The call has ended. */
    void cancel() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }
}
