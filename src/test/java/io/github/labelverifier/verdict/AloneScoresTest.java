package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.labelverifier.label.Label;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AloneScoresTest {
    private final LabelNames names = new LabelNames();

    @SafeVarargs
    @SuppressWarnings("varargs")
    private AloneScores scores(List<String>... images) {
        FolderInMemory folder = new FolderInMemory(names, 1, List.of(images));
        return AloneScores.of(new LookedAtLabels(names), folder);
    }

    private Fit fit(AloneScores scores, String... labels) {
        int[] numbers = FolderInMemory.numbers(names, List.of(labels));
        return scores.fit(0, Trust.UNSCORED, numbers, numbers.length).orElseThrow();
    }

    @Test
    void a_folder_is_scored_as_computed_by_hand() {
        AloneScores scores = scores(List.of("Dog"), List.of("Dog"), List.of("Dog"), List.of("Cat"));

        // q = 0.5 * 3/4 + 0.01; both dogs are the core; p = (4 + 2 + 2q) / (4 + 2 + 2); one label: half of its points.
        assertThat(fit(scores, "Dog").score()).isCloseTo(Math.log(0.85625 / 0.395) / 2, within(1e-12));
        // q = 0.5 * 1/4 + 0.01; p = 2q / 8.
        assertThat(fit(scores, "Cat").score()).isCloseTo(Math.log(0.04375 / 0.145) / 2, within(1e-12));
    }

    @Test
    void the_labels_that_speak_against_an_image_are_told_and_no_folder_is() {
        AloneScores scores = scores(List.of("Dog", "Animal"), List.of("Dog", "Animal"), List.of("Cat", "Animal"));

        assertThat(fit(scores, "Cat", "Animal").against())
                .extracting(Contrast.LabelPoints::label)
                .containsExactly("Cat");
        assertThat(fit(scores, "Cat", "Animal").rival()).isEmpty();
        assertThat(fit(scores, "Dog", "Animal").against()).isEmpty();
    }

    @Test
    void an_image_without_labels_has_no_score_and_does_not_count() {
        AloneScores without = scores(List.of("Dog"), List.of("Cat"));
        AloneScores with = scores(List.of("Dog"), List.of(), List.of("Cat"));

        assertThat(with.fit(0, Trust.UNSCORED, new int[0], 0)).isEmpty();
        assertThat(fit(with, "Dog").score()).isEqualTo(fit(without, "Dog").score());
    }

    @Test
    void exemplars_alone_and_nothing_at_all_are_scored_too() {
        assertThat(fit(scores(List.of("Dog")), "Dog").score()).isPositive();
        assertThat(AloneScores.of(new LookedAtLabels(names), new FolderInMemory(names, 0, List.of()))
                        .fit(0, Trust.UNSCORED, new int[0], 0))
                .isEmpty();
    }

    @Test
    void labels_below_the_confidence_are_not_looked_at() {
        List<Label> labels = List.of(new Label("Dog", 55, List.of()), new Label("Cat", 54.99, List.of()));

        assertThat(LookedAtLabels.numbers(names, labels)).hasSize(1);
    }

    @Test
    void the_best_ten_meanings_are_looked_at() {
        List<String> labels = List.of("Human", "People", "Person", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
        int[] numbers = FolderInMemory.numbers(names, labels);
        LookedAtLabels lookedAt = new LookedAtLabels(names);

        assertThat(Arrays.stream(lookedAt.of(numbers, numbers.length)).mapToObj(lookedAt::name))
                .containsExactly("Person", "A", "B", "C", "D", "E", "F", "G", "H", "I");
    }

    @Test
    void an_old_name_means_the_new_one() {
        AloneScores scores =
                scores(List.of("Person"), List.of("Human", "People", "Person"), List.of("Automobile"), List.of("Car"));

        assertThat(fit(scores, "Human").score()).isEqualTo(fit(scores, "Person").score());
        assertThat(fit(scores, "People", "human").score())
                .isEqualTo(fit(scores, "PERSON").score());
        assertThat(fit(scores, "Automobile").score())
                .isEqualTo(fit(scores, "Car").score());
    }

    @Test
    void what_an_answer_calls_an_alias_means_its_label() {
        names.enter(new Label("Bicycle", 90, List.of(), List.of("Bike", "Push Bike")));
        AloneScores scores = scores(List.of("Bike"), List.of("Bicycle"), List.of("Dog"));

        assertThat(fit(scores, "Bike").score()).isEqualTo(fit(scores, "Bicycle").score());
    }

    @Test
    void labels_that_are_aliases_of_each_other_mean_the_same() {
        names.enter(new Label("Sofa", 90, List.of(), List.of("Couch")));
        names.enter(new Label("Couch", 90, List.of(), List.of("Sofa")));
        AloneScores scores = scores(List.of("Sofa"), List.of("Couch"));

        assertThat(fit(scores, "Sofa").score()).isEqualTo(fit(scores, "Couch").score());
    }
}
