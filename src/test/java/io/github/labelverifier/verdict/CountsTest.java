package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static Finding finding(Verdict verdict, long size) {
        return Finding.unchecked(
                new ImageEntry("1.jpg", size, "x", Instant.EPOCH), verdict, "because", Optional.empty());
    }

    private static Counts of(Finding... findings) {
        Counts counts = Counts.NONE;
        for (Finding finding : findings) {
            counts = counts.plus(finding);
        }
        return counts;
    }

    @Test
    void every_finding_counts_once_under_its_verdict_and_flagged_ones_with_their_size() {
        Counts counts = of(
                finding(Verdict.KEEP, 1),
                finding(Verdict.FLAG, 20),
                finding(Verdict.FLAG, 300),
                finding(Verdict.SKIP, 4_000),
                finding(Verdict.SKIP, 4_000),
                finding(Verdict.SKIP, 4_000),
                finding(Verdict.ERROR, 50_000));

        assertThat(counts).isEqualTo(new Counts(1, 2, 3, 1, 320));
        assertThat(counts.images()).isEqualTo(7);
    }

    @Test
    void only_kept_and_flagged_images_were_checked() {
        Counts counts = new Counts(30, 10, 500, 600, 1);

        assertThat(counts.checked()).isEqualTo(40);
        assertThat(counts.percentFlagged()).isEqualTo(25);
    }

    @Test
    void nothing_is_flagged_where_nothing_was_checked() {
        assertThat(new Counts(0, 0, 5, 5, 0).percentFlagged()).isZero();
        assertThat(Counts.NONE.images()).isZero();
    }

    @Test
    void more_bytes_than_a_long_can_count_are_as_many_as_it_can() {
        assertThat(of(finding(Verdict.FLAG, Long.MAX_VALUE), finding(Verdict.FLAG, 2))
                        .bytesFlagged())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void more_bytes_than_an_int_can_count_are_counted() {
        assertThat(of(finding(Verdict.FLAG, 3_000_000_000L), finding(Verdict.FLAG, 3_000_000_000L))
                        .bytesFlagged())
                .isEqualTo(6_000_000_000L);
    }
}
