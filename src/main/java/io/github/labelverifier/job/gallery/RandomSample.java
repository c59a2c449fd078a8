package io.github.labelverifier.job.gallery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws a bounded number of candidates, each with the same chance, while they go by (Vitter's algorithm R). */
final class RandomSample {
    private static final Comparator<Candidate> DOUBTFUL_FIRST =
            Comparator.comparingDouble(Candidate::badness).reversed().thenComparingLong(Candidate::position);

    private final int most;
    private final long seed;
    private final Random random;
    private final List<Candidate> drawn = new ArrayList<>();
    private long total;

    RandomSample(int most, long seed) {
        this.most = most;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Lets one go by; it is made only if it is drawn. */
    void offer(Supplier<Candidate> candidate) {
        total++;
        if (drawn.size() < most) {
            drawn.add(candidate.get());
        } else if (most > 0) {
            long place = random.nextLong(total);
            if (place < most) {
                drawn.set((int) place, candidate.get());
            }
        }
    }

    /** How many went by. */
    long total() {
        return total;
    }

    /** Those that were drawn, or so many of them, each with the same chance again; the most doubtful first. */
    List<Candidate> list(int places) {
        List<Candidate> shuffled = new ArrayList<>(drawn);
        if (places < drawn.size()) {
            // Each call gives the same, by other numbers than those of the drawing, on which the places depend.
            Collections.shuffle(shuffled, new Random(new SplittableRandom(seed).nextLong()));
        }
        return shuffled.stream().limit(places).sorted(DOUBTFUL_FIRST).toList();
    }
}
