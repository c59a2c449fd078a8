package io.github.labelverifier.scan;

import static io.github.labelverifier.scan.Pictures.deer;
import static io.github.labelverifier.scan.Pictures.failure;
import static io.github.labelverifier.scan.Pictures.image;
import static io.github.labelverifier.scan.Pictures.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.RecordedAnswers;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the exemplars show, at the least price. */
@Timeout(60)
class ExemplarsTest {
    private final HandDetector detector = new HandDetector().answeringOthers();
    private final RecordedMap recorded = new RecordedMap();
    private final StopSignal stop = new StopSignal();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private int concurrency = 4;

    private Exemplars exemplars(CallBudget budget) {
        return exemplars(recorded, budget);
    }

    private Exemplars exemplars(RecordedAnswers recording, CallBudget budget) {
        return new Exemplars(
                detector,
                recording,
                Twins.hashedWhenSent(),
                budget,
                concurrency,
                (done, all) -> told.add(done + " of " + all),
                stop);
    }

    @Test
    void answersComeInTheOrderOfTheImages() throws Exception {
        detector.answer("b.jpg", labels("Fox"));
        recorded.put(image("c.jpg"), labels("Hare"));

        List<Detection> answers =
                exemplars(new CallBudget(10)).detect(List.of(image("a.jpg"), image("b.jpg"), image("c.jpg")));

        assertThat(answers).containsExactly(deer(), labels("Fox"), labels("Hare"));
    }

    @Test
    void eachContentIsCalledOnce() throws Exception {
        CallBudget budget = new CallBudget(10);
        detector.answer("a.jpg", labels("Fox"));
        Exemplars exemplars = exemplars(budget);

        List<Detection> answers =
                exemplars.detect(List.of(image("a.jpg", "same"), image("b.jpg"), image("c.jpg", "same")));

        assertThat(answers).containsExactly(labels("Fox"), deer(), labels("Fox"));
        assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
        assertThat(budget.taken()).isEqualTo(2);
    }

    @Test
    void imagesOfUnknownContentAreNotTakenForTheSame() throws Exception {
        exemplars(new CallBudget(10)).detect(List.of(image("a.jpg", ""), image("b.jpg", "")));

        assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
    }

    @Test
    void whatIsRecordedIsNotCalled() throws Exception {
        CallBudget budget = new CallBudget(0);
        recorded.put(image("a.jpg"), labels("Fox"));
        Exemplars exemplars = exemplars(budget);

        assertThat(exemplars.detect(List.of(image("a.jpg")))).containsExactly(labels("Fox"));
        assertThat(detector.called()).isEmpty();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatIsRecordedOfOneServesTheSameContentAfterIt() throws Exception {
        ImageEntry recordedOne = image("a.jpg", "same");
        Exemplars exemplars = exemplars(
                image ->
                        image.key().equals("a.jpg") ? java.util.Optional.of(labels("Fox")) : java.util.Optional.empty(),
                new CallBudget(0));

        assertThat(exemplars.detect(List.of(recordedOne, image("b.jpg", "same"))))
                .containsExactly(labels("Fox"), labels("Fox"));
        assertThat(detector.called()).isEmpty();
    }

    @Test
    void aBudgetThatDoesNotReachForAllPaysForNone() {
        CallBudget budget = new CallBudget(1);

        assertThatThrownBy(() -> exemplars(budget).detect(List.of(image("a.jpg"), image("b.jpg"))))
                .isInstanceOf(CallsSpentException.class);

        assertThat(detector.called()).isEmpty();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aBudgetThatJustReachesIsEnough() throws Exception {
        CallBudget budget = new CallBudget(2);
        recorded.put(image("c.jpg"), deer());

        exemplars(budget)
                .detect(List.of(image("a.jpg", "same"), image("b.jpg", "same"), image("c.jpg"), image("d.jpg")));

        assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "d.jpg");
        assertThat(budget.left()).isZero();
    }

    @Test
    void theyAreCalledTogetherAndWhoeverAnswersFirst() throws Exception {
        detector.holding("a.jpg", "b.jpg", "c.jpg", "d.jpg");
        ExecutorService runner = Executors.newSingleThreadExecutor();
        try {
            Future<List<Detection>> answers = runner.submit(() -> exemplars(new CallBudget(10))
                    .detect(List.of(image("a.jpg"), image("b.jpg"), image("c.jpg"), image("d.jpg"))));
            detector.awaitCalls(4);
            detector.answer("d.jpg", labels("Fox")).answer("c.jpg").answer("b.jpg");
            detector.awaitEnd("b.jpg");
            detector.answer("a.jpg", labels("Hare"));

            assertThat(answers.get()).containsExactly(labels("Hare"), deer(), deer(), labels("Fox"));
            assertThat(detector.mostInFlight()).isEqualTo(4);
            assertThat(told).startsWith("0 of 4").contains("3 of 4");
        } finally {
            runner.shutdownNow();
        }
    }

    @Test
    void noMoreAreInFlightThanAllowed() throws Exception {
        concurrency = 2;

        exemplars(new CallBudget(10)).detect(numbered(10));

        assertThat(detector.mostInFlight()).isBetween(1, 2);
    }

    @Test
    void theFirstThatHasNoAnswerEndsItBeforeOthersAreBegun() {
        concurrency = 1;
        CallBudget budget = new CallBudget(10);
        DetectionException failure = failure(Kind.FAILED, image("a.jpg"));
        detector.fail("a.jpg", failure);

        assertThatThrownBy(() -> exemplars(budget).detect(List.of(image("a.jpg"), image("b.jpg"))))
                .isSameAs(failure);

        assertThat(detector.called()).containsExactly("a.jpg");
        assertThat(budget.answered()).isZero();
    }

    @Test
    void theCallsInFlightAreDroppedWhenOneFails() throws Exception {
        concurrency = 2;
        detector.holding("b.jpg");
        DetectionException failure = failure(Kind.UNCHECKABLE, image("a.jpg"));
        detector.onCall(image -> {
            if (image.key().equals("a.jpg")) {
                awaitTwoCalls();
            }
        });
        detector.fail("a.jpg", failure);

        assertThatThrownBy(() ->
                        exemplars(new CallBudget(10)).detect(List.of(image("a.jpg"), image("b.jpg"), image("c.jpg"))))
                .isSameAs(failure);

        detector.awaitEnd("b.jpg");
        assertThat(detector.called()).doesNotContain("c.jpg");
    }

    private void awaitTwoCalls() {
        try {
            detector.awaitCalls(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anErrorOfOneIsAFailureThatEndsTheRunAndNotTheProcess() {
        detector.fail("a.jpg", new OutOfMemoryError("Java heap space"));

        assertThatThrownBy(() -> exemplars(new CallBudget(10)).detect(List.of(image("a.jpg"))))
                .isInstanceOf(DetectionException.class)
                .hasMessageContaining("a.jpg", "memory");
    }

    @Test
    void whatIsToStopBeginsNoCall() {
        stop.request();

        assertThatThrownBy(() -> exemplars(new CallBudget(10)).detect(List.of(image("a.jpg"))))
                .isInstanceOfSatisfying(
                        DetectionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STOPPED));
        assertThat(detector.called()).isEmpty();
    }

    @Test
    void aRecordingThatCannotBeReadEndsItBeforeAnythingIsPaid() {
        IOException unreadable = new IOException("unreadable");
        recorded.failingAt("b.jpg", unreadable);

        assertThatThrownBy(() -> exemplars(new CallBudget(10)).detect(List.of(image("a.jpg"), image("b.jpg"))))
                .isSameAs(unreadable);
        assertThat(detector.called()).isEmpty();
    }

    @Test
    void noExemplarsNeedNoCall() throws Exception {
        assertThat(exemplars(new CallBudget(0)).detect(List.of())).isEmpty();
    }

    private static List<ImageEntry> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> image(i + ".jpg")).toList();
    }
}
