package io.github.labelverifier.verdict;

/**
 * The labels of the images of one folder, by the numbers that {@link LabelNames} gave them. They can be gone through as often
 * as need be, always in the same order.
 *
 * @param <E> what goes wrong when they cannot be read
 */
public interface FolderLabels<E extends Exception> {

    /** Shows every image to a visitor, exemplars included. */
    void forEach(Visitor visitor) throws E;

    /** Looks at one image after the other. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes notice of an image.
         *
         * @param labels the image's labels, best first, in the first so many places; only for the time of the call
         */
        void image(boolean isExemplar, int[] labels, int count);
    }
}
