package io.github.labelverifier.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the labels of a reference that say too little of the class: those without which the rule of the exemplars would flag
 * images that fit their folder badly, and hardly any that fit it well. Animal and Mammal most often stand together, so that
 * neither alone keeps anything: they are looked for as a set.
 *
 * <p>It is made of counts by label, so memory does not grow with the number of images, and their order does not matter.
 */
public final class GenericLabels {
    /** Fewer images are not worth a word. */
    private static final long LEAST_IMAGES = 3;

    /** Nor is a smaller share of what is kept. */
    private static final double LEAST_SHARE = 0.01;

    /** An image that fits well and would be flagged weighs as much as so many that fit badly: more than two thirds must do so. */
    private static final int WELL_WEIGHS = 2;

    private GenericLabels() {}

    /**
     * The images that are kept for what they share with the reference: exemplars are not among them. They can be gone through
     * as often as need be.
     *
     * @param <E> what goes wrong when they cannot be read
     */
    @FunctionalInterface
    public interface KeptImages<E extends Exception> {

        /** Shows every image to a visitor. */
        void forEach(Visitor visitor) throws E;

        /** Looks at one image after the other. */
        @FunctionalInterface
        interface Visitor {
            /**
             * Takes notice of an image.
             *
             * @param shared the labels that it shares with the reference by their numbers, in the first so many places
             * @param fitsBadly whether it fits its folder badly, those labels left out
             */
            void image(int[] shared, int count, boolean fitsBadly);
        }
    }

    /**
     * A label that is generic.
     *
     * @param label its number
     * @param images how many images share it with the reference, and nothing else that is not generic too
     */
    public record Generic(int label, long images) {}

    /**
     * Finds them.
     *
     * @param labels how many labels the reference has; their numbers are below it
     * @return those that keep the most images first; empty if none is worth a word
     */
    public static <E extends Exception> List<Generic> in(int labels, KeptImages<E> images) throws E {
        boolean[] generic = new boolean[labels];
        Arrays.fill(generic, true);
        Tally kept = keptBy(generic, images);
        long least = Math.max(LEAST_IMAGES, (long) Math.ceil(LEAST_SHARE * kept.images));
        while (takeOut(kept, generic, least)) {
            kept = keptBy(generic, images);
        }
        return listed(kept, generic);
    }

    /** The images that are kept by these labels alone. */
    private static <E extends Exception> Tally keptBy(boolean[] generic, KeptImages<E> images) throws E {
        Tally kept = new Tally(generic.length);
        images.forEach((shared, count, fitsBadly) -> {
            if (isAll(generic, shared, count)) {
                kept.add(shared, count, fitsBadly);
            }
        });
        return kept;
    }

    /**
     * Takes out the label that is clearest not to be generic: the purest of those that keep too many images which fit well. If
     * there is none, those that keep too few images. Returns whether there was one.
     */
    private static boolean takeOut(Tally kept, boolean[] generic, long least) {
        int purest = -1;
        boolean isAny = false;
        for (int label = 0; label < generic.length; label++) {
            boolean keepsWell =
                    generic[label] && kept.well(label) > 0 && kept.badly[label] <= WELL_WEIGHS * kept.well(label);
            if (keepsWell && (purest < 0 || kept.badShare(label) < kept.badShare(purest))) {
                purest = label;
            }
        }
        for (int label = 0; label < generic.length; label++) {
            if (generic[label] && (label == purest || (purest < 0 && kept.with[label] < least))) {
                generic[label] = false;
                isAny = true;
            }
        }
        return isAny;
    }

    /** How many images share each label, and how many of these fit badly. */
    private static final class Tally {
        private final long[] with;
        private final long[] badly;
        private long images;
        private long imagesBadly;

        Tally(int labels) {
            with = new long[labels];
            badly = new long[labels];
        }

        void add(int[] shared, int count, boolean fitsBadly) {
            images++;
            imagesBadly += fitsBadly ? 1 : 0;
            for (int i = 0; i < count; i++) {
                with[shared[i]]++;
                badly[shared[i]] += fitsBadly ? 1 : 0;
            }
        }

        long well(int label) {
            return with[label] - badly[label];
        }

        /** The share of the images with a label that fit badly; that of all images counts as one image more. */
        double badShare(int label) {
            double usual = images == 0 ? 0 : (double) imagesBadly / images;
            return (badly[label] + usual) / (with[label] + 1);
        }
    }

    private static boolean isAll(boolean[] generic, int[] shared, int count) {
        for (int i = 0; i < count; i++) {
            if (!generic[shared[i]]) {
                return false;
            }
        }
        return true;
    }

    private static List<Generic> listed(Tally kept, boolean[] generic) {
        List<Generic> listed = new ArrayList<>();
        for (int label = 0; label < generic.length; label++) {
            if (generic[label]) {
                listed.add(new Generic(label, kept.with[label]));
            }
        }
        listed.sort(Comparator.comparingLong(Generic::images).reversed());
        return listed;
    }
}
