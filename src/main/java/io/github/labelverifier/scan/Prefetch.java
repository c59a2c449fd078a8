package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing to its end in a thread of its own while images are checked, so that it is known early how many there are.
 * What is not taken yet is kept in little memory, and beyond that in the temporary folder; where that takes nothing, the
 * reading waits. One thread takes from it.
 */
public final class Prefetch implements AutoCloseable {
    /** A page of a listing: so many images tell whether the ETags of a store are marks of their bytes. */
    private static final int FAR_AHEAD = 1_000;

    /** What is next: an entry, the end, or why it broke off. */
    private record Item(
            Optional<ImageEntry> entry, @Nullable Throwable failure) {}

    private final ListingSpool spool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final @Nullable Thread thread;
    private volatile boolean isOver;
    private volatile @Nullable Throwable failure;
    private @Nullable Item head;
    private long taken;

    /** Begins to read all of it. The listing is closed at its end or by {@link #close}. */
    public Prefetch(ImageCursor listing) {
        this(listing, Long.MAX_VALUE);
    }

    /** Begins to read so many entries of it; after them is an end. */
    public Prefetch(ImageCursor listing, long most) {
        this(listing, most, new ListingSpool());
    }

    /** For tests, with another spool. */
    Prefetch(ImageCursor listing, long most, ListingSpool spool) {
        this.spool = spool;
        Thread reader = Workers.one("listing", () -> read(listing, most));
        thread = reader;
        reader.start();
    }

    private Prefetch(ListingSpool spool) {
        this.spool = spool;
        thread = null;
        isOver = true;
    }

    /** What was put aside by somebody who has gone through a listing to its end; it is closed with this. */
    public static Prefetch of(ListingSpool whole) {
        return new Prefetch(whole);
    }

    private void read(ImageCursor listing, long most) {
        try (listing) {
            readAll(listing, most);
        } catch (InterruptedException e) {
            // Closed: nobody waits for the rest.
            Thread.currentThread().interrupt();
        } catch (ImageStoreException | RuntimeException | Error e) {
            failure = e;
        } finally {
            isOver = true;
            signal();
        }
    }

    private void readAll(ImageCursor listing, long most) throws ImageStoreException, InterruptedException {
        for (long read = 0; read < most; read++) {
            Optional<ImageEntry> entry = listing.next();
            if (entry.isEmpty()) {
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            put(entry.get());
            signal();
        }
    }

    private void put(ImageEntry entry) throws InterruptedException {
        while (true) {
            try {
                spool.add(entry);
                return;
            } catch (IOException e) {
                // No place on disk: the total is known later then, and nothing else is amiss.
                spool.awaitRoom();
            }
        }
    }

    private void signal() {
        lock.lock();
        try {
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Item poll() {
        // In this order: what is added before it is over is found after it.
        boolean wasOver = isOver;
        try {
            Optional<ImageEntry> entry = spool.poll();
            if (entry.isPresent() || wasOver) {
                return new Item(entry, entry.isPresent() ? null : failure);
            }
            return null;
        } catch (IOException e) {
            return new Item(
                    Optional.empty(),
                    new ImageStoreException(
                            Kind.OTHER,
                            "what was listed cannot be read back from the folder for temporary files: "
                                    + e.getMessage(),
                            e));
        }
    }

    /** Waits at most so long for the next entry, and tells whether {@link #next} would not wait now. */
    public boolean awaitReady(long time, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(time);
        lock.lock();
        try {
            while (!isReady() && nanos > 0) {
                nanos = arrival.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        return head != null;
    }

    /** Whether {@link #next} would not wait. */
    public boolean isReady() {
        if (head == null) {
            head = poll();
        }
        return head != null;
    }

    /** The next entry without taking it; waits for it. */
    public Optional<ImageEntry> peek() throws ImageStoreException, InterruptedException {
        Item next = await();
        if (next.failure() instanceof ImageStoreException e) {
            throw e;
        }
        if (next.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (next.failure() instanceof Error e) {
            throw e;
        }
        return next.entry();
    }

    private Item await() throws InterruptedException {
        Item next = head;
        while (next == null) {
            awaitReady(1, TimeUnit.SECONDS);
            next = head;
        }
        return next;
    }

    /** Takes the next entry; waits for it. Empty at the end, for ever. */
    public Optional<ImageEntry> next() throws ImageStoreException, InterruptedException {
        Optional<ImageEntry> entry = peek();
        if (entry.isPresent()) {
            head = null;
            taken++;
        }
        return entry;
    }

    /** How many entries were listed so far. */
    public long listed() {
        return spool.added();
    }

    /** Whether {@link #listed} is all there is. */
    public boolean isAtEnd() {
        return isOver && failure == null;
    }

    /** Whether the listing has come far beyond what was taken from it, or to its end. */
    public boolean isFarAhead() {
        return isOver || listed() - taken >= FAR_AHEAD;
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        try {
            spool.close();
        } catch (IOException e) {
            // A temporary file is left behind, which hurts nobody's answer.
            head = null;
        }
    }
}
