package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.scan.ScanResult.End;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Reason of an image that was asked for by name and is not there, or not at the location. */
    public static final String NOT_AVAILABLE = "not-available";

    private static final long TICK_MILLIS = 100;

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
    private final Semaphore arrivals = new Semaphore(0);
    private final Set<String> liveModels = new TreeSet<>();
    private final Set<String> recordedModels = new TreeSet<>();
    private final Duration grace;
    private Counts counts = Counts.NONE;
    private OptionalLong graceEnd = OptionalLong.empty();
    private boolean sinkFailed;
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

    /** What tells one content from another. */
    private record Content(String etag, long size) {
        static Content of(ImageEntry image) {
            return new Content(image.etag(), image.size());
        }
    }

    private enum Origin {
        NO_CALL,
        CALL,
        REUSED,
        DUPLICATE
    }

    /** An image under way: its finding if no answer is needed, its answer otherwise. */
    private record Slot(
            ImageEntry image, Origin origin, @Nullable Finding finding, CompletableFuture<@Nullable Detection> answer) {

        /** An image whose verdict needs no answer. */
        static Slot settled(ImageEntry image, Finding finding) {
            return new Slot(image, Origin.NO_CALL, finding, CompletableFuture.completedFuture(null));
        }
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
        ExecutorService workers = newWorkers();
        try {
            End end = checkAll(images, workers);
            parts.listener().progress(progress(images));
            return new ScanResult(end, progress(images), liveModels, recordedModels);
        } catch (DetectionException | ImageStoreException | IOException | RuntimeException e) {
            settleAfter(e, images);
            throw e;
        } finally {
            parts.governor().close();
            workers.shutdownNow();
            images.close();
        }
    }

    private End checkAll(Prefetch images, ExecutorService workers)
            throws DetectionException, ImageStoreException, IOException, InterruptedException {
        Optional<End> end = Optional.empty();
        while (true) {
            settleFinished();
            useSink(FindingSink::flush);
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
            settle(window.remove());
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
            Optional<Slot> slot = start(image.get(), workers);
            if (slot.isEmpty()) {
                return Optional.of(End.CALLS_SPENT);
            }
            images.next();
            taken++;
            window.add(slot.get());
        }
        return Optional.empty();
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
            if (!slot.answer().isCompletedExceptionally()) {
                Detection answer = slot.answer().join();
                useSink(sink -> sink.hold(slot.image(), answer));
            }
            unsaved.remove(slot);
        }
        return unsaved.size() < concurrency;
    }

    /** Waits for an answer or an image, for a moment; false if the run was asked to stop. */
    private boolean awaitArrival(Prefetch images) throws InterruptedException {
        parts.listener().progress(progress(images));
        if (window.isEmpty()) {
            images.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!window.element().answer().isDone()) {
            arrivals.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        }
        return !parts.stop().isRequested();
    }

    /** Finds the cheapest way to an image's verdict; empty if that is a call and the budget is spent. */
    private Optional<Slot> start(ImageEntry image, ExecutorService workers) throws IOException {
        if (image.problem().isPresent()) {
            return Optional.of(
                    Slot.settled(image, Finding.unchecked(image, Verdict.ERROR, NOT_AVAILABLE, image.problem())));
        }
        Optional<String> skip = parts.skipRule().reasonToSkip(image);
        if (skip.isPresent()) {
            Finding finding = Finding.skipped(image, skip.get());
            return Optional.of(Slot.settled(image, finding));
        }
        Optional<Detection> known = parts.earlier().find(image);
        if (known.isPresent()) {
            Slot slot = new Slot(image, Origin.REUSED, null, CompletableFuture.completedFuture(known.get()));
            underWay.putIfAbsent(Content.of(image), slot);
            return Optional.of(slot);
        }
        Optional<Refusal> refused = parts.earlier().refusal(image);
        if (refused.isPresent()) {
            return Optional.of(refused(image, refused.get()));
        }
        @Nullable Slot twin = image.etag().isEmpty() ? null : underWay.get(Content.of(image));
        if (twin != null) {
            return Optional.of(new Slot(image, Origin.DUPLICATE, null, twin.answer()));
        }
        Optional<Detection> same = parts.thisRun().find(image);
        if (same.isPresent()) {
            return Optional.of(new Slot(image, Origin.DUPLICATE, null, CompletableFuture.completedFuture(same.get())));
        }
        Optional<Refusal> sameRefused = parts.thisRun().refusal(image);
        if (sameRefused.isPresent()) {
            return Optional.of(refused(image, sameRefused.get()));
        }
        if (!parts.budget().take()) {
            return Optional.empty();
        }
        Slot slot = new Slot(image, Origin.CALL, null, new CompletableFuture<>());
        underWay.put(Content.of(image), slot);
        unsaved.add(slot);
        workers.execute(() -> answer(slot));
        return Optional.of(slot);
    }

    /** An image of a content that was refused before and would be again. */
    private static Slot refused(ImageEntry image, Refusal refusal) {
        return Slot.settled(
                image, Finding.unchecked(image, Verdict.SKIP, refusal.reason(), Optional.of(refusal.message())));
    }

    private void answer(Slot slot) {
        try {
            slot.answer().complete(parts.detector().detect(slot.image()));
        } catch (DetectionException | RuntimeException | Error e) {
            slot.answer().completeExceptionally(e);
        } finally {
            arrivals.release();
        }
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
        underWay.remove(Content.of(slot.image()), slot);
        unsaved.remove(slot);
        Finding finding = slot.finding() == null ? findingOf(slot) : slot.finding();
        useSink(sink -> sink.accept(finding));
        counts = counts.plus(finding);
        reused += slot.origin() == Origin.REUSED ? 1 : 0;
        boolean isExemplar = finding.reasons().contains(Judge.EXEMPLAR);
        duplicates += slot.origin() == Origin.DUPLICATE && !isExemplar ? 1 : 0;
        if (slot.origin() == Origin.CALL || slot.origin() == Origin.REUSED) {
            Set<String> models = slot.origin() == Origin.CALL ? liveModels : recordedModels;
            finding.detection()
                    .map(Detection::model)
                    .filter(model -> !model.isEmpty())
                    .ifPresent(models::add);
        }
        cut += finding.detection().filter(Detection::isCut).isPresent() ? 1 : 0;
    }

    private Finding findingOf(Slot slot) throws DetectionException {
        try {
            return parts.judge().judge(slot.image(), slot.answer().getNow(null));
        } catch (CompletionException e) {
            if (e.getCause() instanceof DetectionException failure) {
                return findingOf(slot.image(), failure);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Finding findingOf(ImageEntry image, DetectionException e) throws DetectionException {
        return switch (e.kind()) {
            case UNCHECKABLE -> Finding.unchecked(image, Verdict.SKIP, e.code(), Optional.of(e.getMessage()));
            case FAILED -> Finding.unchecked(image, Verdict.ERROR, e.code(), Optional.of(e.getMessage()));
            case FATAL, STOPPED, THROTTLED -> throw e;
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
    private void settleAfter(Exception failure, Prefetch images) throws InterruptedException {
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
        if (!slot.answer().isCompletedExceptionally()) {
            return true;
        }
        return slot.answer()
                .<Boolean>handle((answer, e) -> e instanceof DetectionException failure
                        && (failure.kind() == Kind.UNCHECKABLE || failure.kind() == Kind.FAILED))
                .join();
    }

    /** Waits for an answer to its end, but only for a moment once the run is asked to stop; false if it did not come. */
    private boolean awaitWithGrace(Slot slot, Prefetch images) throws IOException, InterruptedException {
        if (!slot.answer().isDone()) {
            useSink(FindingSink::flush);
        }
        while (!isDone(slot, isGraceOver() ? 0 : TICK_MILLIS)) {
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
        return new Progress(
                images.listed(),
                images.isAtEnd(),
                counts,
                parts.budget().taken(),
                reused,
                duplicates,
                cut,
                parts.governor().status());
    }

    private ExecutorService newWorkers() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(concurrency, task -> {
            Thread thread = new Thread(task, "detect-" + number.incrementAndGet());
            // A call that never comes back must not keep the process alive.
            thread.setDaemon(true);
            return thread;
        });
    }
}
