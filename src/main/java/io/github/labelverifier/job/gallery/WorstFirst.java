package io.github.labelverifier.job.gallery;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the worst of many candidates, and never more than a bounded number of them. */
final class WorstFirst {
    /** The report's order where two are as bad. */
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingDouble(Candidate::badness).reversed().thenComparingLong(Candidate::position);

    private final int most;
    private final PriorityQueue<Candidate> kept = new PriorityQueue<>(ORDER.reversed());
    private long total;

    WorstFirst(int most) {
        this.most = most;
    }

    void add(Candidate candidate) {
        total++;
        kept.add(candidate);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    /** How many were added. */
    long total() {
        return total;
    }

    /** Those that were kept, the worst first. */
    List<Candidate> list() {
        return kept.stream().sorted(ORDER).toList();
    }
}
