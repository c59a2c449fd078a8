package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A listing that is fed by hand: it waits for what it is not given yet, unless it was told of its end. */
final class ListedImages implements ImageCursor {
    /** What {@link #next} does. */
    private interface Step {
        Optional<ImageEntry> take() throws ImageStoreException;
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicInteger read = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A listing of these images and no more. */
    static ListedImages of(ImageEntry... images) {
        return of(List.of(images));
    }

    /** A listing of these images and no more. */
    static ListedImages of(List<ImageEntry> images) {
        return new ListedImages().then(images).thenEnd();
    }

    ListedImages then(List<ImageEntry> images) {
        images.forEach(image -> steps.add(() -> Optional.of(image)));
        return this;
    }

    ListedImages then(ImageEntry... images) {
        return then(List.of(images));
    }

    ListedImages thenEnd() {
        steps.add(Optional::empty);
        return this;
    }

    ListedImages thenFail(ImageStoreException failure) {
        steps.add(() -> {
            throw failure;
        });
        return this;
    }

    ListedImages thenThrow(RuntimeException failure) {
        steps.add(() -> {
            throw failure;
        });
        return this;
    }

    ListedImages thenThrow(Error failure) {
        steps.add(() -> {
            throw failure;
        });
        return this;
    }

    @Override
    public Optional<ImageEntry> next() throws ImageStoreException {
        Step step;
        try {
            step = steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageStoreException(ImageStoreException.Kind.OTHER, "interrupted", e);
        }
        read.incrementAndGet();
        return step.take();
    }

    /** How many times something was taken from it. */
    int read() {
        return read.get();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Waits for {@link #close}, which the reading thread does last. */
    void awaitClosed() throws InterruptedException {
        if (!closed.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the listing was not closed");
        }
    }
}
