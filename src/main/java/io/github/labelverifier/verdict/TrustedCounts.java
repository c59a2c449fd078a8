package io.github.labelverifier.verdict;

/**
 * How much the images of one folder are trusted altogether, and those with each label; and how much is missing to full
 * trust.
 */
final class TrustedCounts {
    private final long[] trustWith;
    private final long[] lackWith;
    private long trust;
    private long lack;

    TrustedCounts(int labels) {
        trustWith = new long[labels];
        lackWith = new long[labels];
    }

    /** Counts an image, unless it carries nothing, which tells nothing of its folder. */
    void add(int trustInIt, int[] looked) {
        if (looked.length == 0) {
            return;
        }
        int lacking = Trust.lacking(trustInIt);
        trust += trustInIt;
        lack += lacking;
        for (int label : looked) {
            trustWith[label] += trustInIt;
            lackWith[label] += lacking;
        }
    }

    /** The trust in all images, as a number of images. */
    double trust() {
        return images(trust);
    }

    double trustWith(int label) {
        return images(trustWith[label]);
    }

    /** The trust in all images but one, which was counted. */
    double trustBut(int trustInIt) {
        return images(trust - trustInIt);
    }

    /** The trust in the images with a label but one, which was counted and has it. */
    double trustWithBut(int label, int trustInIt) {
        return images(trustWith[label] - trustInIt);
    }

    double lackBut(int trustInIt) {
        return images(lack - Trust.lacking(trustInIt));
    }

    double lackWithBut(int label, int trustInIt) {
        return images(lackWith[label] - Trust.lacking(trustInIt));
    }

    /** Exact, as long as there are fewer than 2^45 images. */
    private static double images(long parts) {
        return (double) parts / Trust.WHOLE;
    }
}
