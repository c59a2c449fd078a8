package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.thread.Workers;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing ahead in a thread of its own, by a bounded count, so that pages are fetched while images are checked
 * and the progress can say what is still to come. One thread takes from it.
 */
public final class Prefetch implements AutoCloseable {
    private static final int AHEAD = 10_000;

    /** A page of a listing: so many images tell whether the ETags of a store are marks of their bytes. */
    private static final int FAR_AHEAD = 1_000;

    /** What the reading thread hands over: an entry, the end, or why it broke off. */
    private record Item(
            Optional<ImageEntry> entry, @Nullable Throwable failure) {}

    private final ImageCursor listing;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private @Nullable Item head;
    private final AtomicLong listed = new AtomicLong();
    private volatile boolean atEnd;

    /** Begins to read. The listing is closed at its end or by {@link #close}. */
    public Prefetch(ImageCursor listing) {
        this.listing = listing;
        thread = Workers.one("listing", this::read);
        thread.start();
    }

    private void read() {
        try (listing) {
            Item item;
            do {
                item = readOne();
                if (item.entry().isPresent()) {
                    listed.incrementAndGet();
                } else {
                    atEnd = item.failure() == null;
                }
                queue.put(item);
            } while (item.entry().isPresent());
        } catch (InterruptedException e) {
            // Closed: nobody waits for the rest.
            Thread.currentThread().interrupt();
        }
    }

    private Item readOne() {
        try {
            return new Item(listing.next(), null);
        } catch (ImageStoreException | RuntimeException | Error e) {
            return new Item(Optional.empty(), e);
        }
    }

    /** Waits at most so long for the next entry, and tells whether {@link #next} would not wait now. */
    public boolean awaitReady(long time, TimeUnit unit) throws InterruptedException {
        if (head == null) {
            head = queue.poll(time, unit);
        }
        return head != null;
    }

    /** Whether {@link #next} would not wait. */
    public boolean isReady() {
        if (head == null) {
            head = queue.poll();
        }
        return head != null;
    }

    /** The next entry without taking it; waits for it. */
    public Optional<ImageEntry> peek() throws ImageStoreException, InterruptedException {
        if (head == null) {
            head = queue.take();
        }
        if (head.failure() instanceof ImageStoreException e) {
            throw e;
        }
        if (head.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (head.failure() instanceof Error e) {
            throw e;
        }
        return head.entry();
    }

    /** Takes the next entry; waits for it. Empty at the end, for ever. */
    public Optional<ImageEntry> next() throws ImageStoreException, InterruptedException {
        Optional<ImageEntry> entry = peek();
        if (entry.isPresent()) {
            head = null;
        }
        return entry;
    }

    /** How many entries were listed so far. */
    public long listed() {
        return listed.get();
    }

    /** Whether {@link #listed} is all there is. */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** Whether the listing has come far beyond what was taken from it, or to its end. */
    public boolean isFarAhead() {
        return atEnd || queue.size() >= FAR_AHEAD || !thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
