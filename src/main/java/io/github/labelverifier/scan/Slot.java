package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.scan.Answered.Origin;
import io.github.labelverifier.verdict.Finding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An image under way: its finding if no answer is needed, its answer otherwise. */
record Slot(
        ImageEntry image,
        Origin origin,
        @Nullable Finding finding,
        Optional<Content> content,
        CompletableFuture<@Nullable Answered> answer) {

    /** An image whose verdict needs no answer. */
    static Slot settled(ImageEntry image, Finding finding) {
        return new Slot(image, Origin.NO_CALL, finding, Optional.empty(), CompletableFuture.completedFuture(null));
    }

    /** An image whose own answer is known. */
    static Slot answered(ImageEntry image, Optional<Content> content, Origin origin, Detection detection) {
        // What was recorded in an earlier run has been looked at since: by the listing.
        Answered answered = new Answered(detection, image, origin, origin == Origin.REUSED);
        return new Slot(image, origin, null, content, CompletableFuture.completedFuture(answered));
    }

    /** An image whose answer will come. */
    static Slot waiting(ImageEntry image, Optional<Content> content, Origin origin) {
        return new Slot(image, origin, null, content, new CompletableFuture<>());
    }

    boolean isDone() {
        return answer.isDone();
    }

    /** Waits for the answer, or why there is none, but only so long. */
    boolean awaitDone(long millis) throws InterruptedException {
        try {
            answer.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Where its answer came from; where it would have, if there is none. */
    Origin cameFrom() {
        Answered answered = answer.isCompletedExceptionally() ? null : answer.getNow(null);
        return answered == null ? origin : answered.origin();
    }

    /** Whether a call was paid for it, and its answer has come. */
    boolean isPaid() {
        return answer.isDone() && !answer.isCompletedExceptionally() && cameFrom() == Origin.CALL;
    }

    /** Why there is no answer; null if there is one, or none yet. */
    @Nullable
    Throwable failure() {
        if (!answer.isCompletedExceptionally()) {
            return null;
        }
        return answer.handle((value, failure) -> cause(failure)).join();
    }

    /** Whether the answer is of any use: many fail for the reason that ended the run, and a later one asks again. */
    boolean hasVerdict() {
        @Nullable Throwable failure = failure();
        return failure == null
                || (failure instanceof DetectionException e
                        && (e.kind() == Kind.UNCHECKABLE || e.kind() == Kind.FAILED || e.kind() == Kind.NOT_SENT));
    }

    /** What a future that depends on another has failed with. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
