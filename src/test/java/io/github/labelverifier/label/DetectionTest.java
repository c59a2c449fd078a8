package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private static final Asked THREE = new Asked(55, 3);

    private static Label label(String name, double confidence) {
        return new Label(name, confidence, List.of());
    }

    private static Detection of(int labels) {
        return new Detection(
                IntStream.range(0, labels).mapToObj(i -> label("L" + i, 90)).toList(), "3.0", THREE);
    }

    @Test
    void its_labels_are_best_first_and_equal_ones_in_the_order_of_the_answer() {
        Detection detection = new Detection(
                List.of(label("c", 80), label("b", 99.5), label("a", 80), label("z", 99.6)), "3.0", THREE);

        assertThat(detection.labels()).extracting(Label::name).containsExactly("z", "b", "c", "a");
    }

    @Test
    void an_answer_is_cut_if_it_has_as_many_labels_as_were_asked_for() {
        assertThat(of(2).isCut()).isFalse();
        assertThat(of(3).isCut()).isTrue();
        assertThat(of(0).isCut()).isFalse();
    }

    @Test
    void an_answer_that_no_report_could_hold_is_none() {
        for (double confidence : new double[] {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(UnusableAnswerException.class)
                    .isThrownBy(() -> label("a", confidence))
                    .withMessage("a label has the confidence " + confidence);
        }
        assertThatExceptionOfType(UnusableAnswerException.class)
                .isThrownBy(() -> label("a".repeat(501), 90))
                .withMessage("a label has a name of 501 characters");
        assertThatExceptionOfType(UnusableAnswerException.class).isThrownBy(() -> label("half \ud83e", 90));
        assertThatExceptionOfType(UnusableAnswerException.class)
                .isThrownBy(() -> new Label("a", 90, Collections.nCopies(101, "b")));
        assertThatExceptionOfType(UnusableAnswerException.class)
                .isThrownBy(() -> of(1_001))
                .withMessage("it has 1001 labels");
        assertThatExceptionOfType(UnusableAnswerException.class)
                .isThrownBy(() ->
                        new Detection(Collections.nCopies(1_000, label("a".repeat(500), 90)), "3".repeat(101), THREE));
        List<String> many = Collections.nCopies(100, "b".repeat(500));
        assertThatExceptionOfType(UnusableAnswerException.class)
                .isThrownBy(() -> new Detection(Collections.nCopies(21, new Label("a", 90, many)), "3.0", THREE))
                .withMessage("its labels have 1050021 characters");
    }
}
