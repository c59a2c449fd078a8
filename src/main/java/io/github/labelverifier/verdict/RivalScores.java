package io.github.labelverifier.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Scores images by duels. An image is set against each other folder, against having no folder, and against the kind of image
 * that is wrong in its folder; a label counts by how clearly it decides between the two. The worst of these duels is the
 * score. Which images are trusted to show what a folder is like is found in three rounds.
 *
 * <p>What is kept is the counts of labels by folder. Neither the order of the folders nor that of their images matters; sums
 * of points are taken in the order of an image's labels.
 */
public final class RivalScores implements FolderScores {
    // The constants and the cuts were fixed on recorded answers of several services; see the tables of
    // src/docs/rules.md.
    private static final double PRIOR_IMAGES = 4;
    private static final double LEAST_SHARE = 0.01;
    private static final double MOST_POINTS = 4;
    private static final double WRONG_SHARE = 0.1;
    private static final double WRONG_PRIOR_IMAGES = 10;
    private static final double WRONG_WEIGHT = 2.25;

    private final LookedAtLabels lookedAt;
    private final int folders;
    private final List<TrustedCounts> counts;

    /** Whether the images were scored before they were counted, so that it is known what wrong ones look like. */
    private final boolean knowsWrong;

    /** How common a label is outside of a folder; those of a label in all folders stand side by side, as the next. */
    private final double[] elsewhere;

    /** How much a label speaks for a folder. */
    private final double[] points;

    /** Of each folder; so the images of one folder are scored by one thread at a time. */
    private final List<KnownPoints> known;

    private RivalScores(LookedAtLabels lookedAt, List<TrustedCounts> counts, boolean knowsWrong) {
        this.lookedAt = lookedAt;
        this.folders = counts.size();
        this.counts = counts;
        this.knowsWrong = knowsWrong;
        this.elsewhere = new double[lookedAt.meanings() * folders];
        this.points = new double[lookedAt.meanings() * folders];
        this.known = counts.stream().map(count -> new KnownPoints()).toList();
        for (int label = 0; label < lookedAt.meanings(); label++) {
            fillIn(label);
        }
    }

    private void fillIn(int label) {
        double all = 0;
        double allWith = 0;
        for (TrustedCounts count : counts) {
            all += count.trust();
            allWith += count.trustWith(label);
        }
        for (int folder = 0; folder < folders; folder++) {
            TrustedCounts own = counts.get(folder);
            int at = label * folders + folder;
            elsewhere[at] = (allWith - own.trustWith(label)) / Math.max(1, all - own.trust());
            points[at] = points(own.trustWith(label), own.trust(), elsewhere[at], elsewhere[at]);
        }
    }

    /**
     * Scores a run, and leaves each of its images trusted as far as the scores have it.
     *
     * @param folders each of which is gone through three times
     */
    public static <E extends Exception> RivalScores of(LookedAtLabels lookedAt, List<? extends FolderImages<E>> folders)
            throws E {
        RivalScores first = round(lookedAt, folders, (folder, trust, looked) -> trust, false);
        RivalScores second = round(lookedAt, folders, first::trust, true);
        return round(lookedAt, folders, second::trust, true);
    }

    /** How far an image is trusted. */
    private interface Trusting {
        int trust(int folder, int trust, int[] looked);
    }

    /** Trusts each image anew, and counts it so. */
    private static <E extends Exception> RivalScores round(
            LookedAtLabels lookedAt, List<? extends FolderImages<E>> folders, Trusting trusting, boolean knowsWrong)
            throws E {
        List<TrustedCounts> counts = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            int folder = i;
            TrustedCounts own = new TrustedCounts(lookedAt.meanings());
            folders.get(folder).forEach((trust, labels, count) -> {
                int[] looked = lookedAt.of(labels, count);
                int now = trust == Trust.EXEMPLAR ? trust : trusting.trust(folder, trust, looked);
                own.add(now, looked);
                return now;
            });
            counts.add(own);
        }
        return new RivalScores(lookedAt, counts, knowsWrong);
    }

    private int trust(int folder, int trust, int[] looked) {
        return looked.length == 0 ? trust : Trust.of(new Duels(folder, trust, looked).score());
    }

    /** How much a label speaks for images that have it so often, against others that have it in this share. */
    private static double points(double with, double images, double prior, double others) {
        double share = (with + PRIOR_IMAGES * prior) / (images + PRIOR_IMAGES);
        // StrictMath: the same digits on every machine.
        double log = StrictMath.log((share + LEAST_SHARE) / (others + LEAST_SHARE));
        return Math.max(-MOST_POINTS, Math.min(MOST_POINTS, log));
    }

    /** The duels of one image. */
    private final class Duels implements Fit {
        private final TrustedCounts own;
        private final int folder;
        private final int trust;
        private final int[] looked;
        private final double[] sums = new double[folders];
        private final double[] weights = new double[folders];
        private final Duel alone = new Duel();
        private final Duel wrong = new Duel();
        private final double score;

        Duels(int folder, int trust, int[] looked) {
            this.own = counts.get(folder);
            this.folder = folder;
            this.trust = trust;
            this.looked = looked;
            KnownPoints ofFolder = known.get(folder);
            for (int label : looked) {
                int place = KnownPoints.place(label, trust);
                if (!ofFolder.hasAt(place, label, trust)) {
                    ofFolder.putAt(place, label, trust, here(label), againstWrong(label));
                }
                double here = ofFolder.hereAt(place);
                alone.add(here);
                wrong.add(ofFolder.againstWrongAt(place));
                add(here, points, label * folders, sums, weights);
            }
            this.score = worst();
        }

        /** What a label says here and in each folder; what is handed over need not be looked up for each. */
        private static void add(double here, double[] points, int start, double[] sums, double[] weights) {
            for (int i = 0; i < sums.length; i++) {
                double difference = here - points[start + i];
                double clearness = Math.abs(difference);
                sums[i] += difference * clearness;
                weights[i] += clearness;
            }
        }

        private double worst() {
            double worst = withoutRivals();
            for (int i = 0; i < folders; i++) {
                worst = i == folder ? worst : Math.min(worst, duel(i));
            }
            return worst;
        }

        /** How much a label speaks for the folder by its other images: this one must not vouch for itself. */
        private double here(int label) {
            double elsewhereToo = elsewhere[label * folders + folder];
            return points(own.trustWithBut(label, trust), own.trustBut(trust), elsewhereToo, elsewhereToo);
        }

        /** How much a label speaks for the folder's right images, and against its wrong ones. */
        private double againstWrong(int label) {
            double share = knowsWrong
                    ? (own.lackWithBut(label, trust) + WRONG_PRIOR_IMAGES * WRONG_SHARE)
                            / (own.lackBut(trust) + WRONG_PRIOR_IMAGES)
                    : WRONG_SHARE;
            return points(own.trustWithBut(label, trust), own.trustBut(trust), Math.min(share, WRONG_SHARE), share);
        }

        @Override
        public double score() {
            return score;
        }

        private double withoutRivals() {
            return Math.min(alone.outcome(), WRONG_WEIGHT * wrong.outcome());
        }

        private double duel(int rival) {
            return Duel.outcome(sums[rival], weights[rival]);
        }

        /** Of several that decide, the first. */
        @Override
        public OptionalInt rival() {
            return score < withoutRivals()
                    ? IntStream.range(0, folders)
                            .filter(i -> i != folder && duel(i) == score)
                            .findFirst()
                    : OptionalInt.empty();
        }

        @Override
        public List<Contrast.LabelPoints> against() {
            OptionalInt rival = rival();
            boolean isWrong = WRONG_WEIGHT * wrong.outcome() < alone.outcome();
            return Contrast.LabelPoints.against(Arrays.stream(looked).mapToObj(label -> {
                String name = lookedAt.name(label);
                if (rival.isPresent()) {
                    return Contrast.LabelPoints.of(name, here(label), points[label * folders + rival.getAsInt()]);
                }
                return Contrast.LabelPoints.of(name, isWrong ? againstWrong(label) : here(label));
            }));
        }
    }

    @Override
    public Scoring scoring() {
        return Scoring.RIVALS;
    }

    @Override
    public Optional<Fit> fit(int folder, int trust, int[] labels, int count) {
        int[] looked = lookedAt.of(labels, count);
        return looked.length == 0 ? Optional.empty() : Optional.of(new Duels(folder, trust, looked));
    }
}
