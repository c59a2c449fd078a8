package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContrastJudgeTest {
    private static final Policy POLICY = new Policy(85, 10, List.of("Person"), List.of());
    private static final ReferenceLabels REFERENCE = new ReferenceLabels(List.of(new ReferenceLabels.Entry("Dog", 1)));

    private final LabelNames names = new LabelNames();
    private final FolderScores scores = scores();

    private FolderScores scores() {
        List<FolderInMemory> folders = List.of(folder("Dog", "Animal"), folder("Cat", "Animal"), folder("Person"));
        return RivalScores.of(new LookedAtLabels(names), folders);
    }

    private FolderInMemory folder(String... labels) {
        return new FolderInMemory(names, 1, Collections.nCopies(21, List.of(labels)));
    }

    private static Detection detection(String... labels) {
        return new Detection(
                List.of(labels).stream()
                        .map(name -> new Label(name, 95, List.of()))
                        .toList(),
                "3.0",
                new Asked(55, 50));
    }

    private Finding judge(ContrastRule rule, String key, String... labels) {
        ImageEntry image = new ImageEntry(key, 1, "e", Instant.EPOCH);
        int[] numbers = FolderInMemory.numbers(names, List.of(labels));
        Optional<Fit> fit = scores.fit(0, Trust.UNSCORED, numbers, numbers.length);
        return new ContrastJudge(rule, List.of("s3://b/dog/", "s3://b/cat/", "s3://b/person/"))
                .judge(fit, image, detection(labels), POLICY, REFERENCE, Set.of("exemplar.jpg"));
    }

    private Finding judge(String key, String... labels) {
        return judge(new ContrastRule(Scoring.RIVALS, -2.5, -1.75, false), key, labels);
    }

    @Test
    void an_image_that_fits_is_kept_with_its_score() {
        Finding finding = judge("1.jpg", "Dog", "Animal");

        assertThat(finding.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(finding.reasons()).isEmpty();
        assertThat(finding.overlap()).containsExactly("Dog");
        assertThat(finding.contrast().orElseThrow().score()).isPositive();
        assertThat(finding.contrast().orElseThrow().because()).isEmpty();
    }

    @Test
    void an_image_that_fits_another_folder_is_flagged_and_told_where_it_looks_like() {
        Finding finding = judge("1.jpg", "Cat", "Animal");

        assertThat(finding.verdict()).isEqualTo(Verdict.FLAG);
        assertThat(finding.reasons()).containsExactly(Reason.FITS_ELSEWHERE);
        assertThat(finding.contrast().orElseThrow().suggest()).contains("s3://b/cat/");
        assertThat(finding.contrast().orElseThrow().because().get(0).label()).isEqualTo("Cat");
    }

    @Test
    void a_doubtful_image_is_kept_unless_doubt_shall_flag() {
        ContrastRule doubting = new ContrastRule(Scoring.RIVALS, -9, 9, false);

        assertThat(judge(doubting, "1.jpg", "Dog").verdict()).isEqualTo(Verdict.KEEP);
        assertThat(judge(doubting, "1.jpg", "Dog").reasons()).containsExactly(Reason.DOUBTFUL);
        assertThat(judge(new ContrastRule(Scoring.RIVALS, -9, 9, true), "1.jpg", "Dog")
                        .verdict())
                .isEqualTo(Verdict.FLAG);
    }

    @Test
    void an_image_that_fits_nowhere_is_unlike_the_rest() {
        // No folder has it, so no rival is better than none.
        Finding finding = judge(new ContrastRule(Scoring.RIVALS, 9, 9, false), "1.jpg", "Dog");

        assertThat(finding.contrast().orElseThrow().suggest()).isEmpty();
        assertThat(finding.reasons()).containsExactly(Reason.UNLIKE_THE_REST);
    }

    @Test
    void a_rejected_label_flags_with_this_rule_too() {
        Finding finding = judge("1.jpg", "Dog", "Animal", "Person");

        assertThat(finding.verdict()).isEqualTo(Verdict.FLAG);
        assertThat(finding.reasons()).contains(Reason.contains("Person"));
    }

    @Test
    void an_image_without_labels_is_flagged_for_that() {
        assertThat(judge("1.jpg").reasons()).containsExactly(Reason.NO_LABELS);
        assertThat(judge("1.jpg").verdict()).isEqualTo(Verdict.FLAG);
    }

    @Test
    void an_exemplar_is_kept_whatever_it_shows() {
        Finding finding = judge("exemplar.jpg", "Cat", "Person");

        assertThat(finding.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(finding.reasons()).containsExactly(Reason.EXEMPLAR);
    }

    @Test
    void a_cut_above_the_doubt_makes_no_rule() {
        assertThatThrownBy(() -> new ContrastRule(Scoring.RIVALS, -0.5, -1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContrastRule(Scoring.RIVALS, Double.NaN, -1, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
