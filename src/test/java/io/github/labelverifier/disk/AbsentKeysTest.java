package io.github.labelverifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsentKeysTest {
    private static final int MANY = 600_000;

    private final AbsentKeys absent = new AbsentKeys();
    private final KeyDigest digest = new KeyDigest();

    @Test
    void every_key_is_absent_at_first() {
        assertThat(absent.contains(digest.of("deer/1.jpg"))).isTrue();
    }

    @Test
    void no_key_that_was_entered_is_called_absent_and_most_others_are() {
        for (int i = 0; i < MANY; i++) {
            absent.remove(digest.of("deer/" + i));
        }

        assertThat(IntStream.range(0, MANY).filter(i -> absent.contains(digest.of("deer/" + i))))
                .isEmpty();
        assertThat(IntStream.range(0, 1_000).filter(i -> absent.contains(digest.of("moose/" + i))))
                .hasSizeGreaterThan(850);
    }
}
