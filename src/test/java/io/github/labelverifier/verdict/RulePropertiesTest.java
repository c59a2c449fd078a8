package io.github.labelverifier.verdict;

import static io.github.labelverifier.verdict.Samples.ASKED;
import static io.github.labelverifier.verdict.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any images and any rule, tried on random ones. */
class RulePropertiesTest {
    private static final int TRIES = 2_000;

    private static final List<String> NAMES = List.of(
            "Deer", "deer", "Animal", "Mammal", "Wildlife", "Person", "Man", "Tree", "Grass", "Car", "Wheel", "Dog");

    /** What a rule and the images of a run may be. */
    private record Run(Policy policy, List<Detection> exemplars, List<String> added, Detection shown) {

        static Run random(Random random) {
            Policy policy = new Policy(random.nextInt(101), 1 + random.nextInt(8), names(random, 2), names(random, 2));
            List<Detection> exemplars = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> detection(random))
                    .toList();
            return new Run(policy, exemplars, names(random, 2), detection(random));
        }

        ReferenceLabels reference() {
            return ReferenceLabels.of(exemplars, added, policy);
        }

        /** The reasons under another rule, the reference made anew. */
        List<Reason> reasons(Policy other) {
            return reasons(other, ReferenceLabels.of(exemplars, added, other));
        }

        List<Reason> reasons(Policy other, ReferenceLabels reference) {
            return new Judge(other, reference, Set.of())
                    .judge(image("1.jpg"), shown)
                    .reasons();
        }

        private static Detection detection(Random random) {
            List<Label> labels = new ArrayList<>();
            for (String name : names(random, 9)) {
                labels.add(new Label(name, 50 + random.nextInt(51), names(random, 2), names(random, 2)));
            }
            return new Detection(labels, "3.0", ASKED);
        }

        private static List<String> names(Random random, int most) {
            List<String> names = new ArrayList<>(NAMES);
            Collections.shuffle(names, random);
            return names.subList(0, random.nextInt(most + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_label_more_in_the_reference_never_flags_more_by_overlap(long seed) {
        Random random = new Random(seed);
        int flagged = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);
            List<ReferenceLabels.Entry> more = new ArrayList<>(run.reference().entries());
            more.add(new ReferenceLabels.Entry(NAMES.get(random.nextInt(NAMES.size())), 1));

            List<Reason> with = run.reasons(run.policy(), new ReferenceLabels(more));
            List<Reason> without = run.reasons(run.policy(), run.reference());

            if (with.contains(Reason.NO_OVERLAP)) {
                flagged++;
                assertThat(without).as("%s", run).contains(Reason.NO_OVERLAP);
            }
        }
        assertThat(flagged).as("tries that can show it").isGreaterThan(TRIES / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_exemplar_more_never_flags_more_by_overlap(long seed) {
        Random random = new Random(seed);
        int flagged = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);
            List<Detection> more = new ArrayList<>(run.exemplars());
            more.add(Run.detection(random));

            List<Reason> with = run.reasons(run.policy(), ReferenceLabels.of(more, run.added(), run.policy()));

            if (with.contains(Reason.NO_OVERLAP)) {
                flagged++;
                assertThat(run.reasons(run.policy())).as("%s", run).contains(Reason.NO_OVERLAP);
            }
        }
        assertThat(flagged).as("tries that can show it").isGreaterThan(TRIES / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_order_of_the_exemplars_does_not_matter(long seed) {
        Random random = new Random(seed);
        int tried = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);
            List<Detection> shuffled = new ArrayList<>(run.exemplars());
            Collections.shuffle(shuffled, random);
            tried += shuffled.equals(run.exemplars()) ? 0 : 1;

            ReferenceLabels other = ReferenceLabels.of(shuffled, run.added(), run.policy());

            assertThat(other.entries()).as("%s", run).isEqualTo(run.reference().entries());
            assertThat(run.reasons(run.policy(), other)).isEqualTo(run.reasons(run.policy()));
        }
        assertThat(tried).as("tries that can show it").isGreaterThan(TRIES / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_lower_confidence_never_makes_an_image_one_without_labels(long seed) {
        Random random = new Random(seed);
        int without = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);
            Policy lower = new Policy(
                    run.policy().minConfidence() * random.nextDouble(),
                    run.policy().maxLabels(),
                    run.policy().rejected(),
                    run.policy().ignored());

            if (run.reasons(lower).contains(Reason.NO_LABELS)) {
                without++;
                assertThat(run.reasons(run.policy())).as("%s", run).contains(Reason.NO_LABELS);
            }
        }
        assertThat(without).as("tries that can show it").isGreaterThan(TRIES / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void more_labels_that_count_never_add_a_lack_of_overlap(long seed) {
        Random random = new Random(seed);
        int flagged = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);
            Policy more = new Policy(
                    run.policy().minConfidence(),
                    run.policy().maxLabels() + 1 + random.nextInt(8),
                    run.policy().rejected(),
                    run.policy().ignored());

            if (run.reasons(more).contains(Reason.NO_OVERLAP)) {
                flagged++;
                assertThat(run.reasons(run.policy())).as("%s", run).contains(Reason.NO_OVERLAP);
            }
            if (run.reasons(more, run.reference()).contains(Reason.NO_OVERLAP)) {
                assertThat(run.reasons(run.policy())).as("%s", run).contains(Reason.NO_OVERLAP);
            }
        }
        assertThat(flagged).as("tries that can show it").isGreaterThan(TRIES / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_image_is_flagged_exactly_if_it_has_a_reason(long seed) {
        Random random = new Random(seed);
        int flagged = 0;
        for (int i = 0; i < TRIES; i++) {
            Run run = Run.random(random);

            Finding finding = new Judge(run.policy(), run.reference(), Set.of()).judge(image("1.jpg"), run.shown());

            assertThat(finding.verdict())
                    .as("%s", run)
                    .isEqualTo(finding.reasons().isEmpty() ? Verdict.KEEP : Verdict.FLAG);
            assertThat(finding.reasons()).as("%s", run).doesNotHaveDuplicates();
            assertThat(finding.has(Reason.NO_OVERLAP) || finding.has(Reason.NO_LABELS))
                    .as("%s", run)
                    .isEqualTo(finding.overlap().isEmpty());
            flagged += finding.isRemovable() ? 1 : 0;
        }
        assertThat(flagged).as("tries of both kinds").isBetween(TRIES / 20, TRIES - TRIES / 20);
    }
}
