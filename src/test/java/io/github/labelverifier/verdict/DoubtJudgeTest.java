package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DoubtJudgeTest {
    private final DoubtJudge judge = new DoubtJudge(false);

    private record Scored(double score) implements Fit {
        @Override
        public OptionalInt rival() {
            return OptionalInt.empty();
        }

        @Override
        public List<Contrast.LabelPoints> against() {
            return List.of(Contrast.LabelPoints.of("Dog", -2));
        }
    }

    private static Decision found(Verdict verdict, Reason... reasons) {
        return new Decision(verdict, List.of(reasons), Optional.empty());
    }

    private static Optional<Fit> score(double score) {
        return Optional.of(new Scored(score));
    }

    @Test
    void an_image_that_is_kept_and_scores_below_the_cut_of_a_folder_alone_is_doubtful_and_says_why() {
        Decision doubtful = judge.judge(found(Verdict.KEEP), score(-0.61));

        assertThat(doubtful.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(doubtful.reasons()).containsExactly(Reason.DOUBTFUL);
        assertThat(doubtful.contrast().orElseThrow().score()).isEqualTo(-0.61);
        assertThat(doubtful.contrast().orElseThrow().because())
                .extracting(Contrast.LabelPoints::label)
                .containsExactly("Dog");
    }

    @Test
    void it_is_flagged_only_if_that_was_asked_for() {
        assertThat(new DoubtJudge(true).judge(found(Verdict.KEEP), score(-0.61)).verdict())
                .isEqualTo(Verdict.FLAG);
        assertThat(new DoubtJudge(true).judge(found(Verdict.KEEP), score(-0.6)).verdict())
                .isEqualTo(Verdict.KEEP);
    }

    @Test
    void an_image_that_fits_has_a_score_and_no_reason() {
        Decision fits = judge.judge(found(Verdict.KEEP), score(-0.6));

        assertThat(fits.reasons()).isEmpty();
        assertThat(fits.contrast().orElseThrow().score()).isEqualTo(-0.6);
        assertThat(fits.contrast().orElseThrow().because()).isEmpty();
    }

    @Test
    void what_the_exemplars_flag_stays_as_it_is_so_that_it_can_be_printed_before_any_score_is_known() {
        Decision flagged = found(Verdict.FLAG, Reason.NO_OVERLAP);

        assertThat(judge.judge(flagged, score(-3))).isSameAs(flagged);
    }

    @Test
    void an_exemplar_is_never_doubtful() {
        Decision exemplar = new DoubtJudge(true).judge(found(Verdict.KEEP, Reason.EXEMPLAR), score(-3));

        assertThat(exemplar.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(exemplar.reasons()).containsExactly(Reason.EXEMPLAR);
    }

    @Test
    void without_labels_to_look_at_there_is_no_doubt() {
        Decision unknown = found(Verdict.KEEP);

        assertThat(judge.judge(unknown, Optional.empty())).isSameAs(unknown);
    }
}
