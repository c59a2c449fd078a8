package io.github.labelverifier.rate;

import java.util.OptionalDouble;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each call to a service with a quota may start. The quota, a number of calls a second that only the service
 * knows, is found out and followed: calls start just below it, and hardly ever above.
 *
 * <p>Whoever calls takes a permit first, for every attempt anew, and ends it in exactly one way:
 *
 * <pre>{@code
 * RateGovernor.Permit permit = governor.acquire();
 * // call the service, then one of
 * permit.succeeded();
 * permit.throttled(); // and try again with a new permit
 * permit.failed();
 * }</pre>
 *
 * <p>An attempt must be a single request. A client that repeats throttled requests by itself hides what the governor
 * lives on, and sends calls that the governor has not allowed.
 *
 * <p>The first call goes alone, and nothing else starts before one call has succeeded: wrong credentials cost one call.
 *
 * <p>Safe for threads. Permits are given in the order in which threads ask for them, as far as locks keep an order.
 */
public final class RateGovernor implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final LongSupplier clock;
    private final long origin;
    private final RateControl control;

    /** The one waiting thread that wakes up by itself, at {@link #wakeAt}; all others wait to be told. */
    private @Nullable Thread leader;

    private long wakeAt;
    private boolean closed;

    /**
     * A governor of which nobody has asked anything yet.
     *
     * @param concurrency the most calls in flight, at least 1
     * @param cap the most calls to start in any second, above 0; empty if only the quota limits them
     */
    public RateGovernor(int concurrency, OptionalDouble cap) {
        this(concurrency, cap, OptionalDouble.empty(), System::nanoTime);
    }

    /**
     * A governor that begins where another one has ended.
     *
     * @param known the {@linkplain RateStatus#pace() pace} of that one, above 0; it is no bound, and the quota may be another
     *     one by now
     */
    public RateGovernor(int concurrency, OptionalDouble cap, OptionalDouble known) {
        this(concurrency, cap, known, System::nanoTime);
    }

    /** For tests, with a clock that counts nanoseconds. */
    RateGovernor(int concurrency, OptionalDouble cap, LongSupplier clock) {
        this(concurrency, cap, OptionalDouble.empty(), clock);
    }

    private RateGovernor(int concurrency, OptionalDouble cap, OptionalDouble known, LongSupplier clock) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, but is " + concurrency);
        }
        double most = cap.orElse(Double.POSITIVE_INFINITY);
        if (!(most > 0)) {
            throw new IllegalArgumentException("cap must be above 0 calls a second, but is " + most);
        }
        this.clock = clock;
        this.origin = clock.getAsLong();
        this.control = new RateControl(concurrency, most, known);
    }

    /**
     * The right to one call. It must be ended, by any thread, exactly once and as soon as the call has ended: until then
     * it counts as a call in flight.
     */
    public interface Permit {
        /**
         * The service took the call, whatever it thought of its content.
         *
         * @throws IllegalStateException if the permit has ended before
         */
        void succeeded();

        /**
         * The service turned the call away for coming too fast; it may be tried again with another permit.
         *
         * @throws IllegalStateException if the permit has ended before
         */
        void throttled();

        /**
         * The call failed for any other reason, which tells nothing about the rate.
         *
         * @throws IllegalStateException if the permit has ended before
         */
        void failed();
    }

    /**
     * Waits until a call may start, which it then should at once.
     *
     * @throws InterruptedException if the thread is interrupted, or if the governor is or gets closed
     */
    public Permit acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = awaitTurn();
            return new Attempt(control.start(now));
        } finally {
            passOn();
            lock.unlock();
        }
    }

    /** A view of this moment. */
    public RateStatus status() {
        lock.lock();
        try {
            return control.status(now());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets no further call start: threads that wait or will wait in {@link #acquire} get an {@link InterruptedException}.
     * Permits given before can still be ended. Closing again has no effect.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return clock.getAsLong() - origin;
    }

    /** Returns the time at which the present thread's call may start, which is now. */
    private long awaitTurn() throws InterruptedException {
        while (!closed) {
            long now = now();
            long at = control.mayStartAt(now);
            if (at <= now) {
                return now;
            }
            // If every thread woke up by itself, all would wake up for each call, and all but one in vain.
            if (leader != null || at == RateControl.AFTER_AN_ANSWER) {
                turn.await();
            } else {
                leadUntil(now, at);
            }
        }
        throw new InterruptedException("The rate governor is closed");
    }

    // The loop around it is in awaitTurn, which looks anew after every awakening.
    @SuppressWarnings("WaitNotInLoop")
    private void leadUntil(long now, long at) throws InterruptedException {
        Thread self = Thread.currentThread();
        leader = self;
        wakeAt = at;
        try {
            turn.awaitNanos(at - now);
        } finally {
            if (leader == self) {
                leader = null;
            }
        }
    }

    /** Somebody has to watch for the next turn, unless somebody does. */
    private void passOn() {
        if (leader == null) {
            turn.signal();
        }
    }

    /** The end of a call may have brought the next turn forward. */
    private void answered() {
        if (leader != null && control.mayStartAt(now()) < wakeAt) {
            leader = null;
        }
        passOn();
    }

    private final class Attempt implements Permit {
        private final RateStart start;
        private boolean ended;

        Attempt(RateStart start) {
            this.start = start;
        }

        @Override
        public void succeeded() {
            end(() -> control.succeeded(start, now()));
        }

        @Override
        public void throttled() {
            end(() -> control.throttled(start, now()));
        }

        @Override
        public void failed() {
            end(() -> control.failed(now()));
        }

        private void end(Runnable outcome) {
            lock.lock();
            try {
                if (ended) {
                    throw new IllegalStateException("The permit has ended before");
                }
                ended = true;
                outcome.run();
                answered();
            } finally {
                lock.unlock();
            }
        }
    }
}
