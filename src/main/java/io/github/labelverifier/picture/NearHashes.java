package io.github.labelverifier.picture;

import java.nio.LongBuffer;
import java.util.stream.IntStream;

/**
 * Which of many pictures look alike, by their hashes: all pairs are compared, on all processors, in time that grows with the
 * square of their number. 100,000 take some seconds, a million some minutes.
 */
public final class NearHashes {
    /** Of 1,000 photos, no two of which are the same, no pair is nearer; of changed copies 84 in 100 are. */
    public static final int USUAL_DISTANCE = 50;

    private static final int LONGS = PerceptualHash.BITS / Long.SIZE;

    /** So many hashes are compared with all that follow before the next ones: they stay in the processor's memory. */
    private static final int BLOCK = 512;

    private final long[] bits;
    private final int count;

    /** Of hashes of four longs each, one after another. */
    public NearHashes(LongBuffer hashes) {
        bits = new long[hashes.remaining()];
        hashes.duplicate().get(bits);
        count = bits.length / LONGS;
    }

    /**
     * The groups of pictures that are joined by steps of at most this distance.
     *
     * @param mostDistance in bits, 0 to 255
     * @return for each picture the number of the first one of its group; its own where it is alone or the first
     */
    public int[] groups(int mostDistance) {
        Groups groups = new Groups(count);
        int blocks = (count + BLOCK - 1) / BLOCK;
        // The first blocks have the most to be compared with: begun first, they leave no thread behind at the end.
        IntStream.range(0, blocks).parallel().forEach(block -> compare(block, mostDistance, groups));
        return groups.firsts();
    }

    private void compare(int block, int mostDistance, Groups groups) {
        int end = Math.min(count, (block + 1) * BLOCK);
        for (int other = block * BLOCK + 1; other < count; other++) {
            long o0 = bits[other * LONGS];
            long o1 = bits[other * LONGS + 1];
            long o2 = bits[other * LONGS + 2];
            long o3 = bits[other * LONGS + 3];
            int last = Math.min(end, other);
            for (int one = block * BLOCK; one < last; one++) {
                int at = one * LONGS;
                int distance = Long.bitCount(bits[at] ^ o0) + Long.bitCount(bits[at + 1] ^ o1);
                // Half of the bits decide of nearly all pairs.
                if (distance <= mostDistance) {
                    distance += Long.bitCount(bits[at + 2] ^ o2) + Long.bitCount(bits[at + 3] ^ o3);
                    if (distance <= mostDistance) {
                        groups.join(one, other);
                    }
                }
            }
        }
    }

    /** Sets that are joined, each known by its smallest member. */
    private static final class Groups {
        private final int[] above;

        Groups(int count) {
            above = IntStream.range(0, count).toArray();
        }

        synchronized void join(int one, int other) {
            int first = first(one);
            int second = first(other);
            above[Math.max(first, second)] = Math.min(first, second);
        }

        private int first(int member) {
            int at = member;
            while (above[at] != at) {
                above[at] = above[above[at]];
                at = above[at];
            }
            return at;
        }

        synchronized int[] firsts() {
            return IntStream.range(0, above.length).map(this::first).toArray();
        }
    }
}
