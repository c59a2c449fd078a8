package io.github.labelverifier.verdict;

import java.util.Collection;

/**
 * The cut below which, on average, no larger share of the right images falls than was asked for: that which a random sample of
 * them promises, whatever the images are like. Of m right ones in the sample, it is the k-th lowest score, with k the whole part
 * of share * (m + 1): the next right image is as likely to stand at any place among them.
 *
 * @param right how many right images it rests on
 * @param cut an image of a lower score is flagged; below all numbers if the right images of the lowest places have no score
 */
public record PromisedCut(int right, double cut) {

    /** How many right images a sample must have to promise anything for this share. */
    public static int needed(double share) {
        int needed = Math.max(1, (int) Math.ceil(1 / share) - 1);
        // What division has rounded is set right by the question itself.
        while (place(needed, share) == 0) {
            needed++;
        }
        return needed;
    }

    /**
     * The cut for a share, from 0 to 1.
     *
     * @param scores of the right images of the sample; of one without labels, below all numbers
     * @throws IllegalArgumentException if there are fewer than {@link #needed}
     */
    public static PromisedCut of(Collection<Double> scores, double share) {
        int place = place(scores.size(), share);
        if (place == 0 || place > scores.size()) {
            throw new IllegalArgumentException(scores.size() + " right images for a share of " + share);
        }
        double cut = scores.stream().sorted().skip(place - 1L).findFirst().orElseThrow();
        return new PromisedCut(scores.size(), cut);
    }

    private static int place(int right, double share) {
        // A share of 0.05 is a little more or less in binary, and 20 of it are 1 all the same.
        return (int) Math.floor(share * (right + 1) + 1e-9);
    }
}
