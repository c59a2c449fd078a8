package io.github.labelverifier.job.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static ImageEntry image(int number) {
        return new ImageEntry("a.jpg", 7, String.format("%032x", number * 0x9E3779B97F4A7C15L), Instant.EPOCH);
    }

    @Test
    void what_was_seen_again_is_never_forgotten_and_little_else_is_taken_for_it() {
        Repeats repeats = new Repeats();
        IntStream.range(0, 100_000).forEach(number -> repeats.add(image(number)));

        assertThat(IntStream.range(0, 100_000)).allMatch(number -> repeats.mayContain(image(number)));
        assertThat(IntStream.range(100_000, 200_000)
                        .filter(number -> repeats.mayContain(image(number)))
                        .count())
                .isLessThan(5_000);
    }
}
