package io.github.labelverifier.label;

import java.util.Optional;

/**
 * How often an answer found the thing of a label in the image, each time with a box around it. Most labels, and all that name
 * no thing, have none. No rule looks at them: they come with the answer at no cost, and are recorded for whoever wants to.
 *
 * @param count how many boxes, at least one
 * @param largest the area of the largest box, as a share of the picture: from 0 to 1
 */
public record Instances(int count, double largest) {

    /** More digits than the pixels of any picture bear out only make reports longer. */
    private static final double DIGITS = 1e6;

    /**
     * Checks both numbers.
     *
     * @throws UnusableAnswerException if they are none of an answer
     */
    public Instances {
        // Written so that NaN fails too.
        if (count < 1 || !(largest >= 0 && largest <= 1)) {
            throw new UnusableAnswerException("a label has " + count + " instances, the largest of " + largest);
        }
    }

    /**
     * The instances of boxes that have these areas. Boxes may reach over the edge of a picture: then they count as all of it.
     * What is no area makes the answer no worse, since nothing depends on it.
     *
     * @return empty if there is no box
     */
    public static Optional<Instances> ofAreas(double... areas) {
        double largest = 0;
        for (double area : areas) {
            largest = Math.max(largest, Double.isNaN(area) ? 0 : Math.min(1, area));
        }
        return areas.length == 0
                ? Optional.empty()
                : Optional.of(new Instances(areas.length, Math.round(largest * DIGITS) / DIGITS));
    }
}
