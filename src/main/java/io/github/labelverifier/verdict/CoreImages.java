package io.github.labelverifier.verdict;

import java.util.function.Consumer;

/**
 * The images of a folder with the best scores, a given number of them; of equal ones, those that are listed first.
 *
 * <p>The score of the last one that is in is found digit by digit, with a pass over the images for each digit, so that
 * memory does not grow with the number of images.
 */
final class CoreImages<E extends Exception> {
    private static final int DIGIT_BITS = 16;
    private static final int DIGIT_VALUES = 1 << DIGIT_BITS;

    /** Images and their scores, always in the same order. */
    interface Scored<E extends Exception> {
        void forEach(Visitor visitor) throws E;

        interface Visitor {
            void image(double score, int[] labels);
        }
    }

    private final Scored<E> images;

    /** The score of the last image that is in, as a number that sorts like the score. */
    private final long least;

    /** How many images of just that score are in. */
    private final long ofLeast;

    private CoreImages(Scored<E> images, long least, long ofLeast) {
        this.images = images;
        this.least = least;
        this.ofLeast = ofLeast;
    }

    /** The best so many images, all if there are no more. */
    static <E extends Exception> CoreImages<E> best(long wanted, Scored<E> images) throws E {
        long prefix = 0;
        long left = wanted;
        for (int shift = Long.SIZE - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            long[] histogram = histogram(images, prefix, shift);
            int digit = DIGIT_VALUES - 1;
            while (digit > 0 && histogram[digit] < left) {
                left -= histogram[digit];
                digit--;
            }
            prefix |= (long) digit << shift;
        }
        return new CoreImages<>(images, prefix, left);
    }

    /** Of the images whose higher digits are those of the prefix: how many have which digit. */
    private static <E extends Exception> long[] histogram(Scored<E> images, long prefix, int shift) throws E {
        long[] histogram = new long[DIGIT_VALUES];
        int higher = shift + DIGIT_BITS;
        images.forEach((score, labels) -> {
            long rank = rank(score);
            if (higher == Long.SIZE || rank >>> higher == prefix >>> higher) {
                histogram[(int) (rank >>> shift) & (DIGIT_VALUES - 1)]++;
            }
        });
        return histogram;
    }

    /** A number that is larger, taken as unsigned, exactly if the score is. */
    private static long rank(double score) {
        // Adding zero makes the negative zero, which is equal to zero, the same number.
        long bits = Double.doubleToLongBits(score + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    /** Shows the labels of every image that is in. */
    void forEach(Consumer<int[]> visitor) throws E {
        long[] taken = {0};
        images.forEach((score, labels) -> {
            int order = Long.compareUnsigned(rank(score), least);
            if (order > 0 || (order == 0 && taken[0]++ < ofLeast)) {
                visitor.accept(labels);
            }
        });
    }
}
