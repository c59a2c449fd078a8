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
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the exemplars show, at the least price. */
@Timeout(60)
class ExemplarsTest {
    private final HandDetector detector = new HandDetector().answeringOthers();
    private final RecordedMap recorded = new RecordedMap();

    private Exemplars exemplars(CallBudget budget) {
        return new Exemplars(detector, recorded, Twins.hashedWhenSent(), budget);
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
        assertThat(detector.called()).containsExactly("a.jpg", "b.jpg");
        assertThat(budget.taken()).isEqualTo(2);
        assertThat(exemplars.reused()).isZero();
    }

    @Test
    void imagesOfUnknownContentAreNotTakenForTheSame() throws Exception {
        exemplars(new CallBudget(10)).detect(List.of(image("a.jpg", ""), image("b.jpg", "")));

        assertThat(detector.called()).containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void whatIsRecordedIsNotCalled() throws Exception {
        CallBudget budget = new CallBudget(0);
        recorded.put(image("a.jpg"), labels("Fox"));
        Exemplars exemplars = exemplars(budget);

        assertThat(exemplars.detect(List.of(image("a.jpg")))).containsExactly(labels("Fox"));
        assertThat(detector.called()).isEmpty();
        assertThat(budget.taken()).isZero();
        assertThat(exemplars.reused()).isEqualTo(1);
    }

    @Test
    void whatIsRecordedOfOneServesTheSameContentAfterIt() throws Exception {
        ImageEntry recordedOne = image("a.jpg", "same");
        Exemplars exemplars = new Exemplars(
                detector,
                image ->
                        image.key().equals("a.jpg") ? java.util.Optional.of(labels("Fox")) : java.util.Optional.empty(),
                Twins.hashedWhenSent(),
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

        assertThat(detector.called()).containsExactly("a.jpg", "d.jpg");
        assertThat(budget.left()).isZero();
    }

    @Test
    void theFirstThatHasNoAnswerEndsItBeforeTheOthersArePaid() {
        CallBudget budget = new CallBudget(10);
        DetectionException failure = failure(Kind.FAILED, image("a.jpg"));
        detector.fail("a.jpg", failure);

        assertThatThrownBy(() -> exemplars(budget).detect(List.of(image("a.jpg"), image("b.jpg"))))
                .isSameAs(failure);

        assertThat(detector.called()).containsExactly("a.jpg");
        assertThat(budget.taken()).isEqualTo(1);
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
}
