package io.github.labelverifier.removal;

import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Hands several batches to a store at a time, so that none waits for the slowest of another. Their outcomes are taken,
 * as soon as they are there, by the thread that hands the batches in: a ledger is written by one thread.
 *
 * <p>The first batch goes alone: if the store refuses that, nothing else was begun.
 *
 * @param <T> what a batch is of
 * @param <R> what becomes of one
 */
final class BatchesUnderWay<T, R> implements AutoCloseable {
    private final int atOnce;
    private final Function<List<T>, List<R>> act;
    private final Taker<T, R> taker;
    private final BlockingQueue<Done<T, R>> done = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private int underWay;
    private boolean firstIsDone;

    /** Takes what became of a batch. */
    interface Taker<T, R> {
        /**
         * Takes one batch with its results, in its order.
         *
         * @throws IOException if they could not be recorded; nothing more is handed in then
         */
        void take(List<T> batch, List<R> results) throws IOException;
    }

    private record Done<T, R>(List<T> batch, List<R> results, Optional<Throwable> failure) {}

    /**
     * Batches of one store.
     *
     * @param atOnce at least 1; with 1, each is done by the thread that hands it in
     */
    BatchesUnderWay(int atOnce, Function<List<T>, List<R>> act, Taker<T, R> taker) {
        this.atOnce = atOnce;
        this.act = act;
        this.taker = taker;
        this.threads = Executors.newCachedThreadPool(Workers.daemon("batch"));
    }

    /** Waits until there is room for one batch more, and takes what is done by then. */
    void awaitRoom() throws IOException {
        while (underWay > 0 && (underWay >= atOnce || !firstIsDone || !done.isEmpty())) {
            takeOne();
        }
    }

    /** Hands a batch in, for which there is room. */
    void begin(List<T> batch) throws IOException {
        if (atOnce == 1) {
            taker.take(batch, act.apply(batch));
            return;
        }
        underWay++;
        threads.execute(() -> {
            try {
                done.add(new Done<>(batch, act.apply(batch), Optional.empty()));
            } catch (Throwable e) {
                done.add(new Done<>(batch, List.of(), Optional.of(e)));
            }
        });
    }

    /** Waits for all that is under way, and takes it. */
    void finish() throws IOException {
        while (underWay > 0) {
            takeOne();
        }
    }

    private void takeOne() throws IOException {
        Done<T, R> next = next();
        firstIsDone = true;
        if (next.failure().isPresent()) {
            throw unchecked(next.failure().get());
        }
        taker.take(next.batch(), next.results());
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    /** Waits even if it is interrupted: what was sent to the store needs its outcome. */
    private Done<T, R> next() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Done<T, R> next = done.take();
                    underWay--;
                    return next;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what is under way, if something has failed meanwhile: nothing goes on behind the back of the caller. */
    @Override
    public void close() {
        while (underWay > 0) {
            next();
        }
        threads.shutdown();
    }
}
