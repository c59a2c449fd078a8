package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    @ParameterizedTest
    @CsvSource({
        "85, 10, true",
        "55, 50, true",
        "100, 1, true",
        "54.9, 10, false",
        "0, 10, false",
        "85, 51, false",
        "54.9, 51, false"
    })
    void an_answer_holds_what_a_rule_looks_at_if_it_asked_no_higher_and_for_no_fewer(
            double neededConfidence, int neededLabels, boolean expected) {
        assertThat(new Asked(55, 50).suffices(neededConfidence, neededLabels)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_confidence_is_a_percentage(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asked(confidence, 10))
                .withMessage("minConfidence: " + confidence);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void labels_are_asked_for_within_the_limits_of_Rekognition(int labels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asked(55, labels))
                .withMessage("maxLabels: " + labels);
    }

    @Test
    void the_limits_themselves_may_be_asked_for() {
        assertThat(new Asked(0, 1).suffices(0, 1)).isTrue();
        assertThat(new Asked(100, Asked.MOST_LABELS).suffices(100, 1000)).isTrue();
    }
}
