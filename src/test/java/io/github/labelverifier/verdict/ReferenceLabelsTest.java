package io.github.labelverifier.verdict;

import static io.github.labelverifier.verdict.Samples.ignoring;
import static io.github.labelverifier.verdict.Samples.label;
import static io.github.labelverifier.verdict.Samples.rule;
import static io.github.labelverifier.verdict.Samples.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.ReferenceLabels.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

class ReferenceLabelsTest {

    private static ReferenceLabels of(Policy policy, Detection... exemplars) {
        return ReferenceLabels.of(List.of(exemplars), List.of(), policy);
    }

    @Test
    void a_reference_is_the_union_of_the_exemplars_labels_those_of_most_exemplars_first_then_by_name() {
        ReferenceLabels reference =
                of(rule(), shows("Deer", "Animal", "Tree"), shows("Animal", "Deer"), shows("Animal", "Antler"));

        assertThat(reference.entries())
                .containsExactly(
                        new Entry("Animal", 3), new Entry("Deer", 2), new Entry("Antler", 1), new Entry("Tree", 1));
        assertThat(reference.isEmpty()).isFalse();
    }

    @Test
    void names_are_the_same_in_any_case_and_the_spelling_does_not_depend_on_the_order() {
        Detection upper = shows("Deer");
        Detection lower = shows("deer");

        assertThat(of(rule(), upper, lower).entries()).containsExactly(new Entry("Deer", 2));
        assertThat(of(rule(), lower, upper).entries()).containsExactly(new Entry("Deer", 2));
        assertThat(of(rule(), upper).contains("DEER")).isTrue();
    }

    @Test
    @DefaultLocale("tr-TR")
    void names_are_the_same_in_any_case_in_Turkey_too() {
        ReferenceLabels reference = of(rule(), shows("WILDLIFE"), shows("wildlife"));

        assertThat(reference.entries()).containsExactly(new Entry("WILDLIFE", 2));
        assertThat(reference.contains("Wildlife")).isTrue();
    }

    @Test
    void a_label_counts_once_for_an_exemplar_that_has_it_twice() {
        assertThat(of(rule(), shows("Deer", "deer", "DEER")).entries()).containsExactly(new Entry("Deer", 1));
    }

    @Test
    void only_what_counts_in_an_exemplar_counts_in_the_reference() {
        Policy two = new Policy(85, 2, List.of(), List.of());

        assertThat(of(two, shows(label("Deer", 99), label("Animal", 85), label("Tree", 85)))
                        .entries())
                .extracting(Entry::label)
                .containsExactly("Animal", "Deer");
        assertThat(of(two, shows(label("Deer", 84.9))).isEmpty()).isTrue();
    }

    @Test
    void an_ignored_label_is_left_out_by_name_and_by_alias_and_what_is_of_its_kind_is_not() {
        Label flora = new Label("Plant", 99, List.of(), List.of("Flora"));
        Label tree = new Label("Tree", 98, List.of("Plant"));

        assertThat(of(ignoring("plant"), shows(flora, tree)).entries()).containsExactly(new Entry("Tree", 1));
        assertThat(of(ignoring("FLORA"), shows(flora, tree)).entries()).containsExactly(new Entry("Tree", 1));
    }

    @Test
    void a_rejected_label_is_left_out_and_so_is_all_that_is_of_its_kind() {
        Label person = new Label("Person", 99, List.of(), List.of("Human"));
        Label man = new Label("Man", 98, List.of("Adult", "Person"));

        assertThat(of(rule(), shows(person, man, label("Deer", 97))).entries()).containsExactly(new Entry("Deer", 1));
        assertThat(of(rule(), shows(person, man)).isEmpty()).isTrue();
    }

    @Test
    void a_label_is_added_by_name_with_or_without_exemplars() {
        ReferenceLabels reference = ReferenceLabels.of(List.of(shows("Deer")), List.of("Elk", "deer"), rule());

        assertThat(reference.entries()).containsExactly(new Entry("Deer", 1), new Entry("Elk", 0));
        assertThat(ReferenceLabels.of(List.of(), List.of("Elk"), rule()).contains("elk"))
                .isTrue();
    }

    @Test
    void a_recorded_reference_is_the_same_again() {
        ReferenceLabels reference =
                ReferenceLabels.of(List.of(shows("Deer", "Animal"), shows("Animal")), List.of("Elk"), rule());

        assertThat(new ReferenceLabels(reference.entries()).entries()).isEqualTo(reference.entries());
    }

    @Test
    void no_exemplars_and_no_names_make_an_empty_reference() {
        ReferenceLabels reference = of(rule());

        assertThat(reference.isEmpty()).isTrue();
        assertThat(reference.entries()).isEmpty();
        assertThat(reference.contains("Deer")).isFalse();
    }
}
