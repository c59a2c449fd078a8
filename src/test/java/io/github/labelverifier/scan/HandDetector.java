package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A detector that answers when it is told to, and knows what it was asked. */
final class HandDetector implements LabelDetector {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, CompletableFuture<Detection>> answers = new HashMap<>();
    private final List<String> called = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Consumer<ImageEntry> onCall = image -> {};
    private int inFlight;
    private int mostInFlight;
    private boolean answering;

    /** Answers with a deer at once where nothing else was said. */
    synchronized HandDetector answeringOthers() {
        answering = true;
        return this;
    }

    /** Answers are held until one of the methods below gives them. */
    synchronized HandDetector holding(String... keys) {
        for (String key : keys) {
            answers.put(key, new CompletableFuture<>());
        }
        return this;
    }

    /** Runs this in the thread of each call, before it waits for its answer. */
    synchronized HandDetector onCall(Consumer<ImageEntry> act) {
        onCall = act;
        return this;
    }

    HandDetector answer(String key) {
        return answer(key, Pictures.deer());
    }

    HandDetector answer(String key, Detection detection) {
        told(key).complete(detection);
        return this;
    }

    HandDetector fail(String key, Throwable failure) {
        told(key).completeExceptionally(failure);
        return this;
    }

    private synchronized CompletableFuture<Detection> told(String key) {
        return answers.computeIfAbsent(key, k -> new CompletableFuture<>());
    }

    private synchronized CompletableFuture<Detection> answerOf(String key) {
        return answering && !answers.containsKey(key) ? CompletableFuture.completedFuture(Pictures.deer()) : told(key);
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        begin(image);
        try {
            onCall.accept(image);
            return answerOf(image.key()).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectionException(DetectionException.Kind.STOPPED, "Interrupted", "interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DetectionException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        } finally {
            end(image);
        }
    }

    /** What is sent in the place of an image counts as one of another name. */
    @Override
    public LabelDetector sending(byte[] jpeg) {
        return image -> detect(image.named(converted(image.key())));
    }

    static String converted(String key) {
        return key + " as JPEG";
    }

    private synchronized void begin(ImageEntry image) {
        called.add(image.key());
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        notifyAll();
    }

    private synchronized void end(ImageEntry image) {
        inFlight--;
        ended.add(image.key());
        notifyAll();
    }

    /** The keys it was asked for, in order. */
    synchronized List<String> called() {
        return List.copyOf(called);
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    /** Waits until that many calls have been made. */
    void awaitCalls(int count) throws InterruptedException {
        await(() -> called.size() >= count, count + " calls");
    }

    /** Waits until the call for that image has come to its end, whatever end. */
    void awaitEnd(String key) throws InterruptedException {
        await(() -> ended.contains(key), "the end of " + key);
    }

    private synchronized void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited for " + what + ", saw calls of " + called + ", ended " + ended);
            }
            wait(left);
        }
    }
}
