package io.github.labelverifier.scan;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait for answers. */
final class Workers {
    private Workers() {}

    /** So many at most, which do not keep the process alive: a call that never comes back must not. */
    static ExecutorService start(int count, String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
