package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.scan.Answered.Origin;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cheapest way to each image's verdict: no answer is needed, it is recorded, another image of the same content
 * has it or will have it, and last a call. An answer is given to another image only once its own image is known to have
 * had the content that was listed. Used by one thread; its calls and looks are made in workers.
 */
final class AnswerSearch {
    /** A megabyte or two of memory, and not much longer to look at one by one than a large listing. */
    private static final int MOST_UNPROVEN = 4_096;

    private final Scan.Parts parts;
    private final Window window;
    private final Executor workers;
    private final ConversionsAhead conversions;
    private final Semaphore arrivals;
    private final Queue<Loan> ready = new ConcurrentLinkedQueue<>();
    private final ProvenImages proven = new ProvenImages();
    private final List<ImageEntry> firstUnproven = new ArrayList<>();
    private long unproven;
    private boolean awaitsListing;

    /**
     * A search for one scan.
     *
     * @param arrivals gets a permit whenever something has come that may let the scan go on
     */
    AnswerSearch(Scan.Parts parts, Window window, Executor workers, ConversionsAhead conversions, Semaphore arrivals) {
        this.parts = parts;
        this.window = window;
        this.workers = workers;
        this.conversions = conversions;
        this.arrivals = arrivals;
    }

    /** Where an answer for another image comes from. */
    private record Lender(CompletableFuture<@Nullable Answered> answer, Origin origin) {
        static Lender of(Recorded recorded, Origin origin) {
            return new Lender(CompletableFuture.completedFuture(Answered.recorded(recorded, origin)), origin);
        }
    }

    /** An image that is to get the answer for another one, which has come or has failed. */
    private record Loan(
            Slot borrower,
            @Nullable Answered answer,
            @Nullable Throwable failure) {}

    /** Whether the last image that had no way yet only needs the listing to be further ahead. */
    boolean awaitsListing() {
        return awaitsListing;
    }

    /** An image's answer has come: notes whether later ones may rely on its content. */
    void noteProven(Slot slot, Answered answered) {
        if (!parts.twins().needProof()) {
            return;
        }
        if (answered.isProven()) {
            proven.add(slot.image());
        } else if (answered.origin() == Origin.CALL) {
            addUnproven(slot);
        }
    }

    /** An image was refused: notes it if that was by a call. */
    void noteRefused(Slot slot) {
        if (parts.twins().needProof() && slot.cameFrom() == Origin.CALL) {
            addUnproven(slot);
        }
    }

    private void addUnproven(Slot slot) {
        unproven++;
        if (firstUnproven.size() < MOST_UNPROVEN) {
            firstUnproven.add(slot.image());
        }
    }

    /** The images that were called for, and of which nobody has found out what was there then. */
    UnprovenImages unproven() {
        return new UnprovenImages(unproven, firstUnproven);
    }

    /**
     * Finds the cheapest way to an image's verdict; empty if that is a call and the budget is spent, or if the listing has to
     * be further ahead first.
     */
    Optional<Slot> start(ImageEntry image, Prefetch images) throws IOException {
        awaitsListing = false;
        if (image.problem().isPresent()) {
            return Optional.of(Slot.settled(
                    image, Finding.unchecked(image, Verdict.ERROR, Reason.NOT_AVAILABLE.text(), image.problem())));
        }
        Optional<String> skip = parts.skipRule().reasonToSkip(image);
        if (skip.isPresent()) {
            Finding finding = Finding.skipped(image, skip.get());
            return Optional.of(Slot.settled(image, finding));
        }
        Optional<Content> content = parts.twins().contentOf(image);
        Optional<Detection> known = parts.earlier().find(image);
        if (known.isPresent()) {
            Slot slot = Slot.answered(image, content, Origin.REUSED, known.get());
            content.ifPresent(mark -> window.serveIfFirst(mark, slot));
            return Optional.of(slot);
        }
        Optional<Detection> own = parts.thisRun().find(image);
        if (own.isPresent()) {
            return Optional.of(Slot.answered(image, content, Origin.DUPLICATE, own.get()));
        }
        if (content.filter(Content::isOfBytes).isPresent()) {
            Optional<Lender> lender = lender(image, content.get());
            if (lender.isPresent() && parts.twins().needProof() && !images.isFarAhead()) {
                // What is listed next may show that equal ETags are no proof of equal bytes here.
                awaitsListing = true;
                return Optional.empty();
            }
            if (lender.isPresent()) {
                return Optional.of(borrow(image, content.get(), lender.get()));
            }
        }
        Optional<Refusal> refused = parts.earlier().refusal(image);
        if (refused.isPresent() && !parts.conversion().mayHelp(refused.get().reason())) {
            return Optional.of(refused(image, refused.get()));
        }
        Optional<Refusal> sameRefused = parts.thisRun().refusal(image);
        if (sameRefused.isPresent()) {
            return Optional.of(refused(image, sameRefused.get()));
        }
        return call(image, content, refused.isPresent() || parts.conversion().isNeeded(image));
    }

    private Optional<Slot> call(ImageEntry image, Optional<Content> content, boolean isToBeConverted) {
        if (!parts.budget().take()) {
            return Optional.empty();
        }
        Slot slot = Slot.waiting(image, content, Origin.CALL);
        content.ifPresent(mark -> window.serve(mark, slot));
        if (isToBeConverted) {
            conversions.begin(slot);
        } else {
            window.beginCall(slot);
            workers.execute(() -> complete(slot, () -> detect(slot)));
        }
        return Optional.of(slot);
    }

    private Answered detect(Slot slot) throws DetectionException {
        return new Answered(parts.budget().spend(parts.detector(), slot.image()), slot.image(), Origin.CALL, false);
    }

    /** An image of a content that was refused before and would be again. */
    private static Slot refused(ImageEntry image, Refusal refusal) {
        return Slot.settled(
                image, Finding.unchecked(image, Verdict.SKIP, refusal.reason(), Optional.of(refusal.message())));
    }

    /** How an answer is come by, in a worker. */
    private interface Way {
        Answered toAnswer() throws DetectionException, CallsSpentException;
    }

    private void complete(Slot slot, Way way) {
        try {
            slot.answer().complete(way.toAnswer());
        } catch (DetectionException e) {
            if (parts.conversion().mayHelp(e)) {
                conversions.addRefused(slot);
            } else {
                slot.answer().completeExceptionally(e);
            }
        } catch (CallsSpentException | RuntimeException | Error e) {
            slot.answer().completeExceptionally(e);
        } finally {
            arrivals.release();
        }
    }

    /** Has the images converted that were refused as they are, and calls for those whose pictures are ready. */
    void startConverted(Room room) throws IOException {
        for (Optional<Slot> refused = conversions.nextRefused();
                refused.isPresent();
                refused = conversions.nextRefused()) {
            window.saved(refused.get());
            if (parts.budget().take()) {
                conversions.begin(refused.get());
            } else {
                refused.get().answer().completeExceptionally(new CallsSpentException());
            }
        }
        while (conversions.hasReady() && room.isThere()) {
            ConversionsAhead.Ready ready = conversions.takeReady();
            window.beginCall(ready.slot());
            workers.execute(() -> complete(ready));
        }
    }

    private void complete(ConversionsAhead.Ready ready) {
        Slot slot = ready.slot();
        try {
            Detection detection = parts.budget()
                    .spend(parts.detector().sending(ready.picture().jpeg()), slot.image())
                    .of(ready.picture().sent());
            // What it was made of was read with the ETag of the listing.
            slot.answer().complete(new Answered(detection, slot.image(), Origin.CALL, true));
        } catch (DetectionException | RuntimeException | Error e) {
            slot.answer().completeExceptionally(e);
        } finally {
            ready.share().giveBack();
            arrivals.release();
        }
    }

    /** Whether a call that was taken out of the budget may yet turn out to be none. */
    boolean isAnyUnderWay() {
        return window.isAnyCallInFlight() || conversions.isAnyUnderWay();
    }

    /** Whose answer an image of this content may get: an image's under way first, then one of this run, then an earlier one. */
    private Optional<Lender> lender(ImageEntry image, Content content) throws IOException {
        Optional<Slot> twin = window.twin(content);
        if (twin.isPresent()) {
            return Optional.of(new Lender(twin.get().answer(), Origin.DUPLICATE));
        }
        Optional<Recorded> same = parts.thisRun().twinOf(image);
        if (same.isPresent()) {
            return Optional.of(Lender.of(same.get(), Origin.DUPLICATE));
        }
        return parts.earlier().twinOf(image).map(recorded -> Lender.of(recorded, Origin.REUSED));
    }

    /** Gives an image the answer of another, once that is there and known to be of the content that both were listed with. */
    private Slot borrow(ImageEntry image, Content content, Lender lender) {
        parts.twins().relyOn(image);
        Slot slot = Slot.waiting(image, Optional.of(content), lender.origin());
        // The next one waits for this one, so that one look serves them all.
        window.serve(content, slot);
        CompletableFuture<@Nullable Answered> unused = lender.answer().whenComplete((answer, failure) -> {
            ready.add(new Loan(slot, answer, failure));
            arrivals.release();
        });
        return slot;
    }

    /** Tells whether a call or a look more may be started; saves answers if need be. */
    interface Room {
        boolean isThere() throws IOException;
    }

    /** Gives on what has come for images that wait for the answer of another, as far as no more than is allowed is unsaved. */
    void startLoans(Room room) throws IOException {
        for (Loan loan = ready.peek(); loan != null; loan = ready.peek()) {
            Loan next = loan;
            if (!settleWithoutWork(next)) {
                if (!room.isThere()) {
                    return;
                }
                window.beginCall(next.borrower());
                workers.execute(() -> complete(next.borrower(), () -> prove(next)));
            }
            ready.remove();
        }
    }

    /** Gives a borrower its answer, or the failure that it shares, if neither a look nor a call is needed for it. */
    private boolean settleWithoutWork(Loan loan) {
        Slot borrower = loan.borrower();
        @Nullable Answered answer = loan.answer();
        if (answer == null) {
            Throwable failure = Objects.requireNonNull(Slot.cause(loan.failure()));
            return !(failure instanceof DetectionException e && e.isUnsent())
                    && borrower.answer().completeExceptionally(failure);
        }
        boolean isProven = answer.isProven() || !parts.twins().needProof() || proven.contains(answer.of());
        return isProven && borrower.answer().complete(answer.lent(borrower.origin()));
    }

    /** The answer of another image if it is known to be of the same content, in a worker; an answer of its own otherwise. */
    private Answered prove(Loan loan) throws DetectionException, CallsSpentException {
        Slot slot = loan.borrower();
        @Nullable Answered lent = loan.answer();
        if (lent != null && parts.twins().isProven(lent.of())) {
            return lent.lent(slot.origin());
        }
        if (!parts.budget().take()) {
            throw new CallsSpentException();
        }
        return detect(slot);
    }

    /** An image that needs a look at another one, a picture made of it, or a call, has no finding in a run that ends early: it has cost nothing. */
    void endUnstarted() {
        conversions.end();
        for (Loan loan = ready.poll(); loan != null; loan = ready.poll()) {
            if (!settleWithoutWork(loan)) {
                ImageEntry image = loan.borrower().image();
                loan.borrower()
                        .answer()
                        .completeExceptionally(new DetectionException(
                                Kind.STOPPED, "Stopped", image.key() + " was not checked: stopped", null));
            }
        }
    }
}
