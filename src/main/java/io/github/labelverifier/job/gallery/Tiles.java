package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Reads images and makes tiles of them, some at a time, and hands them out in the order in which they were asked for. How many
 * are in flight is bounded.
 */
final class Tiles implements AutoCloseable {
    private static final int READERS = 8;
    private static final int AHEAD = 3 * READERS;

    private final Iterator<Candidate> wanted;
    private final TileMaker maker;
    private final PageWeight weight;
    private final ExecutorService threads;
    private final Deque<Future<Tile>> inFlight = new ArrayDeque<>();

    /** Tiles of these candidates, with larger pictures while there is room. */
    Tiles(ImageSource images, Iterator<Candidate> wanted, PageWeight weight) {
        maker = new TileMaker(images);
        this.wanted = wanted;
        this.weight = weight;
        threads = Workers.pool(READERS, "thumbnails");
    }

    /**
     * The tile of the next candidate.
     *
     * @throws ImageStoreException if the store will not give any image, for want of credentials
     */
    Tile next() throws ImageStoreException, InterruptedException {
        while (inFlight.size() < AHEAD && wanted.hasNext()) {
            Candidate candidate = wanted.next();
            inFlight.add(threads.submit(
                    () -> maker.make(candidate.image(), () -> weight.hasRoom(candidate.verdict() == Verdict.FLAG))));
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
