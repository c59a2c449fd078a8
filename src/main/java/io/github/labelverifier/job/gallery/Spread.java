package io.github.labelverifier.job.gallery;

import java.util.ArrayList;
import java.util.List;

/** How the confidence of the best reference label spreads over the images that have one, kept and flagged apart. */
final class Spread {
    /** A range of confidence and what lies in it; the last one holds 100 too. */
    record Bin(double from, double to, long kept, long flagged) {}

    private static final double MOST = 100;

    private final double least;
    private final double width;
    private final long[] kept;
    private final long[] flagged;

    /** Ranges from the least confidence that was recorded up to 100. */
    Spread(double least, int bins) {
        this.least = Math.min(Math.floor(least), MOST - 1);
        this.width = (MOST - this.least) / bins;
        kept = new long[bins];
        flagged = new long[bins];
    }

    void add(double confidence, boolean isKept) {
        if (confidence < least) {
            return;
        }
        int bin = Math.min((int) ((confidence - least) / width), kept.length - 1);
        (isKept ? kept : flagged)[bin]++;
    }

    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            bins.add(new Bin(least + i * width, least + (i + 1) * width, kept[i], flagged[i]));
        }
        return bins;
    }

    /** The lower end. */
    double least() {
        return least;
    }
}
