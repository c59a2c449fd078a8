package io.github.labelverifier.label;

import org.jspecify.annotations.Nullable;

/**
 * What a DetectLabels call asked for. Labels that the answer lacks were either below the one or beyond the other.
 *
 * @param minConfidence the call's MinConfidence in percent, 0 to 100
 * @param maxLabels the call's MaxLabels, 1 to 1000
 */
public record Asked(double minConfidence, int maxLabels) {
    /** The lowest confidence that is recorded unless told otherwise: DetectLabels' own default. */
    public static final double DEFAULT_CONFIDENCE = 55;

    /** How many labels are recorded unless told otherwise: more than DetectLabels finds in nearly all photos. */
    public static final int DEFAULT_LABELS = 50;

    /** DetectLabels' upper limit of MaxLabels. */
    public static final int MOST_LABELS = 1000;

    public Asked {
        // Written so that NaN fails too.
        if (!(minConfidence >= 0 && minConfidence <= 100)) {
            throw new IllegalArgumentException("minConfidence: " + minConfidence);
        }
        if (maxLabels < 1 || maxLabels > MOST_LABELS) {
            throw new IllegalArgumentException("maxLabels: " + maxLabels);
        }
    }

    // Java would make this of method handles, at the first image, for a twentieth of the time that one image takes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Asked asked
                && Double.compare(minConfidence, asked.minConfidence) == 0
                && maxLabels == asked.maxLabels;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(minConfidence) + maxLabels;
    }

    /** Whether the answer holds all that a rule of these thresholds looks at. */
    public boolean suffices(double neededConfidence, int neededLabels) {
        return minConfidence <= neededConfidence && maxLabels >= neededLabels;
    }
}
