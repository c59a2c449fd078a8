package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.thread.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Reads images and makes tiles of them, some at a time, and hands them out in the order in which they were asked for. How many
 * are in flight is bounded.
 */
final class Tiles implements AutoCloseable {
    private static final int READERS = 8;
    private static final int AHEAD = 3 * READERS;

    private final Iterator<Wanted> wanted;
    private final ExecutorService threads;
    private final Deque<Future<Tile>> inFlight = new ArrayDeque<>();

    /**
     * A tile that is wanted.
     *
     * @param maker of tiles of its place
     * @param isLargerWanted whether a larger picture is worth making
     */
    record Wanted(ImageEntry image, TileMaker maker, BooleanSupplier isLargerWanted) {}

    /** Tiles of these images. */
    Tiles(Iterator<Wanted> wanted) {
        this.wanted = wanted;
        threads = Workers.pool(READERS, "thumbnails");
    }

    /**
     * The tile of the next image.
     *
     * @throws ImageStoreException if the store will not give any image, for want of credentials
     */
    Tile next() throws ImageStoreException, InterruptedException {
        while (inFlight.size() < AHEAD && wanted.hasNext()) {
            Wanted one = wanted.next();
            inFlight.add(threads.submit(() -> one.maker().make(one.image(), one.isLargerWanted())));
        }
        try {
            return inFlight.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImageStoreException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
