package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tasks that do not need each other, as many at a time as there are processors. What comes of them is in their order, and so
 * is what goes wrong: of several that fail, the first one is told, whichever fails first.
 */
final class SideBySide {
    /** More would wait for the disk. */
    private static final int MOST_AT_ONCE = 4;

    private SideBySide() {}

    /** One of them. */
    interface Task<T> {
        T run() throws CommandFailure, IOException, ReportJudging.StoppedException;
    }

    /** Runs them. Whatever happens, none runs any more when it returns, and none is begun after one before it has failed. */
    static <T> List<T> run(List<Task<T>> tasks) throws CommandFailure, IOException, ReportJudging.StoppedException {
        if (tasks.size() == 1) {
            return List.of(tasks.get(0).run());
        }
        int atOnce = Math.min(
                MOST_AT_ONCE,
                Math.max(1, Math.min(tasks.size(), Runtime.getRuntime().availableProcessors())));
        ExecutorService threads = Workers.pool(atOnce, "judge");
        try {
            AtomicInteger firstFailed = new AtomicInteger(tasks.size());
            List<Future<List<T>>> results = new ArrayList<>();
            // One may begin late, when one after it has failed already: it is run all the same, since it may be the one
            // to tell.
            for (int i = 0; i < tasks.size(); i++) {
                int number = i;
                results.add(threads.submit(() ->
                        firstFailed.get() < number ? List.of() : List.of(run(tasks.get(number), number, firstFailed))));
            }
            List<T> done = new ArrayList<>();
            for (Future<List<T>> result : results) {
                done.addAll(result.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reports were judged");
        } finally {
            end(threads);
        }
    }

    private static <T> T run(Task<T> task, int number, AtomicInteger firstFailed)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        boolean isDone = false;
        try {
            T result = task.run();
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                firstFailed.accumulateAndGet(number, Math::min);
            }
        }
    }

    private static IllegalStateException rethrown(Throwable cause)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        if (cause instanceof CommandFailure e) {
            throw e;
        }
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof ReportJudging.StoppedException e) {
            throw e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(cause);
    }

    /** Waits for what is under way: its files are deleted next. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        boolean isInterrupted = false;
        boolean hasEnded = false;
        while (!hasEnded) {
            try {
                hasEnded = threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
