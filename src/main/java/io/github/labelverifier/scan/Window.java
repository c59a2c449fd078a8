package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The images under way, in the order of the listing, and which of their answers are paid for and not on disk yet. Used
 * from one thread; only the answers come from others.
 */
final class Window {
    /**
     * How many images are under way at most, waiting ones included: at 50 calls a second, a single call may take 20 seconds
     * before the others have to wait for it, and the labels of so many images fit into a heap of 64 MB.
     */
    private static final int MOST = 1_000;

    private final int most;
    private final int mostUnsaved;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private final Map<Content, Slot> byContent = new HashMap<>();
    private final Set<Slot> unsaved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicLong done = new AtomicLong();

    /** A window in which so many answers at most are paid for and not on disk. */
    Window(int mostUnsaved) {
        this.most = Math.max(MOST, mostUnsaved);
        this.mostUnsaved = mostUnsaved;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    boolean isFull() {
        return slots.size() >= most;
    }

    /** Puts an image to the end. */
    void add(Slot slot) {
        slots.add(slot);
        CompletableFuture<?> unused = slot.answer().whenComplete((answer, failure) -> {
            // A call that is not made any more, as when the run is stopped, leaves its image as it was.
            if (slot.hasVerdict()) {
                done.incrementAndGet();
            }
        });
    }

    /** Whether the turn of the first image has come. */
    boolean isFirstDone() {
        return !slots.isEmpty() && slots.element().isDone();
    }

    /** Takes the first image out. */
    Slot removeFirst() {
        Slot slot = slots.remove();
        slot.content().ifPresent(mark -> byContent.remove(mark, slot));
        unsaved.remove(slot);
        return slot;
    }

    /** How many images have had their answer, or need none, those that are out included. */
    long done() {
        return done.get();
    }

    /** The image of this content that the next one waits for. */
    Optional<Slot> twin(Content content) {
        return Optional.ofNullable(byContent.get(content));
    }

    /** The next one of this content waits for this image, unless for another one already. */
    void serveIfFirst(Content content, Slot slot) {
        byContent.putIfAbsent(content, slot);
    }

    /** The next one of this content waits for this image. */
    void serve(Content content, Slot slot) {
        byContent.put(content, slot);
    }

    /** A call is made for this image. */
    void beginCall(Slot slot) {
        unsaved.add(slot);
    }

    boolean isAnyCallInFlight() {
        return unsaved.stream().anyMatch(slot -> !slot.isDone());
    }

    /** Whether one call more leaves no more answers unsaved than are allowed. */
    boolean hasRoomForCall() {
        return unsaved.size() < mostUnsaved;
    }

    /** The images whose answers have come and are not on disk. */
    List<Slot> toSave() {
        return unsaved.stream().filter(Slot::isDone).toList();
    }

    /** The answer of this image is on disk, or needs not be. */
    void saved(Slot slot) {
        unsaved.remove(slot);
    }
}
