package io.github.labelverifier.label;

import java.util.Comparator;
import java.util.List;

/**
 * What DetectLabels answered for one image.
 *
 * @param labels best first
 * @param model the LabelModelVersion, such as {@code 3.0}; labels can be compared only within one; empty if not told
 * @param asked what the call asked for
 */
public record Detection(List<Label> labels, String model, Asked asked) {
    // A stable sort: labels of equal confidence stay in the order of the answer.
    private static final Comparator<Label> BEST_FIRST =
            Comparator.comparingDouble(Label::confidence).reversed();

    public Detection {
        labels = labels.stream().sorted(BEST_FIRST).toList();
    }

    /** Whether the answer was cut at the number of labels asked for, so that there may be more. */
    public boolean isCut() {
        return labels.size() >= asked.maxLabels();
    }
}
