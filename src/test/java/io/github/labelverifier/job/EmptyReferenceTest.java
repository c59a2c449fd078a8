package io.github.labelverifier.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.verdict.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyReferenceTest {
    private static String why(List<String> rejected, List<String> ignored, Label... labels) {
        return EmptyReference.why(
                "",
                List.of(new Detection(List.of(labels), "3.0", SampleFindings.ASKED)),
                new Policy(85, 10, rejected, ignored));
    }

    private static Label label(String name, double confidence) {
        return new Label(name, confidence, List.of());
    }

    @Test
    void the_true_cause_is_told() {
        assertThat(why(List.of(), List.of())).contains("sees nothing in the exemplars");
        assertThat(why(List.of(), List.of(), label("Fog", 84)))
                .contains("no label of the exemplars reaches --min-confidence 85 (the best is Fog 84");
        assertThat(why(List.of("Person"), List.of(), label("Person", 99), label("Fog", 80)))
                .contains("that reach 85 are rejected (Person)", "--no-reject");
        assertThat(why(List.of(), List.of("Animal"), label("Animal", 99))).contains("are ignored (Animal)");
        assertThat(why(List.of("Person"), List.of("Animal"), label("Animal", 99), label("Person", 98)))
                .contains("are rejected or ignored (Animal, Person)");
    }
}
