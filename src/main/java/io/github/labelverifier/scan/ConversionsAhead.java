package io.github.labelverifier.scan;

import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.scan.Conversion.Converted;
import io.github.labelverifier.thread.BytesInFlight;
import io.github.labelverifier.thread.BytesInFlight.Share;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Converts images in threads of its own, ahead of their calls and beside the calls of others, which never wait for it. What is
 * fetched and what is ready to be sent takes a bounded number of bytes. Used by one thread, unless a method says otherwise.
 */
final class ConversionsAhead {
    private final Conversion conversion;
    private final CallBudget budget;
    private final BytesInFlight memory;
    private final Executor converters;
    private final Semaphore arrivals;
    private final Set<Slot> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Slot> refused = new ConcurrentLinkedQueue<>();

    /**
     * Conversions for one scan.
     *
     * @param budget which a call was taken out of for each image
     * @param arrivals gets a permit whenever one is done
     */
    ConversionsAhead(Conversion conversion, CallBudget budget, Executor converters, Semaphore arrivals) {
        this.conversion = conversion;
        this.budget = budget;
        this.memory = new BytesInFlight(conversion.memory());
        this.converters = converters;
        this.arrivals = arrivals;
    }

    /** An image whose picture is ready to be sent; the share is to be given back once it is. */
    record Ready(Slot slot, Converted picture, Share share) {}

    /** Converts an image. */
    void begin(Slot slot) {
        underWay.add(slot);
        converters.execute(() -> convert(slot));
    }

    private void convert(Slot slot) {
        try {
            Share share = memory.take(conversion.weight(slot.image()));
            boolean isReady = false;
            try {
                // It may have been given up while it waited.
                if (!slot.isDone()) {
                    ready.add(new Ready(slot, conversion.convert(slot.image()), share));
                    isReady = true;
                }
            } finally {
                if (!isReady) {
                    share.giveBack();
                    budget.giveBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            slot.answer().completeExceptionally(stopped(slot));
        } catch (DetectionException | RuntimeException | Error e) {
            slot.answer().completeExceptionally(e);
        } finally {
            arrivals.release();
        }
    }

    /** Takes note of an image that was refused as it is, from any thread; whether it is tried again is settled later. */
    void addRefused(Slot slot) {
        refused.add(slot);
    }

    /** The next image that was refused as it is. */
    Optional<Slot> nextRefused() {
        return Optional.ofNullable(refused.poll());
    }

    /** Whether an image is ready to be sent. */
    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Takes the next image that is ready to be sent. */
    Ready takeReady() {
        Ready next = ready.remove();
        underWay.remove(next.slot());
        return next;
    }

    /** Whether an image may still turn out to need no call. */
    boolean isAnyUnderWay() {
        underWay.removeIf(Slot::isDone);
        return !underWay.isEmpty() || !refused.isEmpty();
    }

    /** Gives up all images that were not sent yet: they have no finding then. */
    void end() {
        underWay.forEach(slot -> slot.answer().completeExceptionally(stopped(slot)));
        underWay.clear();
        ready.clear();
        for (Slot next = refused.poll(); next != null; next = refused.poll()) {
            next.answer().completeExceptionally(stopped(next));
        }
    }

    private static DetectionException stopped(Slot slot) {
        return new DetectionException(Kind.STOPPED, "Stopped", slot.image().key() + " was not checked: stopped", null);
    }
}
