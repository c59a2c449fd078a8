package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.scan.ScanResult.End;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import io.github.labelverifier.verdict.Verdicts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    /** Half of them wait for what they fetch while the others keep all processors busy. */
    private static final int CONVERTERS = 2 * Runtime.getRuntime().availableProcessors();

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
     * @param conversion makes pictures of what the detector would refuse
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
            Conversion conversion,
            Verdicts judge,
            FindingSink sink,
            ProgressListener listener,
            StopSignal stop) {}

    private final Parts parts;
    private final long limit;
    private final Duration grace;
    private final Semaphore arrivals = new Semaphore(0);
    private final ExecutorService workers;
    private final ExecutorService converters;
    private final Window window;
    private final AnswerSearch search;
    private final ScanTally tally = new ScanTally();
    private OptionalLong graceEnd = OptionalLong.empty();
    private boolean sinkFailed;
    private boolean callsSpent;
    private long taken;

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
        this.limit = limit;
        this.grace = grace;
        workers = Workers.pool(concurrency, "detect");
        converters = Workers.pool(CONVERTERS, "convert");
        window = new Window(concurrency);
        search = new AnswerSearch(
                parts,
                window,
                workers,
                new ConversionsAhead(parts.conversion(), parts.budget(), converters, arrivals),
                arrivals);
    }

    /**
     * Checks all images of the listing.
     *
     * @throws DetectionException if no image can be checked, for a reason that all share
     * @throws ImageStoreException if the listing broke off
     * @throws IOException if the sink or a recording failed
     */
    public ScanResult run(Prefetch images)
            throws DetectionException, ImageStoreException, IOException, InterruptedException {
        try {
            End end = checkAll(images);
            parts.listener().progress(progress(images));
            return new ScanResult(end, progress(images), tally.liveModels(), tally.recordedModels(), search.unproven());
        } catch (DetectionException | ImageStoreException | IOException | RuntimeException | Error e) {
            settleAfter(e, images);
            throw e;
        } finally {
            parts.governor().close();
            workers.shutdownNow();
            converters.shutdownNow();
        }
    }

    private End checkAll(Prefetch images)
            throws DetectionException, ImageStoreException, IOException, InterruptedException {
        Optional<End> end = Optional.empty();
        while (true) {
            settleFinished();
            useSink(FindingSink::flush);
            if (callsSpent && (end.isEmpty() || end.get() == End.COMPLETE)) {
                end = Optional.of(End.CALLS_SPENT);
            }
            search.startLoans(this::canSaveOneMore);
            search.startConverted(this::canSaveOneMore);
            if (end.isEmpty()) {
                end = startCalls(images);
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
        while (window.isFirstDone()) {
            Slot slot = window.removeFirst();
            if (slot.failure() instanceof CallsSpentException) {
                callsSpent = true;
            } else {
                settle(slot);
            }
        }
    }

    /** Starts what may be started without waiting; tells why nothing more is to be started, if that is so. */
    private Optional<End> startCalls(Prefetch images) throws ImageStoreException, IOException, InterruptedException {
        while (!window.isFull()) {
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
            Optional<Slot> slot = search.start(image.get(), images);
            if (slot.isEmpty()) {
                // A call in flight may yet turn out to be none, as for an image that cannot be read.
                return search.awaitsListing() || search.isAnyUnderWay()
                        ? Optional.empty()
                        : Optional.of(End.CALLS_SPENT);
            }
            images.next();
            taken++;
            window.add(slot.get());
        }
        return Optional.empty();
    }

    /** Whether one call more leaves no more than the allowed number of answers unsaved; saves some if need be. */
    private boolean canSaveOneMore() throws IOException {
        if (window.hasRoomForCall()) {
            return true;
        }
        List<Slot> done = window.toSave();
        if (window.isFirstDone()) {
            // Its turn has come, and perhaps that of others: no need to save them aside.
            return false;
        }
        for (Slot slot : done) {
            if (slot.isPaid()) {
                Detection answer = Objects.requireNonNull(slot.answer().join()).detection();
                useSink(sink -> sink.hold(slot.image(), answer));
            }
            window.saved(slot);
        }
        return window.hasRoomForCall();
    }

    /** Waits for an answer or an image, for a moment; false if the run was asked to stop. */
    private boolean awaitArrival(Prefetch images) throws InterruptedException {
        parts.listener().progress(progress(images));
        if (search.awaitsListing() && !window.isFirstDone()) {
            arrivals.tryAcquire(LISTING_MILLIS, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        } else if (window.isEmpty()) {
            images.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!window.isFirstDone()) {
            arrivals.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        }
        return !parts.stop().isRequested();
    }

    /** Hands on the finding of an image whose answer is there. */
    private void settle(Slot slot) throws DetectionException, IOException {
        Finding finding = withPicture(slot.finding() == null ? findingOf(slot) : slot.finding());
        useSink(sink -> sink.accept(finding));
        tally.add(finding, slot.cameFrom());
    }

    /** What was seen in its picture in an earlier run need not be looked at again. */
    private Finding withPicture(Finding finding) throws IOException {
        return finding.isChecked()
                ? parts.earlier().picture(finding.image()).map(finding::seen).orElse(finding)
                : finding;
    }

    private Finding findingOf(Slot slot) throws DetectionException {
        @Nullable Throwable failure = slot.failure();
        if (failure == null) {
            Answered answered = Objects.requireNonNull(slot.answer().join());
            search.noteProven(slot, answered);
            return parts.judge().judge(slot.image(), answered.detection());
        }
        if (failure instanceof DetectionException e) {
            if (e.kind() == DetectionException.Kind.UNCHECKABLE) {
                search.noteRefused(slot);
            }
            return findingOf(slot.image(), e);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
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
            search.endUnstarted();
            Slot slot = window.removeFirst();
            if (awaitWithGrace(slot, images) && slot.hasVerdict()) {
                settle(slot);
            }
        }
        useSink(FindingSink::flush);
        parts.listener().progress(progress(images));
    }

    /** Waits for an answer to its end, but only for a moment once the run is asked to stop; false if it did not come. */
    private boolean awaitWithGrace(Slot slot, Prefetch images) throws IOException, InterruptedException {
        if (!slot.isDone()) {
            useSink(FindingSink::flush);
        }
        while (!slot.awaitDone(isGraceOver() ? 0 : TICK_MILLIS)) {
            search.endUnstarted();
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
                window.done(),
                tally.counts(),
                parts.budget().taken(),
                parts.budget().answered(),
                tally.reused(),
                tally.duplicates(),
                tally.cut(),
                parts.governor().status(),
                tally.skipped());
    }
}
