package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.thread.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Reads images and makes tiles of them, some at a time, and hands them out in the order in which they were asked for. How many
 * are in flight, how many of their bytes are in memory and how many are decoded at once is bounded.
 */
final class Tiles implements AutoCloseable {
    private static final int READERS = 8;
    private static final int AHEAD = 3 * READERS;
    private static final int DECODERS = 2;

    /** Kilobytes of files in memory: one of the largest that Rekognition takes, or some of the usual size. */
    private static final int MOST_KILOBYTES = 16 * 1024;

    /** The largest object that Rekognition takes (15 MB), which is the largest that can have been judged. */
    private static final long MOST_BYTES = 15L * 1024 * 1024;

    private final ImageSource images;
    private final Iterator<Candidate> wanted;
    private final ThumbnailMaker maker = new ThumbnailMaker();
    private final ExecutorService threads;
    private final Semaphore memory = new Semaphore(MOST_KILOBYTES, true);
    private final Semaphore decoders = new Semaphore(DECODERS);
    private final Deque<Future<Tile>> inFlight = new ArrayDeque<>();

    /** Tiles of these candidates. */
    Tiles(ImageSource images, Iterator<Candidate> wanted) {
        this.images = images;
        this.wanted = wanted;
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
            inFlight.add(threads.submit(() -> tile(candidate.image())));
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

    private Tile tile(ImageEntry judged) throws ImageStoreException, InterruptedException {
        try {
            Optional<ImageEntry> now = images.find(judged.key());
            if (now.isEmpty()) {
                return Tile.plain("it is no longer there", false);
            }
            return tile(judged, now.get());
        } catch (ImageStoreException e) {
            if (e.kind() == Kind.CREDENTIALS) {
                throw e;
            }
            return e.kind() == Kind.NOT_FOUND
                    ? Tile.plain("it is no longer there", false)
                    : Tile.unread(e.getMessage());
        }
    }

    private Tile tile(ImageEntry judged, ImageEntry now) throws ImageStoreException, InterruptedException {
        boolean isChanged = !judged.etag().isEmpty() && !now.etag().isEmpty() && !judged.sameContentAs(now);
        if (now.size() > MOST_BYTES) {
            return Tile.plain("it is larger than Rekognition takes", isChanged);
        }
        int kilobytes = (int) (now.size() / 1024) + 1;
        memory.acquire(kilobytes);
        try {
            byte[] file = images.read(judged.key());
            decoders.acquire();
            try {
                return Tile.of(maker.jpeg(file), isChanged);
            } finally {
                decoders.release();
            }
        } catch (UndecodableImageException e) {
            return Tile.plain(String.valueOf(e.getMessage()), isChanged);
        } finally {
            memory.release(kilobytes);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
