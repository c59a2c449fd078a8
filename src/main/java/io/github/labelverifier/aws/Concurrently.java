package io.github.labelverifier.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to each of several things, some of them at a time. */
final class Concurrently {
    private static final int AT_A_TIME = 16;

    private Concurrently() {}

    /**
     * What the function makes of each, in the order of the things.
     *
     * @param act must not throw: what it throws is a defect
     */
    static <T, R> List<R> map(List<T> things, Function<T, R> act) {
        if (things.size() < 2) {
            return things.stream().map(act).toList();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_A_TIME, things.size()), task -> {
            Thread thread = new Thread(task, "store");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> pending = new ArrayList<>();
            things.forEach(thing -> pending.add(pool.submit(() -> act.apply(thing))));
            List<R> results = new ArrayList<>();
            for (Future<R> result : pending) {
                results.add(await(result));
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    /** Waits even if it is interrupted: what was sent to the store needs its outcome. */
    private static <R> R await(Future<R> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
