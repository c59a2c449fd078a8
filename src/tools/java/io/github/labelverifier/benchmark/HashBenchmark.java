package io.github.labelverifier.benchmark;

import io.github.labelverifier.picture.NearHashes;
import io.github.labelverifier.picture.PerceptualHash;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many changed copies of drawn pictures are within a distance of their originals by hash, and how many pairs of different
 * pictures are.
 */
final class HashBenchmark {
    private static final int PICTURES = 1_000;

    /** So many of them are changed as well. */
    private static final int CHANGED = 200;

    private static final int[] DISTANCES = {30, NearHashes.USUAL_DISTANCE, 70};

    private final PrintStream out;
    private final List<long[]> originals = new ArrayList<>();

    HashBenchmark(PrintStream out) {
        this.out = out;
    }

    void run() throws IOException {
        for (int i = 0; i < PICTURES; i++) {
            originals.add(PerceptualHash.of(DrawnScene.of(i)));
        }
        out.println("| change | median distance | within 30 | within 50 | within 70 |");
        out.println("|---|---|---|---|---|");
        for (Map.Entry<String, PictureChange> change : PictureChange.all().entrySet()) {
            int[] distances = new int[CHANGED];
            for (int i = 0; i < CHANGED; i++) {
                BufferedImage changed = change.getValue().of(DrawnScene.of(i));
                distances[i] = distance(originals.get(i), PerceptualHash.of(changed));
            }
            Arrays.sort(distances);
            out.printf(Locale.ROOT, "| %s | %d | %s |%n", change.getKey(), distances[CHANGED / 2], shares(distances));
        }
        falsePairs();
    }

    private static String shares(int[] distances) {
        List<String> shares = new ArrayList<>();
        for (int most : DISTANCES) {
            long within = Arrays.stream(distances).filter(one -> one <= most).count();
            shares.add(String.format(Locale.ROOT, "%.0f%%", 100.0 * within / distances.length));
        }
        return String.join(" | ", shares);
    }

    private void falsePairs() {
        long[] within = new long[DISTANCES.length];
        int nearest = PerceptualHash.BITS;
        for (int one = 0; one < PICTURES; one++) {
            for (int other = one + 1; other < PICTURES; other++) {
                int distance = distance(originals.get(one), originals.get(other));
                nearest = Math.min(nearest, distance);
                for (int i = 0; i < DISTANCES.length; i++) {
                    within[i] += distance <= DISTANCES[i] ? 1 : 0;
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "| pairs of different pictures, of %,d | nearest %d | %d | %d | %d |%n",
                PICTURES * (PICTURES - 1L) / 2,
                nearest,
                within[0],
                within[1],
                within[2]);
    }

    private static int distance(long[] one, long[] other) {
        int distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += Long.bitCount(one[i] ^ other[i]);
        }
        return distance;
    }
}
