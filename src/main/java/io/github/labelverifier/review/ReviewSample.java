package io.github.labelverifier.review;

/**
 * A random sample of the checked images of a report that a review asks about.
 *
 * @param size how many images
 * @param seed what they are drawn by
 */
public record ReviewSample(int size, long seed) {
    public ReviewSample {
        if (size < 1) {
            throw new IllegalArgumentException("size: " + size);
        }
    }
}
