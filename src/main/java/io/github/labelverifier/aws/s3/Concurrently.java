package io.github.labelverifier.aws.s3;

import io.github.labelverifier.thread.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Does the same to each of several things, a few of them at a time. All batches of a store share one of these, so that
 * it bounds what is in flight altogether, and one batch goes on while another waits for its slowest part. Its threads
 * end by themselves when they are idle.
 */
public final class Concurrently {
    private final int atATime;
    private final ThreadPoolExecutor pool;

    /** At most so many at a time. */
    public Concurrently(int atATime) {
        this.atATime = atATime;
        pool = new ThreadPoolExecutor(
                atATime, atATime, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers.daemon("store"));
        pool.allowCoreThreadTimeOut(true);
    }

    int atATime() {
        return atATime;
    }

    /**
     * What the function makes of each, in the order of the things.
     *
     * @param act must not throw: what it throws is a defect; nor call this in turn, for it would wait for itself
     */
    <T, R> List<R> map(List<T> things, Function<T, R> act) {
        if (things.size() < 2) {
            return things.stream().map(act).toList();
        }
        List<Future<R>> pending = new ArrayList<>();
        things.forEach(thing -> pending.add(pool.submit(() -> act.apply(thing))));
        List<R> results = new ArrayList<>();
        for (Future<R> result : pending) {
            results.add(await(result));
        }
        return results;
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
