package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what the exemplars show, each content once and all of them together. As soon as one has no answer, or was something
 * else when it was asked for, no further call is begun.
 */
public final class Exemplars {
    private static final long TICK_MILLIS = 100;

    /** How long a stopped run waits for calls in flight, which are paid for, before it drops them. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final LabelDetector detector;
    private final RecordedAnswers recorded;
    private final Twins twins;
    private final CallBudget budget;
    private final int concurrency;
    private final Listener listener;
    private final StopSignal stop;
    private volatile boolean failed;
    private int pending;

    private record Answer(int index, Detection detection) {}

    /** Is told how far it is, about ten times a second and from the thread that waits. */
    @FunctionalInterface
    public interface Listener {
        /** So many of all exemplars have their answer. */
        void progress(int done, int all);
    }

    /**
     * Asks the recording first and the detector second. It asks once.
     *
     * @param twins tells when the answer for one may stand for another
     * @param budget is charged for every call
     * @param concurrency how many calls are in flight at most
     * @param stop asks it to end early
     */
    public Exemplars(
            LabelDetector detector,
            RecordedAnswers recorded,
            Twins twins,
            CallBudget budget,
            int concurrency,
            Listener listener,
            StopSignal stop) {
        this.detector = detector;
        this.recorded = recorded;
        this.twins = twins;
        this.budget = budget;
        this.concurrency = concurrency;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * The answers, in the order of the images.
     *
     * @throws CallsSpentException if the budget does not reach; nothing was paid then
     * @throws DetectionException if one of them has no answer; its kind is {@link Kind#STOPPED} if it was asked to end
     */
    public List<Detection> detect(List<ImageEntry> images)
            throws IOException, DetectionException, CallsSpentException, InterruptedException {
        List<Optional<Detection>> known = new ArrayList<>();
        for (ImageEntry image : images) {
            known.add(recorded(image));
        }
        List<Integer> first = firstOfContent(images);
        List<Integer> needed = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (first.get(i) == i && known.get(i).isEmpty()) {
                needed.add(i);
            }
        }
        if (needed.size() > budget.left()) {
            throw new CallsSpentException();
        }
        Map<Integer, Detection> called = call(images, needed);
        List<Detection> answers = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            int index = i;
            int one = first.get(i);
            Optional<Detection> answer = known.get(i).or(() -> Optional.ofNullable(called.get(index)));
            if (answer.isEmpty() && twins.isProven(images.get(one))) {
                answer = Optional.of(answers.get(one));
            }
            answers.add(
                    answer.isPresent() ? answer.get() : call(images, List.of(i)).get(i));
        }
        return answers;
    }

    private Optional<Detection> recorded(ImageEntry image) throws IOException {
        Optional<Detection> own = recorded.find(image);
        if (own.isPresent() || twins.contentOf(image).filter(Content::isOfBytes).isEmpty()) {
            return own;
        }
        return recorded.twinOf(image)
                .filter(twin -> twin.isProven() || twins.isProven(twin.image()))
                .map(Recorded::detection);
    }

    private boolean isTwin(ImageEntry one, ImageEntry other) {
        Optional<Content> content = twins.contentOf(one);
        return content.isPresent() && content.equals(twins.contentOf(other));
    }

    /** For each image the first that has the same content: itself, most often. */
    private List<Integer> firstOfContent(List<ImageEntry> images) {
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            int j = 0;
            while (j < i && !isTwin(images.get(i), images.get(j))) {
                j++;
            }
            first.add(j);
        }
        return first;
    }

    private Map<Integer, Detection> call(List<ImageEntry> images, List<Integer> needed)
            throws DetectionException, CallsSpentException, InterruptedException {
        Map<Integer, Detection> answers = new HashMap<>();
        if (needed.isEmpty()) {
            return answers;
        }
        pending = needed.size();
        failed = false;
        ExecutorService workers = Workers.pool(Math.min(concurrency, needed.size()), "exemplar");
        try {
            CompletionService<Answer> calls = new ExecutorCompletionService<>(workers);
            for (int i : needed) {
                if (!budget.take()) {
                    throw new CallsSpentException();
                }
                calls.submit(() ->
                        new Answer(i, proven(images.get(i), budget.spend(this::unlessFailed, images.get(i)))));
            }
            while (answers.size() < needed.size()) {
                int done = images.size() - needed.size() + answers.size();
                Answer answer = next(calls, () -> listener.progress(done, images.size()));
                answers.put(answer.index(), answer.detection());
            }
            return answers;
        } finally {
            // Those that still wait for their turn, or for an answer that nobody needs any more, give up.
            failed = true;
            workers.shutdownNow();
        }
    }

    private Detection unlessFailed(ImageEntry image) throws DetectionException {
        if (failed || stop.isRequested()) {
            throw stopped();
        }
        try {
            return detector.detect(image);
        } catch (DetectionException | RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    /** All verdicts rest on the exemplars: each is looked at once more, after its call. */
    private Detection proven(ImageEntry image, Detection answer) throws DetectionException {
        if (twins.needProof() && !twins.isProven(image)) {
            failed = true;
            throw new DetectionException(
                    Kind.FAILED,
                    DetectionException.CHANGED,
                    image.key() + " was changed or taken away while it was checked, or cannot be looked at; run again",
                    null);
        }
        return answer;
    }

    private static DetectionException stopped() {
        return new DetectionException(Kind.STOPPED, "Stopped", "stopped before all exemplars were checked", null);
    }

    /** The next answer that comes, or the failure that comes in its place. */
    private Answer next(CompletionService<Answer> calls, Runnable tick)
            throws DetectionException, InterruptedException {
        OptionalLong end = OptionalLong.empty();
        while (true) {
            tick.run();
            Future<Answer> call = calls.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            Optional<Answer> answer = call == null ? Optional.empty() : answerOf(call);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (stop.isRequested() && end.isEmpty()) {
                end = OptionalLong.of(System.nanoTime() + GRACE.toNanos());
            }
            if (end.isPresent() && System.nanoTime() - end.getAsLong() >= 0) {
                throw stopped();
            }
        }
    }

    /** Empty if the call was not made since another one has failed, which is what is to be told. */
    private Optional<Answer> answerOf(Future<Answer> call) throws DetectionException, InterruptedException {
        pending--;
        try {
            return Optional.of(call.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DetectionException failure) {
                if (failure.kind() == Kind.STOPPED && !stop.isRequested() && pending > 0) {
                    return Optional.empty();
                }
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
