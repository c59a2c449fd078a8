package io.github.labelverifier.verdict;

/**
 * The images of one folder: their labels by the numbers that {@link LabelNames} gave them, and how far each is trusted to be
 * right. They can be gone through as often as need be, always in the same order.
 *
 * @param <E> what goes wrong when they cannot be read or written
 */
public interface FolderImages<E extends Exception> {

    /** Shows every image to a visitor, exemplars included, and keeps how far the visitor trusts it. */
    void forEach(Visitor visitor) throws E;

    /** Looks at one image after the other. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes notice of an image.
         *
         * @param trust as it was kept last, at first as {@link Trust} has it for those that nobody has scored
         * @param labels the image's labels, best first, in the first so many places; only for the time of the call
         * @return how far it is trusted from now on
         */
        int image(int trust, int[] labels, int count);
    }
}
