package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.List;

/**
 * Which labels count, and how.
 *
 * @param minConfidence in percent, 0 to 100: labels below it do not count
 * @param maxLabels how many labels of an image count as shared, best first, 1 to 1000
 * @param rejected an image that contains one of these is flagged
 * @param ignored these never count as shared
 */
public record Policy(double minConfidence, int maxLabels, List<String> rejected, List<String> ignored) {
    /** What the rule rejects unless told otherwise. */
    public static final String DEFAULT_REJECTED = "Person";

    public Policy {
        // Written so that NaN fails too.
        if (!(minConfidence >= 0 && minConfidence <= 100)) {
            throw new IllegalArgumentException("minConfidence: " + minConfidence);
        }
        if (maxLabels < 1 || maxLabels > 1000) {
            throw new IllegalArgumentException("maxLabels: " + maxLabels);
        }
        rejected = List.copyOf(rejected);
        ignored = List.copyOf(ignored);
    }

    /** The labels that count as shared, best first. Rejected ones are found further down too. */
    public List<Label> counting(Detection detection) {
        return detection.labels().stream()
                .filter(label -> label.confidence() >= minConfidence)
                .limit(maxLabels)
                .toList();
    }

    /** The rejected labels that an image contains: by name, alias or parent, however far down its list. */
    public List<String> rejectedIn(Detection detection) {
        return rejected.stream()
                .filter(name -> detection.labels().stream()
                        .anyMatch(label -> label.confidence() >= minConfidence && label.isKindOf(name)))
                .toList();
    }

    /** Whether a label never counts as shared: by name or alias. */
    boolean isIgnored(Label label) {
        return ignored.stream().anyMatch(label::isCalled);
    }

    /** Whether a label may be part of a reference. */
    boolean mayBeShared(Label label) {
        return !isIgnored(label) && rejected.stream().noneMatch(label::isKindOf);
    }
}
