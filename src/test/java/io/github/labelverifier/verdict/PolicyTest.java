package io.github.labelverifier.verdict;

import static io.github.labelverifier.verdict.Samples.label;
import static io.github.labelverifier.verdict.Samples.rejecting;
import static io.github.labelverifier.verdict.Samples.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 100.001, Double.NaN})
    void a_confidence_is_a_percentage(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(confidence, 10, List.of(), List.of()))
                .withMessage("minConfidence: " + confidence);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void labels_are_counted_from_1_to_1000(int labels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(85, labels, List.of(), List.of()))
                .withMessage("maxLabels: " + labels);
    }

    @Test
    void rejected_labels_are_told_as_the_rule_spells_them_and_in_its_order() {
        assertThat(rejecting("person", "CAR", "Boat").rejectedIn(shows("Car", "Tree", "Person")))
                .containsExactly("person", "CAR");
        assertThat(rejecting("person").rejectedIn(shows(label("Person", 84.9)))).isEmpty();
    }
}
