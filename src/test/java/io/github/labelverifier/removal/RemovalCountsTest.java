package io.github.labelverifier.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import org.junit.jupiter.api.Test;

class RemovalCountsTest {

    private static RemovalCounts of(Result... results) {
        RemovalCounts counts = RemovalCounts.NONE;
        for (Result result : results) {
            counts = counts.plus(RemovalOutcome.of("1.jpg", result));
        }
        return counts;
    }

    @Test
    void every_outcome_counts_once_under_its_result() {
        RemovalCounts counts = of(Result.DELETED, Result.FAILED, Result.DELETED, Result.UNKNOWN);

        assertThat(counts.of(Result.DELETED)).isEqualTo(2);
        assertThat(counts.of(Result.FAILED)).isEqualTo(1);
        assertThat(counts.of(Result.UNKNOWN)).isEqualTo(1);
        assertThat(counts.of(Result.CHANGED)).isZero();
        assertThat(counts.total()).isEqualTo(4);
    }

    @Test
    void only_images_that_are_gone_from_their_place_are_done() {
        assertThat(of(Result.values()).total()).isEqualTo(6);
        assertThat(of(Result.values()).done()).isEqualTo(3);
        assertThat(of(Result.CHANGED, Result.FAILED, Result.UNKNOWN).done()).isZero();
    }

    @Test
    void counting_on_leaves_the_counts_before_as_they_were() {
        RemovalCounts before = of(Result.DELETED);
        RemovalCounts after = before.plus(RemovalOutcome.of("2.jpg", Result.DELETED));

        assertThat(before.total()).isEqualTo(1);
        assertThat(after.total()).isEqualTo(2);
        assertThat(RemovalCounts.NONE.total()).isZero();
    }
}
