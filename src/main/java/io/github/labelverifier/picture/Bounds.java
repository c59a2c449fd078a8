package io.github.labelverifier.picture;

/**
 * The largest size that a picture is wanted in.
 *
 * @param mostSide the most pixels on its long side
 * @param leastSide the fewest on its short side, which are worth a longer long one; never more than it has
 */
record Bounds(int mostSide, int leastSide) {

    /** The most pixels on the long side of a picture of this size. */
    int mostSideOf(Size size) {
        double shape = (double) size.longSide() / Math.min(size.width(), size.height());
        return Math.max(mostSide, (int) Math.min(size.longSide(), Math.ceil(leastSide * shape)));
    }
}
