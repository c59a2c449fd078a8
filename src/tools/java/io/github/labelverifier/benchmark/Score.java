package io.github.labelverifier.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** What a rule made of images of which it is known whether they belong: the lower its score, the worse it fits. */
final class Score {
    private final List<Double> right = new ArrayList<>();
    private final List<Double> wrong = new ArrayList<>();

    void add(boolean isWrong, double score) {
        (isWrong ? wrong : right).add(score);
    }

    int images() {
        return right.size() + wrong.size();
    }

    /** Share of the wrong images that are flagged, in percent. */
    double caught(DoublePredicate flags) {
        return 100.0 * count(wrong, flags) / wrong.size();
    }

    /** Share of the right images that are flagged, in percent. */
    double falseFlags(DoublePredicate flags) {
        return 100.0 * count(right, flags) / right.size();
    }

    /** Share of the flagged images that are wrong, in percent. */
    double precision(DoublePredicate flags) {
        long caught = count(wrong, flags);
        return 100.0 * caught / Math.max(1, caught + count(right, flags));
    }

    /** How often a wrong image has a lower score than a right one, ties counted half, in percent. */
    double auc() {
        double[] sorted =
                right.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double lower = 0;
        for (double score : wrong) {
            int below = lowerBound(sorted, score);
            int upTo = lowerBound(sorted, Math.nextUp(score));
            lower += sorted.length - upTo + (upTo - below) / 2.0;
        }
        return 100 * lower / wrong.size() / sorted.length;
    }

    private static int lowerBound(double[] sorted, double value) {
        int found = Arrays.binarySearch(sorted, value);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && sorted[found - 1] == value) {
            found--;
        }
        return found;
    }

    private static long count(List<Double> scores, DoublePredicate flags) {
        return scores.stream().mapToDouble(Double::doubleValue).filter(flags).count();
    }

    /** Catch, false flags and precision in columns. */
    String row(DoublePredicate flags) {
        return String.format(Locale.ROOT, "%8.1f %12.1f %10.1f", caught(flags), falseFlags(flags), precision(flags));
    }
}
