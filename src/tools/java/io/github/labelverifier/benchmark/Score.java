package io.github.labelverifier.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/** What a rule made of images of which it is known whether they belong: the lower its score, the worse it fits. */
final class Score {
    private final List<Double> right = new ArrayList<>();
    private final List<Double> wrong = new ArrayList<>();
    private long suggestions;
    private long rightSuggestions;

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

    /** Notes what was suggested for a wrong image that is flagged. */
    void addSuggestion(boolean isRight) {
        suggestions++;
        rightSuggestions += isRight ? 1 : 0;
    }

    /** Share of the suggested folders that are the right ones, in percent; NaN if none was suggested. */
    double rightSuggestions() {
        return 100.0 * rightSuggestions / suggestions;
    }

    /**
     * Share of the wrong images that are flagged at the one cut at which this share of the right ones is, both in percent. Of
     * images of equal scores, as large a part is taken as is needed.
     */
    double caughtAt(double falseFlags) {
        double[] sorted = sorted(right);
        double wanted = sorted.length * falseFlags / 100;
        double cut = sorted[(int) Math.min(sorted.length - 1, Math.floor(wanted))];
        double below = lowerBound(sorted, cut);
        double equal = lowerBound(sorted, Math.nextUp(cut)) - below;
        double part = Math.min(1, (wanted - below) / equal);
        return caught(score -> score < cut) + part * (caught(score -> score <= cut) - caught(score -> score < cut));
    }

    /** How often a wrong image has a lower score than a right one, ties counted half, in percent. */
    double auc() {
        double[] sorted = sorted(right);
        double lower = 0;
        for (double score : wrong) {
            int below = lowerBound(sorted, score);
            int upTo = lowerBound(sorted, Math.nextUp(score));
            lower += sorted.length - upTo + (upTo - below) / 2.0;
        }
        return 100 * lower / wrong.size() / sorted.length;
    }

    private static double[] sorted(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
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
}
