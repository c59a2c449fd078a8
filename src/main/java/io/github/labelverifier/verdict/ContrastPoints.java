package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much each label speaks for an image belonging to each folder of a run: points for how much commoner the label is in
 * the trusted part of the folder than in the other folders.
 *
 * <p>It is made of counts alone, so neither the order of the folders nor that of their images matters, ties for a place in
 * the trusted part excepted; sums of points are taken in the order of an image's labels. The same input gives the same
 * numbers, to the last digit, on every machine.
 */
public final class ContrastPoints {
    /** How many labels of an image are looked at, best first. */
    public static final int BEST_LABELS = 10;

    /** The confidence, in percent, from which on a label is looked at. */
    public static final double CONFIDENCE = 55;

    // The constants were fixed on two collections of recorded answers; see the tables of src/docs/rules.md.
    private static final double BACKGROUND_IMAGES = 100;
    private static final double OWN_SHARE = 0.5;
    private static final double LEAST_SHARE = 0.01;
    private static final double PRIOR_IMAGES = 2;
    private static final double EXEMPLAR_WEIGHT = 4;
    private static final double FIRST_WEIGHT = 0.5;
    private static final double MOST_POINTS = 4;
    private static final int MOST_AGAINST = 3;
    private static final int MOST_FOR = 2;

    private final LabelNames names;
    private final int[] meanings;
    private final int folders;

    /** The points of a label in all folders stand side by side. */
    private final double[] points;

    private ContrastPoints(LabelNames names, int[] meanings, int folders) {
        this.names = names;
        this.meanings = meanings;
        this.folders = folders;
        this.points = new double[names.size() * folders];
    }

    /**
     * Finds the points of a run.
     *
     * @param names all names that the folders use
     * @param folders the folders, each of which is gone through several times
     */
    public static <E extends Exception> ContrastPoints of(LabelNames names, List<? extends FolderLabels<E>> folders)
            throws E {
        int[] meanings = names.meanings();
        ContrastPoints points = new ContrastPoints(names, meanings, folders.size());
        List<LabelCounts> counts = new ArrayList<>();
        LabelCounts total = new LabelCounts(names.size());
        for (FolderLabels<E> folder : folders) {
            LabelCounts count = new LabelCounts(names.size());
            folder.forEach((isExemplar, labels, length) -> {
                int[] looked = points.lookedAt(labels, length);
                count.add(looked, isExemplar);
                total.add(looked, isExemplar);
            });
            counts.add(count);
        }
        for (int folder = 0; folder < folders.size(); folder++) {
            points.judgeFolder(folder, folders.get(folder), counts.get(folder), total);
        }
        return points;
    }

    private <E extends Exception> void judgeFolder(
            int folder, FolderLabels<E> images, LabelCounts own, LabelCounts total) throws E {
        double[] background = background(own, total);
        double[] first = new double[background.length];
        double weight = EXEMPLAR_WEIGHT * own.exemplars() + FIRST_WEIGHT * own.others();
        for (int label = 0; label < first.length; label++) {
            double carried = EXEMPLAR_WEIGHT * own.ofExemplars(label) + FIRST_WEIGHT * own.ofOthers(label);
            first[label] = points(carried, weight, background[label]);
        }
        // The best 60 percent, rounded up, in whole numbers.
        long trusted = (own.others() * 3 + 4) / 5;
        CoreImages<E> core = CoreImages.best(
                trusted,
                visitor -> images.forEach((isExemplar, labels, length) -> {
                    int[] looked = lookedAt(labels, length);
                    if (!isExemplar && looked.length > 0) {
                        visitor.image(mean(looked, first), looked);
                    }
                }));
        LabelCounts inCore = new LabelCounts(background.length);
        core.forEach(looked -> inCore.add(looked, false));
        double finalWeight = EXEMPLAR_WEIGHT * own.exemplars() + inCore.others();
        for (int label = 0; label < background.length; label++) {
            double carried = EXEMPLAR_WEIGHT * own.ofExemplars(label) + inCore.ofOthers(label);
            points[label * folders + folder] = points(carried, finalWeight, background[label]);
        }
    }

    /** How common each label is in the other folders, and a little in this one, so that a run of few images is no extreme. */
    private static double[] background(LabelCounts own, LabelCounts total) {
        double[] background = new double[total.labels()];
        for (int label = 0; label < background.length; label++) {
            double share = own.images() == 0 ? 0 : (double) own.of(label) / own.images();
            double elsewhere = (double) total.of(label) - own.of(label);
            background[label] = (elsewhere + BACKGROUND_IMAGES * (OWN_SHARE * share + LEAST_SHARE))
                    / (total.images() - own.images() + BACKGROUND_IMAGES);
        }
        return background;
    }

    private static double points(double carried, double weight, double background) {
        double share = (carried + PRIOR_IMAGES * background) / (weight + PRIOR_IMAGES);
        // StrictMath: the same digits on every machine.
        double log = StrictMath.log((share + LEAST_SHARE) / (background + LEAST_SHARE));
        return Math.max(-MOST_POINTS, Math.min(MOST_POINTS, log));
    }

    private static double mean(int[] looked, double[] of) {
        double sum = 0;
        for (int label : looked) {
            sum += of[label];
        }
        return sum / (looked.length + 1);
    }

    /** What is looked at of an image: what its labels mean, each meaning once, the best few. */
    private int[] lookedAt(int[] labels, int length) {
        int[] looked = new int[Math.min(length, BEST_LABELS)];
        int found = 0;
        for (int i = 0; i < length && found < BEST_LABELS; i++) {
            if (labels[i] >= meanings.length) {
                // No image of the run has it, so it tells nothing.
                continue;
            }
            int meaning = meanings[labels[i]];
            boolean isNew = true;
            for (int j = 0; j < found && isNew; j++) {
                isNew = looked[j] != meaning;
            }
            if (isNew) {
                looked[found++] = meaning;
            }
        }
        return found == looked.length ? looked : Arrays.copyOf(looked, found);
    }

    /**
     * How well an image fits its folder.
     *
     * @param folder the number of its folder, in the order in which they were given
     * @param labels its labels by their numbers, best first
     * @return empty if it has no label to look at
     */
    public Optional<Fit> fit(int folder, int[] labels) {
        int[] looked = lookedAt(labels, labels.length);
        if (looked.length == 0) {
            return Optional.empty();
        }
        double[] sums = new double[folders];
        for (int label : looked) {
            int start = label * folders;
            for (int i = 0; i < folders; i++) {
                sums[i] += points[start + i];
            }
        }
        int best = -1;
        for (int i = 0; i < folders; i++) {
            if (i != folder && (best < 0 || sums[i] > sums[best])) {
                best = i;
            }
        }
        double own = sums[folder] / (looked.length + 1);
        double other = best < 0 ? 0 : sums[best] / (looked.length + 1);
        return Optional.of(new Fit(own - Math.max(0, other), other > 0 ? best : -1, looked));
    }

    /** The labels that tell most: against the folder first, the worst of them first, then for it, the best first. */
    List<Contrast.LabelPoints> because(int folder, Fit fit) {
        List<Contrast.LabelPoints> all = new ArrayList<>();
        for (int label : fit.looked) {
            OptionalDouble there =
                    fit.better < 0 ? OptionalDouble.empty() : OptionalDouble.of(points[label * folders + fit.better]);
            all.add(new Contrast.LabelPoints(names.name(label), points[label * folders + folder], there));
        }
        Comparator<Contrast.LabelPoints> byDifference = Comparator.comparingDouble(Contrast.LabelPoints::difference);
        List<Contrast.LabelPoints> because = new ArrayList<>(all.stream()
                .filter(label -> label.difference() < 0)
                .sorted(byDifference)
                .limit(MOST_AGAINST)
                .toList());
        all.stream()
                .filter(label -> label.difference() > 0)
                .sorted(byDifference.reversed())
                .limit(MOST_FOR)
                .forEach(because::add);
        return because;
    }

    /** The numbers of the labels of an answer that may be looked at, best first. */
    public static int[] numbers(LabelNames names, List<Label> labels) {
        return labels.stream()
                .filter(label -> label.confidence() >= CONFIDENCE)
                .mapToInt(names::enter)
                .toArray();
    }

    /** How well an image fits. */
    public static final class Fit {
        private final double score;
        private final int better;
        private final int[] looked;

        private Fit(double score, int better, int[] looked) {
            this.score = score;
            this.better = better;
            this.looked = looked;
        }

        /** How much better it fits its folder than any other, or none: below zero, it fits another one better. */
        public double score() {
            return score;
        }

        /** The number of the other folder that it fits best; empty if it fits none. */
        public Optional<Integer> better() {
            return better < 0 ? Optional.empty() : Optional.of(better);
        }
    }
}
