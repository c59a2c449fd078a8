package io.github.labelverifier.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which folders of a run look like each other, by the share of their images that has each label. Wrong images are found by the
 * folder that they fit better: where none looks like their own, the class of look-alikes is most likely not among them.
 */
public final class LookAlikes {
    /** A folder that shares less of its labels with another does not look like it: so a clock and a truck, but not two animals. */
    private static final double LEAST = 0.25;

    /** The labels of a folder and the share of its images that has each. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Shares(int[] labels, double[] shares) {}

    private LookAlikes() {}

    /** The folders that no other looks like, by their numbers; none of those that have no labels. */
    @SuppressWarnings("ReferenceEquality") // a folder is not compared with itself
    public static <E extends Exception> List<Integer> missingIn(
            LookedAtLabels lookedAt, List<? extends FolderImages<E>> folders) throws E {
        List<Shares> all = new ArrayList<>();
        for (FolderImages<E> folder : folders) {
            all.add(shares(lookedAt, folder));
        }
        double[] other = new double[lookedAt.meanings()];
        boolean[] hasOne = new boolean[all.size()];
        for (Shares there : all) {
            spread(there, other);
            for (int folder = 0; folder < all.size(); folder++) {
                Shares here = all.get(folder);
                hasOne[folder] |= here != there && isLike(here, other);
            }
            for (int label : there.labels()) {
                other[label] = 0;
            }
        }
        return IntStream.range(0, all.size())
                .filter(folder -> !hasOne[folder] && all.get(folder).labels().length > 0)
                .boxed()
                .toList();
    }

    private static void spread(Shares folder, double[] byLabel) {
        for (int i = 0; i < folder.labels().length; i++) {
            byLabel[folder.labels()[i]] = folder.shares()[i];
        }
    }

    private static boolean isLike(Shares here, double[] there) {
        double shared = 0;
        double own = 0;
        for (int i = 0; i < here.labels().length; i++) {
            own += here.shares()[i];
            shared += Math.min(here.shares()[i], there[here.labels()[i]]);
        }
        return shared >= LEAST * own;
    }

    private static <E extends Exception> Shares shares(LookedAtLabels lookedAt, FolderImages<E> folder) throws E {
        LabelCounts counts = new LabelCounts(lookedAt.meanings());
        folder.forEach((trust, labels, count) -> {
            counts.add(lookedAt.of(labels, count), trust == Trust.EXEMPLAR);
            return trust;
        });
        int[] labels = IntStream.range(0, counts.labels())
                .filter(label -> counts.of(label) > 0)
                .toArray();
        double[] shares = IntStream.of(labels)
                .mapToDouble(label -> (double) counts.of(label) / counts.images())
                .toArray();
        return new Shares(labels, shares);
    }
}
