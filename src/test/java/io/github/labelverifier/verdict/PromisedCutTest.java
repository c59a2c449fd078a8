package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisedCutTest {

    @ParameterizedTest
    @CsvSource({"0.05, 19", "0.1, 9", "0.01, 99", "0.03, 33", "0.5, 1", "0.001, 999"})
    void a_share_needs_so_many_right_images(double share, int needed) {
        assertThat(PromisedCut.needed(share)).isEqualTo(needed);
    }

    @Test
    void the_cut_is_the_lowest_score_that_the_share_bears() {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 59; i++) {
            scores.add((double) (i * 37 % 59));
        }

        assertThat(PromisedCut.of(scores, 0.05)).isEqualTo(new PromisedCut(59, 2.0));
        assertThat(PromisedCut.of(scores.subList(0, 19), 0.05).cut())
                .isEqualTo(scores.subList(0, 19).stream().min(Double::compare).orElseThrow());
        assertThatThrownBy(() -> PromisedCut.of(scores.subList(0, 18), 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"60, 0.05", "120, 0.03", "25, 0.1"})
    void on_average_no_larger_share_is_flagged_than_was_asked_for(int right, double share) {
        Random random = new Random(11);
        double flagged = 0;
        int rounds = 20_000;
        for (int round = 0; round < rounds; round++) {
            List<Double> scores = new ArrayList<>();
            for (int i = 0; i < right; i++) {
                scores.add(random.nextDouble());
            }
            // Of images that are spread like that, such a share lies below the cut.
            flagged += PromisedCut.of(scores, share).cut();
        }

        assertThat(flagged / rounds).isBetween(share * 0.6, share * 1.02);
    }
}
