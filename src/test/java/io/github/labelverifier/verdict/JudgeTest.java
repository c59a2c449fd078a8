package io.github.labelverifier.verdict;

import static io.github.labelverifier.verdict.Samples.image;
import static io.github.labelverifier.verdict.Samples.label;
import static io.github.labelverifier.verdict.Samples.rejecting;
import static io.github.labelverifier.verdict.Samples.rule;
import static io.github.labelverifier.verdict.Samples.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of the contract, sentence by sentence. */
class JudgeTest {
    private static final ImageEntry IMAGE = image("deer/7.jpg");

    private static ReferenceLabels reference(String... labels) {
        return ReferenceLabels.of(List.of(), List.of(labels), rule());
    }

    private static Finding judge(Policy policy, ReferenceLabels reference, Detection detection) {
        return new Judge(policy, reference, Set.of()).judge(IMAGE, detection);
    }

    private static void assertKept(Finding finding, String... overlap) {
        assertThat(finding.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(finding.reasons()).isEmpty();
        assertThat(finding.overlap()).containsExactly(overlap);
        assertThat(finding.isRemovable()).isFalse();
    }

    private static void assertFlagged(Finding finding, Reason... reasons) {
        assertThat(finding.verdict()).isEqualTo(Verdict.FLAG);
        assertThat(finding.reasons()).containsExactly(reasons);
        assertThat(finding.isRemovable()).isTrue();
    }

    @Nested
    class An_image_that_shares_a_label {

        @Test
        void is_kept_and_all_it_shares_is_recorded_best_first() {
            Finding finding = judge(rule(), reference("Deer", "Animal", "Grass"), shows("Animal", "Tree", "Deer"));

            assertKept(finding, "Animal", "Deer");
            assertThat(finding.image()).isEqualTo(IMAGE);
            assertThat(finding.detection()).contains(shows("Animal", "Tree", "Deer"));
            assertThat(finding.message()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"deer", "DEER", "dEeR"})
        void is_kept_whatever_the_case_of_the_name_and_named_as_the_image_spells_it(String name) {
            assertKept(judge(rule(), reference("Deer"), shows(name)), name);
        }

        @Test
        @DefaultLocale("tr-TR")
        void is_kept_in_Turkey_too_where_the_lower_case_of_I_is_another_letter() {
            assertKept(judge(rule(), reference("WILDLIFE"), shows("wildlife")), "wildlife");
            assertKept(judge(rule(), reference("wildlife"), shows("WILDLIFE")), "WILDLIFE");
            assertFlagged(
                    judge(rejecting("RIFLE"), reference("Deer"), shows("deer", "rifle")), Reason.contains("RIFLE"));
        }
    }

    @Nested
    class An_image_that_shares_no_label {

        @Test
        void is_flagged() {
            assertFlagged(judge(rule(), reference("Deer"), shows("Car", "Wheel")), Reason.NO_OVERLAP);
        }

        @Test
        void is_flagged_even_if_a_name_is_part_of_another() {
            assertFlagged(judge(rule(), reference("Deer"), shows("Reindeer", "Deer Park")), Reason.NO_OVERLAP);
        }

        @Test
        void is_flagged_even_if_a_parent_is_in_the_reference() {
            Label fawn = new Label("Fawn", 99, List.of("Deer"), List.of("Deer Calf"));

            assertFlagged(judge(rule(), reference("Deer"), shows(fawn)), Reason.NO_OVERLAP);
        }

        @Test
        void is_another_one_than_an_image_of_a_label_that_the_reference_has_by_an_alias() {
            Label car = new Label("Car", 99, List.of("Vehicle"), List.of("Automobile"));

            assertKept(judge(rule(), reference("automobile"), shows(car)), "Car");
        }

        @Test
        void may_have_an_ignored_one_by_its_own_name_or_by_an_alias() {
            Label car = new Label("Car", 99, List.of("Vehicle"), List.of("Automobile"));
            Policy ignoring = new Policy(85, 10, List.of(), List.of("Car"));

            assertFlagged(judge(ignoring, reference("Automobile"), shows(car)), Reason.NO_OVERLAP);
        }
    }

    @Nested
    class Confidence {

        @Test
        void below_the_threshold_does_not_count_and_at_it_does() {
            assertKept(judge(rule(), reference("Deer"), shows(label("Deer", 85))), "Deer");
            assertFlagged(
                    judge(rule(), reference("Deer"), shows(label("Car", 99), label("Deer", 84.999))),
                    Reason.NO_OVERLAP);
        }

        @Test
        void that_no_label_reaches_is_a_reason_of_its_own() {
            assertFlagged(
                    judge(rule(), reference("Deer"), shows(label("Deer", 84.9), label("Car", 60))), Reason.NO_LABELS);
            assertFlagged(judge(rule(), reference("Deer"), shows(new Label[0])), Reason.NO_LABELS);
        }

        @Test
        void of_zero_lets_every_label_count() {
            Policy all = new Policy(0, 10, List.of(), List.of());

            assertKept(judge(all, reference("Deer"), shows(label("Deer", 0))), "Deer");
        }
    }

    @Nested
    class The_number_of_labels {
        private final Policy two = new Policy(85, 2, List.of("Person"), List.of());

        @Test
        void limits_what_counts_as_shared_to_the_best() {
            assertKept(judge(two, reference("Deer", "Grass"), shows("Animal", "Deer", "Grass")), "Deer");
            assertFlagged(judge(two, reference("Deer"), shows("Animal", "Grass", "Deer")), Reason.NO_OVERLAP);
        }

        @Test
        void does_not_limit_what_is_rejected() {
            assertFlagged(
                    judge(two, reference("Deer"), shows("Deer", "Grass", "Tree", "Person")), Reason.contains("Person"));
        }
    }

    @Nested
    class A_rejected_label {

        @Test
        void flags_an_image_that_contains_it_by_name_in_any_case() {
            assertFlagged(
                    judge(rejecting("person"), reference("Deer"), shows("Deer", "PERSON")), Reason.contains("person"));
        }

        @Test
        void flags_an_image_that_contains_it_by_alias() {
            Label person = new Label("Person", 99, List.of(), List.of("Human"));

            assertFlagged(
                    judge(rejecting("human"), reference("Deer"), shows(person, label("Deer", 98))),
                    Reason.contains("human"));
        }

        @Test
        void flags_an_image_that_contains_it_only_as_a_parent_since_MaxLabels_cuts_ancestors_off() {
            Label man = new Label("Man", 99, List.of("Adult", "Person"));

            assertFlagged(judge(rule(), reference("Deer"), shows(man, label("Deer", 98))), Reason.contains("Person"));
        }

        @Test
        void does_not_count_below_the_threshold() {
            assertKept(judge(rule(), reference("Deer"), shows(label("Deer", 99), label("Person", 84.9))), "Deer");
        }

        @Test
        void flags_an_image_whatever_it_shares_and_the_shared_is_recorded() {
            Finding finding = judge(rule(), reference("Deer", "Animal"), shows("Person", "Deer", "Animal"));

            assertFlagged(finding, Reason.contains("Person"));
            assertThat(finding.overlap()).containsExactly("Deer", "Animal");
        }

        @Test
        void is_named_once_even_if_several_labels_are_of_its_kind() {
            Label man = new Label("Man", 99, List.of("Person"));
            Label woman = new Label("Woman", 98, List.of("Person"));

            assertFlagged(
                    judge(rule(), reference("Deer"), shows(man, woman, label("Person", 97), label("Deer", 96))),
                    Reason.contains("Person"));
        }

        @Test
        void need_not_be_there() {
            assertKept(judge(rejecting(), reference("Deer"), shows("Person", "Deer")), "Deer");
        }
    }

    @Nested
    class One_image {

        @Test
        void can_carry_several_reasons() {
            assertFlagged(
                    judge(rejecting("Car", "Boat", "Person"), reference("Deer"), shows("Person", "Car")),
                    Reason.NO_OVERLAP,
                    Reason.contains("Car"),
                    Reason.contains("Person"));
        }

        @Test
        void without_labels_is_not_said_to_have_no_overlap_as_well() {
            assertThat(judge(rule(), reference("Deer"), shows(label("Person", 10)))
                            .reasons())
                    .containsExactly(Reason.NO_LABELS);
        }

        @Test
        void with_only_a_rejected_label_is_flagged_for_both() {
            assertFlagged(
                    judge(rule(), reference("Deer"), shows("Person")), Reason.NO_OVERLAP, Reason.contains("Person"));
        }
    }

    @Nested
    class An_exemplar {
        private final Judge judge = new Judge(rule(), reference("Deer"), Set.of("deer/1.jpg"));

        @ParameterizedTest
        @ValueSource(strings = {"Deer", "Person", "Car"})
        void is_kept_whatever_it_shows(String shown) {
            Finding finding = judge.judge(image("deer/1.jpg"), shows(shown));

            assertThat(finding.verdict()).isEqualTo(Verdict.KEEP);
            assertThat(finding.reasons()).containsExactly(Reason.EXEMPLAR);
            assertThat(finding.isRemovable()).isFalse();
            assertThat(finding.detection()).contains(shows(shown));
        }

        @Test
        void is_told_by_its_exact_key() {
            assertThat(judge.judge(image("deer/1.JPG"), shows("Car")).verdict()).isEqualTo(Verdict.FLAG);
            assertThat(judge.judge(image("1.jpg"), shows("Car")).verdict()).isEqualTo(Verdict.FLAG);
        }
    }

    @Nested
    class An_image_without_an_answer {

        @Test
        void is_never_removable() {
            assertThat(Finding.skipped(IMAGE, "empty").isRemovable()).isFalse();
            assertThat(Finding.unchecked(IMAGE, Verdict.ERROR, "AccessDenied", Optional.of("no"))
                            .isRemovable())
                    .isFalse();
        }
    }
}
