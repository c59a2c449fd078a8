package io.github.labelverifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest {

    @Test
    void a_key_is_new_once() throws IOException {
        try (KeySet keys = new KeySet()) {
            assertThat(keys.add("a")).isTrue();
            assertThat(keys.add("b")).isTrue();
            assertThat(keys.add("a")).isFalse();
            assertThat(keys.add("A")).isTrue();
            assertThat(keys.add("")).isTrue();
            assertThat(keys.add("")).isFalse();
        }
    }

    @Test
    void it_tells_what_is_new_as_a_set_in_memory_does() throws IOException {
        Random random = new Random(1);
        Set<String> expected = new HashSet<>();
        try (KeySet keys = new KeySet()) {
            for (int i = 0; i < 20_000; i++) {
                String key = "deer/" + random.nextInt(10_000);
                assertThat(keys.add(key)).as(key).isEqualTo(expected.add(key));
            }
        }
    }
}
