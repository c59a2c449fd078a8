package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.scan.ScanResult.End;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.SkipTally;
import io.github.labelverifier.verdict.Verdict;
import io.github.labelverifier.verdict.Verdicts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the images of a listing, many at a time, and hands on their findings in the order of the listing.
 *
 * <p>One thread, the caller's, starts the calls and settles them; workers only wait for answers. At most
 * {@code concurrency} answers are ever paid for and not on disk, which is what a killed run can lose: before the next calls
 * are started, findings are flushed, and answers that wait for an earlier image are saved aside. So one slow image does not
 * hold up the calls for those behind it, until the window of images under way is full. Memory is bounded by that window.
 *
 * <p>It holds no way to remove an image.
 */
public final class Scan {
    private static final long TICK_MILLIS = 100;

    /** How long the listing is waited for at a time, where it has to be further ahead. */
    private static final long LISTING_MILLIS = 5;

    /**
     * How many images are under way at most, waiting ones included: at 50 calls a second, a single call may take 20 seconds
     * before the others have to wait for it, and the labels of so many images fit into a heap of 64 MB.
     */
    private static final int WINDOW = 1_000;

    /** How long a stopped run waits for calls in flight, which are paid for, before it drops them. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * What a run works with.
     *
     * @param detector makes the paid calls, at the pace it is allowed
     * @param governor tells the pace, and is closed when the run ends
     * @param budget is charged for every call
     * @param earlier answers of earlier runs
     * @param thisRun answers of this run, as far as they are settled
     * @param twins tells when the answer for one image may stand for another
     * @param skipRule tells what is not worth a call
     * @param judge decides
     * @param sink takes the findings
     * @param listener is told how far the run is
     * @param stop asks the run to end
     */
    public record Parts(
            LabelDetector detector,
            RateGovernor governor,
            CallBudget budget,
            RecordedAnswers earlier,
            RecordedAnswers thisRun,
            Twins twins,
            SkipRule skipRule,
            Verdicts judge,
            FindingSink sink,
            ProgressListener listener,
            StopSignal stop) {}

    private final Parts parts;
    private final int concurrency;
    private final long limit;
    private final Deque<Slot> window = new ArrayDeque<>();
    private final Map<Content, Slot> underWay = new HashMap<>();
    private final Set<Slot> unsaved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Loan> ready = new ConcurrentLinkedQueue<>();
    private final ProvenImages proven = new ProvenImages();
    private final Semaphore arrivals = new Semaphore(0);
    private final Set<String> liveModels = new TreeSet<>();
    private final Set<String> recordedModels = new TreeSet<>();
    private final Duration grace;
    private final SkipTally skipped = new SkipTally();
    private Counts counts = Counts.NONE;
    private OptionalLong graceEnd = OptionalLong.empty();
    private boolean sinkFailed;
    private boolean awaitsListing;
    private boolean callsSpent;
    private long taken;
    private long reused;
    private long duplicates;
    private long cut;

    /**
     * One run; it runs once.
     *
     * @param concurrency how many calls are in flight at most
     * @param limit after how many images it ends
     */
    public Scan(Parts parts, int concurrency, long limit) {
        this(parts, concurrency, limit, GRACE);
    }

    /** For tests, with another patience. */
    Scan(Parts parts, int concurrency, long limit, Duration grace) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency: " + concurrency);
        }
        this.parts = parts;
        this.concurrency = concurrency;
        this.limit = limit;
        this.grace = grace;
    }

    private enum Origin {
        NO_CALL,
        CALL,
        REUSED,
        DUPLICATE
    }

    /**
     * An answer.
     *
     * @param of the image that was asked for
     * @param isProven whether that image is known to have had the content that was listed
     */
    private record Answered(Detection detection, ImageEntry of, Origin origin, boolean isProven) {
        Answered lent(Origin other) {
            return new Answered(detection, of, other, true);
        }
    }

    /** An image under way: its finding if no answer is needed, its answer otherwise. */
    private record Slot(
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

        /** Where its answer came from; where it would have, if there is none. */
        Origin cameFrom() {
            Answered answered = answer.isCompletedExceptionally() ? null : answer.getNow(null);
            return answered == null ? origin : answered.origin();
        }
    }

    /** Where an answer for another image comes from. */
    private record Lender(CompletableFuture<@Nullable Answered> answer, Origin origin) {
        static Lender of(Recorded recorded, Origin origin) {
            return new Lender(
                    CompletableFuture.completedFuture(
                            new Answered(recorded.detection(), recorded.image(), origin, false)),
                    origin);
        }
    }

    /** An image that is to get the answer for another one, which has come or has failed. */
    private record Loan(
            Slot borrower,
            @Nullable Answered answer,
            @Nullable Throwable failure) {}

    /**
     * Checks all images of the listing.
     *
     * @throws DetectionException if no image can be checked, for a reason that all share
     * @throws ImageStoreException if the listing broke off
     * @throws IOException if the sink or a recording failed
     */
    public ScanResult run(Prefetch images)
            throws DetectionException, ImageStoreException, IOException, InterruptedException {
        ExecutorService workers = Workers.pool(concurrency, "detect");
        try {
            End end = checkAll(images, workers);
            parts.listener().progress(progress(images));
            return new ScanResult(end, progress(images), liveModels, recordedModels);
        } catch (DetectionException | ImageStoreException | IOException | RuntimeException | Error e) {
            settleAfter(e, images);
            throw e;
        } finally {
            parts.governor().close();
            workers.shutdownNow();
        }
    }

    private End checkAll(Prefetch images, ExecutorService workers)
            throws DetectionException, ImageStoreException, IOException, InterruptedException {
        Optional<End> end = Optional.empty();
        while (true) {
            settleFinished();
            useSink(FindingSink::flush);
            if (callsSpent && (end.isEmpty() || end.get() == End.COMPLETE)) {
                end = Optional.of(End.CALLS_SPENT);
            }
            startLoans(workers);
            if (end.isEmpty()) {
                end = startCalls(images, workers);
            }
            if (end.isPresent() && end.get() == End.STOPPED) {
                settleWhatIsPaid(images);
                return End.STOPPED;
            }
            if (end.isPresent() && window.isEmpty()) {
                return end.get();
            }
            if (!awaitArrival(images)) {
                end = Optional.of(End.STOPPED);
            }
        }
    }

    /** Hands on the findings of the first images, as far as their answers are there. */
    private void settleFinished() throws DetectionException, IOException {
        while (!window.isEmpty() && window.element().answer().isDone()) {
            Slot slot = window.remove();
            if (failureOf(slot) instanceof CallsSpentException) {
                callsSpent = true;
                forget(slot);
            } else {
                settle(slot);
            }
        }
    }

    /** Starts what may be started without waiting; tells why nothing more is to be started, if that is so. */
    private Optional<End> startCalls(Prefetch images, ExecutorService workers)
            throws ImageStoreException, IOException, InterruptedException {
        while (window.size() < Math.max(WINDOW, concurrency)) {
            if (parts.stop().isRequested()) {
                return Optional.of(End.STOPPED);
            }
            if (taken >= limit) {
                return Optional.of(End.COMPLETE);
            }
            if (!images.isReady() || !canSaveOneMore()) {
                return Optional.empty();
            }
            Optional<ImageEntry> image = images.peek();
            if (image.isEmpty()) {
                return Optional.of(End.COMPLETE);
            }
            awaitsListing = false;
            Optional<Slot> slot = start(image.get(), images, workers);
            if (slot.isEmpty()) {
                // A call in flight may yet turn out to be none, as for an image that cannot be read.
                return awaitsListing || isAnyCallInFlight() ? Optional.empty() : Optional.of(End.CALLS_SPENT);
            }
            images.next();
            taken++;
            window.add(slot.get());
        }
        return Optional.empty();
    }

    private boolean isAnyCallInFlight() {
        return unsaved.stream().anyMatch(slot -> !slot.answer().isDone());
    }

    /** Whether one call more leaves no more than the allowed number of answers unsaved; saves some if need be. */
    private boolean canSaveOneMore() throws IOException {
        if (unsaved.size() < concurrency) {
            return true;
        }
        List<Slot> done =
                unsaved.stream().filter(slot -> slot.answer().isDone()).toList();
        if (window.element().answer().isDone()) {
            // Its turn has come, and perhaps that of others: no need to save them aside.
            return false;
        }
        for (Slot slot : done) {
            if (slot.cameFrom() == Origin.CALL && !slot.answer().isCompletedExceptionally()) {
                Detection answer = Objects.requireNonNull(slot.answer().join()).detection();
                useSink(sink -> sink.hold(slot.image(), answer));
            }
            unsaved.remove(slot);
        }
        return unsaved.size() < concurrency;
    }

    /** Waits for an answer or an image, for a moment; false if the run was asked to stop. */
    private boolean awaitArrival(Prefetch images) throws InterruptedException {
        parts.listener().progress(progress(images));
        if (awaitsListing && (window.isEmpty() || !window.element().answer().isDone())) {
            arrivals.tryAcquire(LISTING_MILLIS, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        } else if (window.isEmpty()) {
            images.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!window.element().answer().isDone()) {
            arrivals.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        }
        return !parts.stop().isRequested();
    }

    /**
     * Finds the cheapest way to an image's verdict; empty if that is a call and the budget is spent, or if the listing has to
     * be further ahead first.
     */
    private Optional<Slot> start(ImageEntry image, Prefetch images, ExecutorService workers) throws IOException {
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
            content.ifPresent(mark -> underWay.putIfAbsent(mark, slot));
            return Optional.of(slot);
        }
        Optional<Refusal> refused = parts.earlier().refusal(image);
        if (refused.isPresent()) {
            return Optional.of(refused(image, refused.get()));
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
        Optional<Refusal> sameRefused = parts.thisRun().refusal(image);
        if (sameRefused.isPresent()) {
            return Optional.of(refused(image, sameRefused.get()));
        }
        return call(image, content, workers);
    }

    private Optional<Slot> call(ImageEntry image, Optional<Content> content, ExecutorService workers) {
        if (!parts.budget().take()) {
            return Optional.empty();
        }
        Slot slot = new Slot(image, Origin.CALL, null, content, new CompletableFuture<>());
        content.ifPresent(mark -> underWay.put(mark, slot));
        unsaved.add(slot);
        workers.execute(() -> complete(slot, () -> detect(slot)));
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
        } catch (DetectionException | CallsSpentException | RuntimeException | Error e) {
            slot.answer().completeExceptionally(e);
        } finally {
            arrivals.release();
        }
    }

    /** Whose answer an image of this content may get: an image's under way first, then one of this run, then an earlier one. */
    private Optional<Lender> lender(ImageEntry image, Content content) throws IOException {
        Slot twin = underWay.get(content);
        if (twin != null) {
            return Optional.of(new Lender(twin.answer(), Origin.DUPLICATE));
        }
        Optional<Recorded> same = parts.thisRun().twinOf(image);
        if (same.isPresent()) {
            return Optional.of(Lender.of(same.get(), Origin.DUPLICATE));
        }
        return parts.earlier().twinOf(image).map(recorded -> Lender.of(recorded, Origin.REUSED));
    }

    /** Gives an image the answer of another, once that is there and known to be of the content that both were listed with. */
    private Slot borrow(ImageEntry image, Content content, Lender lender) {
        Optional<Content> mark = Optional.of(content);
        parts.twins().relyOn(image);
        Slot slot = new Slot(image, lender.origin(), null, mark, new CompletableFuture<>());
        // The next one waits for this one, so that one look serves them all.
        underWay.put(content, slot);
        CompletableFuture<@Nullable Answered> unused = lender.answer().whenComplete((answer, failure) -> {
            ready.add(new Loan(slot, answer, failure));
            arrivals.release();
        });
        return slot;
    }

    /** Gives on what has come for images that wait for the answer of another, as far as no more than is allowed is unsaved. */
    private void startLoans(ExecutorService workers) throws IOException {
        for (Loan loan = ready.peek(); loan != null; loan = ready.peek()) {
            Loan next = loan;
            if (!settleWithoutWork(next)) {
                if (!canSaveOneMore()) {
                    return;
                }
                unsaved.add(next.borrower());
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
            Throwable failure = Objects.requireNonNull(cause(loan.failure()));
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
        if (lent != null && isOfTheSame(lent, slot.origin())) {
            return lent.lent(slot.origin());
        }
        if (!parts.budget().take()) {
            throw new CallsSpentException();
        }
        return detect(slot);
    }

    private boolean isOfTheSame(Answered lent, Origin origin) {
        return origin == Origin.REUSED
                ? parts.twins().isProvenOfEarlier(lent.of())
                : parts.twins().isProven(lent.of());
    }

    private static boolean isDone(Slot slot, long millis) throws InterruptedException {
        try {
            slot.answer().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Hands on the finding of an image whose answer is there. */
    private void settle(Slot slot) throws DetectionException, IOException {
        forget(slot);
        Finding finding = slot.finding() == null ? findingOf(slot) : slot.finding();
        useSink(sink -> sink.accept(finding));
        counts = counts.plus(finding);
        skipped.add(finding);
        Origin origin = slot.cameFrom();
        reused += origin == Origin.REUSED ? 1 : 0;
        boolean isExemplar = finding.has(Reason.EXEMPLAR);
        duplicates += origin == Origin.DUPLICATE && !isExemplar ? 1 : 0;
        if (origin == Origin.CALL || origin == Origin.REUSED) {
            Set<String> models = origin == Origin.CALL ? liveModels : recordedModels;
            finding.detection()
                    .map(Detection::model)
                    .filter(model -> !model.isEmpty())
                    .ifPresent(models::add);
        }
        cut += finding.detection().filter(Detection::isCut).isPresent() ? 1 : 0;
    }

    private void forget(Slot slot) {
        slot.content().ifPresent(mark -> underWay.remove(mark, slot));
        unsaved.remove(slot);
    }

    private Finding findingOf(Slot slot) throws DetectionException {
        @Nullable Throwable failure = failureOf(slot);
        if (failure == null) {
            Answered answered = Objects.requireNonNull(slot.answer().join());
            if (answered.isProven() && parts.twins().needProof()) {
                proven.add(slot.image());
            }
            return parts.judge().judge(slot.image(), answered.detection());
        }
        if (failure instanceof DetectionException e) {
            return findingOf(slot.image(), e);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /** Why there is no answer; null if there is one, or none yet. */
    private static @Nullable Throwable failureOf(Slot slot) {
        if (!slot.answer().isCompletedExceptionally()) {
            return null;
        }
        return slot.answer().handle((answer, failure) -> cause(failure)).join();
    }

    /** What a future that depends on another has failed with. */
    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Finding findingOf(ImageEntry image, DetectionException e) throws DetectionException {
        return switch (e.kind()) {
            case UNCHECKABLE -> Finding.unchecked(image, Verdict.SKIP, e.code(), Optional.of(e.getMessage()));
            case FAILED, NOT_SENT -> Finding.unchecked(image, Verdict.ERROR, e.code(), Optional.of(e.getMessage()));
            case DENIED, FATAL, STOPPED, THROTTLED -> throw e;
        };
    }

    /** What a use of the sink may throw. */
    private interface SinkUse {
        void on(FindingSink sink) throws IOException;
    }

    private void useSink(SinkUse use) throws IOException {
        try {
            use.on(parts.sink());
        } catch (IOException | RuntimeException e) {
            sinkFailed = true;
            throw e;
        }
    }

    /** Hands on what was paid for although the run has failed, unless it is the sink that fails. */
    private void settleAfter(Throwable failure, Prefetch images) throws InterruptedException {
        if (sinkFailed) {
            return;
        }
        try {
            settleWhatIsPaid(images);
        } catch (DetectionException | IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Hands on what was paid for, in flight or not, and drops the rest: it has no finding then. */
    private void settleWhatIsPaid(Prefetch images) throws DetectionException, IOException, InterruptedException {
        parts.governor().close();
        while (!window.isEmpty()) {
            endLoans();
            Slot slot = window.remove();
            if (awaitWithGrace(slot, images) && hasVerdict(slot)) {
                settle(slot);
            }
        }
        useSink(FindingSink::flush);
        parts.listener().progress(progress(images));
    }

    /** Whether an image's answer is of any use: many fail for the reason that ended the run, and a later one asks again. */
    private static boolean hasVerdict(Slot slot) {
        @Nullable Throwable failure = failureOf(slot);
        return failure == null
                || (failure instanceof DetectionException e
                        && (e.kind() == Kind.UNCHECKABLE || e.kind() == Kind.FAILED || e.kind() == Kind.NOT_SENT));
    }

    /** An image that needs a look at another one, or a call, has no finding in a run that ends early: it has cost nothing. */
    private void endLoans() {
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

    /** Waits for an answer to its end, but only for a moment once the run is asked to stop; false if it did not come. */
    private boolean awaitWithGrace(Slot slot, Prefetch images) throws IOException, InterruptedException {
        if (!slot.answer().isDone()) {
            useSink(FindingSink::flush);
        }
        while (!isDone(slot, isGraceOver() ? 0 : TICK_MILLIS)) {
            endLoans();
            if (isGraceOver()) {
                return false;
            }
            parts.listener().progress(progress(images));
        }
        return true;
    }

    private boolean isGraceOver() {
        if (!parts.stop().isRequested()) {
            return false;
        }
        if (graceEnd.isEmpty()) {
            graceEnd = OptionalLong.of(System.nanoTime() + grace.toNanos());
        }
        return System.nanoTime() - graceEnd.getAsLong() >= 0;
    }

    private Progress progress(Prefetch images) {
        long listed = images.listed();
        return new Progress(
                Math.min(listed, limit),
                listed >= limit || images.isAtEnd(),
                counts,
                parts.budget().taken(),
                parts.budget().answered(),
                reused,
                duplicates,
                cut,
                parts.governor().status(),
                skipped.counts());
    }
}
