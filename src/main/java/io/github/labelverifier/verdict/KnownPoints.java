package io.github.labelverifier.verdict;

import java.util.Arrays;

/**
 * What labels were found to say before of the images of one folder: many of these have the same labels, and are trusted alike,
 * and a logarithm takes longer than to look here. Of several that share a place, the last is known. Used from one thread at a
 * time.
 */
final class KnownPoints {
    private static final int PLACE_BITS = 10;
    private static final long NOTHING = -1;

    /** Spreads numbers that lie close together: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] of = new long[1 << PLACE_BITS];
    private final double[] here = new double[1 << PLACE_BITS];
    private final double[] againstWrong = new double[1 << PLACE_BITS];

    KnownPoints() {
        Arrays.fill(of, NOTHING);
    }

    private static long key(int label, int trust) {
        return (long) label << Integer.SIZE | trust;
    }

    /** Where the points of a label stand in images of this trust. */
    static int place(int label, int trust) {
        return (int) ((key(label, trust) * SPREAD) >>> (Long.SIZE - PLACE_BITS));
    }

    boolean hasAt(int place, int label, int trust) {
        return of[place] == key(label, trust);
    }

    void putAt(int place, int label, int trust, double pointsHere, double pointsAgainstWrong) {
        of[place] = key(label, trust);
        here[place] = pointsHere;
        againstWrong[place] = pointsAgainstWrong;
    }

    double hereAt(int place) {
        return here[place];
    }

    double againstWrongAt(int place) {
        return againstWrong[place];
    }
}
