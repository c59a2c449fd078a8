package io.github.labelverifier.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Counts what arrives, and lets tests wait for a count or act at it. Thread-safe. */
final class Arrivals {
    private record Hook(long at, Runnable action) {}

    private final String what;
    private final List<Hook> hooks = new ArrayList<>();
    private long count;

    Arrivals(String what) {
        this.what = what;
    }

    /** Counts one; the number of this one, the first is 1. */
    long arrive() {
        List<Runnable> due = new ArrayList<>(0);
        long number;
        synchronized (this) {
            number = ++count;
            for (Iterator<Hook> i = hooks.iterator(); i.hasNext(); ) {
                Hook hook = i.next();
                if (hook.at() <= number) {
                    due.add(hook.action());
                    i.remove();
                }
            }
            notifyAll();
        }
        due.forEach(Runnable::run);
        return number;
    }

    synchronized long count() {
        return count;
    }

    /** Runs the action when the count is reached, on the thread of the arrival; at once if it is reached already. */
    void at(long wanted, Runnable action) {
        synchronized (this) {
            if (count < wanted) {
                hooks.add(new Hook(wanted, action));
                return;
            }
        }
        action.run();
    }

    synchronized void await(long wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count < wanted) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "waited " + limit.toSeconds() + " s for " + wanted + " " + what + ", saw " + count);
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
