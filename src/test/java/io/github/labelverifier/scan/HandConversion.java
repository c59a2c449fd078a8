package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Converts what is called {@code .webp}, at once or when it is told to. */
final class HandConversion implements Conversion {
    static final Sent SENT = new Sent("jpeg", 640, 480, "webp");

    private final Map<String, CompletableFuture<Converted>> held = new HashMap<>();
    private final List<String> begun = new ArrayList<>();
    private int underWay;
    private int mostUnderWay;

    /** Is at this one until it is told to go on, or to fail. */
    synchronized HandConversion holding(String key) {
        held.put(key, new CompletableFuture<>());
        return this;
    }

    synchronized void goOn(String key) {
        held.get(key).complete(new Converted(new byte[1], SENT));
    }

    synchronized HandConversion failing(String key, Throwable failure) {
        held.computeIfAbsent(key, k -> new CompletableFuture<>()).completeExceptionally(failure);
        return this;
    }

    synchronized List<String> begun() {
        return List.copyOf(begun);
    }

    synchronized int mostUnderWay() {
        return mostUnderWay;
    }

    synchronized void awaitBegun(int count) throws InterruptedException {
        while (begun.size() < count) {
            wait();
        }
    }

    /** A picture is under way until it was sent. */
    synchronized void sent() {
        underWay--;
    }

    @Override
    public boolean isNeeded(ImageEntry image) {
        return image.key().endsWith(".webp");
    }

    @Override
    public long weight(ImageEntry image) {
        return 10_000;
    }

    @Override
    public long memory() {
        return 30_000;
    }

    @Override
    public Converted convert(ImageEntry image) throws DetectionException {
        CompletableFuture<Converted> result;
        synchronized (this) {
            begun.add(image.key());
            mostUnderWay = Math.max(mostUnderWay, ++underWay);
            notifyAll();
            result =
                    held.getOrDefault(image.key(), CompletableFuture.completedFuture(new Converted(new byte[1], SENT)));
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectionException(Kind.STOPPED, "Stopped", "interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DetectionException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        }
    }
}
