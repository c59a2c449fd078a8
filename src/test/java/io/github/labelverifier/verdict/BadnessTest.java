package io.github.labelverifier.verdict;

import static io.github.labelverifier.verdict.Samples.image;
import static io.github.labelverifier.verdict.Samples.label;
import static io.github.labelverifier.verdict.Samples.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BadnessTest {
    private static final ReferenceLabels REFERENCE =
            new ReferenceLabels(List.of(new ReferenceLabels.Entry("Deer", 1), new ReferenceLabels.Entry("Elk", 1)));

    private final Judge judge = new Judge(Samples.rule(), REFERENCE, Set.of());
    private final Badness badness = new Badness(REFERENCE, true);

    private Finding shown(String key, Label... labels) {
        return judge.judge(image(key), shows(labels));
    }

    private static Finding scored(String key, Verdict verdict, double score) {
        return new Finding(
                image(key),
                verdict,
                List.of(),
                List.of(),
                Optional.of(shows("Deer")),
                Optional.empty(),
                Optional.of(new Contrast(score, Optional.empty(), List.of())));
    }

    private static Finding doubtful(String key, Verdict verdict, double score) {
        return new Finding(
                image(key),
                verdict,
                List.of(Reason.DOUBTFUL),
                List.of("Deer"),
                Optional.of(shows("Deer")),
                Optional.empty(),
                Optional.of(new Contrast(score, Optional.empty(), List.of())));
    }

    @Test
    void where_the_exemplars_decide_the_score_orders_only_what_is_kept_and_what_is_doubtful() {
        List<Finding> order = List.of(
                shown("a person", label("Deer", 99), label("Person", 86)),
                shown("a poster", label("Poster", 99)),
                shown("fog", label("Fog", 60)),
                doubtful("very doubtful", Verdict.KEEP, -2.5),
                doubtful("doubtful and flagged", Verdict.FLAG, -0.9),
                doubtful("a little doubtful", Verdict.KEEP, -0.61),
                Finding.unchecked(image("an error"), Verdict.ERROR, "Timeout", Optional.empty()),
                Finding.skipped(image("skipped"), "empty"),
                scored("hardly fits", Verdict.KEEP, -0.59),
                scored("fits", Verdict.KEEP, 0.4),
                scored("fits well", Verdict.KEEP, 1.2));
        List<Finding> shuffled = new ArrayList<>(order);
        Collections.shuffle(shuffled, new Random(7));
        Badness byExemplars = new Badness(REFERENCE, false);

        shuffled.sort(Comparator.comparingDouble(byExemplars::of).reversed());

        assertThat(shuffled).isEqualTo(order);
    }

    @Test
    void the_worst_come_first() {
        List<Finding> order = List.of(
                scored("the lowest score", Verdict.FLAG, -2.5),
                scored("a higher one", Verdict.KEEP, 1.5),
                shown("surely a person", label("Person", 99)),
                shown("perhaps a person", label("Deer", 95), label("Person", 86)),
                shown("surely something else", label("Poster", 99)),
                shown("less surely", label("Poster", 90)),
                shown("a close miss", label("Poster", 99), label("Deer", 84)),
                shown("nothing to be seen"),
                shown("hardly anything", label("Fog", 60)),
                shown("nearly fog", label("Fog", 84)),
                shown("nearly right", label("Deer", 84)),
                Finding.unchecked(image("an error"), Verdict.ERROR, "Timeout", Optional.empty()),
                Finding.skipped(image("skipped"), "empty"),
                shown("one in common", label("Deer", 90)),
                shown("two in common", label("Deer", 90), label("Elk", 90)));
        List<Finding> shuffled = new ArrayList<>(order);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream()
                        .sorted(Comparator.comparingDouble(badness::of).reversed())
                        .map(finding -> finding.image().key()))
                .containsExactlyElementsOf(
                        order.stream().map(finding -> finding.image().key()).toList());
    }

    @Test
    void a_report_that_no_run_wrote_has_its_place_too() {
        for (double score : new double[] {Double.NaN, 1e308, -1e308, Double.POSITIVE_INFINITY}) {
            assertThat(badness.of(scored("odd", Verdict.FLAG, score))).isBetween(0.0, Badness.MOST);
        }
    }
}
