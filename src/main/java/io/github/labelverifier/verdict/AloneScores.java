package io.github.labelverifier.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scores the images of a folder that has no other to be set against, by what its images have in common: a label gets points
 * for how much commoner it is in the trusted part of the folder, which is the exemplars and the images most like them, than
 * in the half of an imagined background that is like the folder itself.
 *
 * <p>It is made of counts alone, so the order of the images does not matter, ties for a place in the trusted part excepted.
 */
public final class AloneScores implements FolderScores {
    // The constants were fixed on recorded answers; see the tables of src/docs/rules.md.
    private static final double OWN_SHARE = 0.5;
    private static final double LEAST_SHARE = 0.01;
    private static final double PRIOR_IMAGES = 2;
    private static final double EXEMPLAR_WEIGHT = 4;
    private static final double FIRST_WEIGHT = 0.5;
    private static final double MOST_POINTS = 4;

    private final LookedAtLabels lookedAt;
    private final double[] points;

    private AloneScores(LookedAtLabels lookedAt, double[] points) {
        this.lookedAt = lookedAt;
        this.points = points;
    }

    /**
     * Finds the points of a folder.
     *
     * @param folder is gone through several times
     */
    public static <E extends Exception> AloneScores of(LookedAtLabels lookedAt, FolderImages<E> folder) throws E {
        LabelCounts own = new LabelCounts(lookedAt.meanings());
        folder.forEach((trust, labels, count) -> {
            own.add(lookedAt.of(labels, count), trust == Trust.EXEMPLAR);
            return trust;
        });
        double[] background = background(own);
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
                visitor -> folder.forEach((trust, labels, count) -> {
                    int[] looked = lookedAt.of(labels, count);
                    if (trust != Trust.EXEMPLAR && looked.length > 0) {
                        visitor.image(mean(looked, first), looked);
                    }
                    return trust;
                }));
        LabelCounts inCore = new LabelCounts(background.length);
        core.forEach(looked -> inCore.add(looked, false));
        double finalWeight = EXEMPLAR_WEIGHT * own.exemplars() + inCore.others();
        double[] points = new double[background.length];
        for (int label = 0; label < background.length; label++) {
            double carried = EXEMPLAR_WEIGHT * own.ofExemplars(label) + inCore.ofOthers(label);
            points[label] = points(carried, finalWeight, background[label]);
        }
        return new AloneScores(lookedAt, points);
    }

    /** How common each label is held to be where nothing is known of the class. */
    private static double[] background(LabelCounts own) {
        double[] background = new double[own.labels()];
        for (int label = 0; label < background.length; label++) {
            double share = own.images() == 0 ? 0 : (double) own.of(label) / own.images();
            background[label] = OWN_SHARE * share + LEAST_SHARE;
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

    @Override
    public Scoring scoring() {
        return Scoring.ALONE;
    }

    @Override
    public Optional<Fit> fit(int folder, int trust, int[] labels, int count) {
        int[] looked = lookedAt.of(labels, count);
        return looked.length == 0 ? Optional.empty() : Optional.of(new OwnFit(looked));
    }

    /** How well an image fits what its folder has in common. */
    private final class OwnFit implements Fit {
        private final int[] looked;

        OwnFit(int[] looked) {
            this.looked = looked;
        }

        @Override
        public double score() {
            return mean(looked, points);
        }

        @Override
        public OptionalInt rival() {
            return OptionalInt.empty();
        }

        @Override
        public List<Contrast.LabelPoints> against() {
            return Contrast.LabelPoints.against(Arrays.stream(looked)
                    .mapToObj(label -> Contrast.LabelPoints.of(lookedAt.name(label), points[label])));
        }
    }
}
