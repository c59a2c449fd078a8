package io.github.labelverifier.thread;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process alive: a call that never comes back, or a disk that hangs, must not. */
public final class Workers {
    private Workers() {}

    /** So many threads at most, named and numbered. */
    public static ExecutorService pool(int count, String name) {
        return Executors.newFixedThreadPool(count, daemon(name));
    }

    /** Makes the threads of a pool, named and numbered. */
    public static ThreadFactory daemon(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> one(name + "-" + number.incrementAndGet(), task);
    }

    /** One thread, which is not started yet. */
    public static Thread one(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
