package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {
    private static final Comparator<String> BYTES = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    /** From both sides of every border at which UTF-8 or UTF-16 need one unit more. */
    private static final int[] ALPHABET = {
        0, '\n', ' ', '-', '.', '/', '0', 'A', 'a', 0x7f, 0x80, 'é', 0x301, 0x7ff, 0x800, 0x65e5, 0xd7ff, 0xe000,
        0xfeff, 0xffee, 0xffff, 0x10000, 0x1f98c, 0x10ffff
    };

    private static String randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            key.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return key.toString();
    }

    @Test
    void characters_above_U_FFFF_come_after_all_others_unlike_in_the_order_of_strings() {
        String deer = "\ud83e\udd8c";
        String halfwidth = "\uffee";

        assertThat(deer).isLessThan(halfwidth);
        assertThat(KeyOrder.UTF_8.compare(deer, halfwidth)).isPositive();
        assertThat(KeyOrder.UTF_8.compare(halfwidth, deer)).isNegative();
    }

    @Test
    void a_key_comes_before_those_that_it_begins() {
        assertThat(KeyOrder.UTF_8.compare("deer", "deer/")).isNegative();
        assertThat(KeyOrder.UTF_8.compare("", "\u0000")).isNegative();
        assertThat(KeyOrder.UTF_8.compare("deer", "deer")).isZero();
    }

    @Test
    void any_two_characters_compare_like_their_bytes() {
        for (int left : ALPHABET) {
            for (int right : ALPHABET) {
                assertSameAsBytes(Character.toString(left), Character.toString(right));
                assertSameAsBytes("deer" + Character.toString(left) + "z", "deer" + Character.toString(right) + "a");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_keys_sort_like_their_bytes(long seed) {
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String key = randomKey(random);
            // Many that differ late, or not at all.
            keys.add(i % 3 == 0 || keys.isEmpty() ? key : keys.get(random.nextInt(keys.size())) + key);
        }

        assertThat(keys.stream().sorted(KeyOrder.UTF_8))
                .containsExactlyElementsOf(keys.stream().sorted(BYTES).toList());
    }

    private static void assertSameAsBytes(String left, String right) {
        assertThat(Integer.signum(KeyOrder.UTF_8.compare(left, right)))
                .as("%s against %s", left, right)
                .isEqualTo(Integer.signum(BYTES.compare(left, right)));
    }
}
