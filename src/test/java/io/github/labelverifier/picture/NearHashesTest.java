package io.github.labelverifier.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.LongBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearHashesTest {

    private static long[] flipped(long[] hash, int bits) {
        long[] changed = hash.clone();
        for (int i = 0; i < bits; i++) {
            changed[i / 64] ^= 1L << (i % 64);
        }
        return changed;
    }

    private static LongBuffer all(long[]... hashes) {
        LongBuffer all = LongBuffer.allocate(hashes.length * 4);
        for (long[] hash : hashes) {
            all.put(hash);
        }
        return all.flip();
    }

    @Test
    void at_the_distance_is_near_and_one_bit_more_is_not() {
        long[] hash = new Random(1).longs(4).toArray();

        assertThat(new NearHashes(all(hash, flipped(hash, 50))).groups(50)).containsExactly(0, 0);
        assertThat(new NearHashes(all(hash, flipped(hash, 51))).groups(50)).containsExactly(0, 1);
        assertThat(new NearHashes(all(hash, hash.clone())).groups(0)).containsExactly(0, 0);
        assertThat(new NearHashes(all()).groups(50)).isEmpty();
    }

    @Test
    void steps_join_a_group() {
        long[] hash = new Random(2).longs(4).toArray();

        assertThat(new NearHashes(all(flipped(hash, 80), hash, flipped(hash, 40))).groups(40))
                .containsExactly(0, 0, 0);
    }

    @Test
    void groups_are_found_wherever_their_members_are_among_many() {
        Random random = new Random(3);
        long[][] hashes = new long[3_000][];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = i % 7 == 3 && i > 1_000
                    ? flipped(hashes[i - 1_000], 1 + random.nextInt(50))
                    : random.longs(4).toArray();
        }

        int[] groups = new NearHashes(all(hashes)).groups(50);

        for (int i = 0; i < hashes.length; i++) {
            boolean isCopy = i % 7 == 3 && i > 1_000;
            assertThat(groups[i]).isEqualTo(isCopy ? groups[i - 1_000] : i);
        }
    }
}
