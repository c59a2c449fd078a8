package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Collections;
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
        // Asked several times of every image, so without a stream.
        List<Label> counting = new ArrayList<>();
        for (Label label : detection.labels()) {
            if (counting.size() < maxLabels && label.confidence() >= minConfidence) {
                counting.add(label);
            }
        }
        return Collections.unmodifiableList(counting);
    }

    /** The rejected labels that an image contains: by name, alias or parent, however far down its list. */
    public List<String> rejectedIn(Detection detection) {
        List<String> found = new ArrayList<>();
        for (String name : rejected) {
            if (isIn(detection, name)) {
                found.add(name);
            }
        }
        return found;
    }

    private boolean isIn(Detection detection, String name) {
        for (Label label : detection.labels()) {
            if (label.confidence() >= minConfidence && label.isKindOf(name)) {
                return true;
            }
        }
        return false;
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
