package io.github.labelverifier.scan;

import java.util.concurrent.atomic.AtomicLong;

/** Counts paid calls and stops them at a limit. Safe for use by several threads. */
public final class CallBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of at most this many calls. */
    public CallBudget(long most) {
        this.most = most;
    }

    /** Takes one call out of the budget, unless it is spent. */
    public boolean take() {
        long before = taken.getAndUpdate(count -> count < most ? count + 1 : count);
        return before < most;
    }

    /** How many calls were taken. */
    public long taken() {
        return taken.get();
    }

    /** How many calls may still be taken. */
    public long left() {
        return most - taken.get();
    }
}
