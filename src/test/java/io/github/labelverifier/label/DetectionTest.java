package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;

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
}
