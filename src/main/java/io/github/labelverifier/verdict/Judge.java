package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether an image fits the reference. A pure function of the image's labels. */
public final class Judge implements Verdicts {
    /** Reason of an image that shares no label with the reference. */
    public static final String NO_OVERLAP = "no-overlap";

    /** Reason of an image none of whose labels counts; it is then not called {@link #NO_OVERLAP} as well. */
    public static final String NO_LABELS = "no-labels";

    /** What the reason of an image with a rejected label starts with. */
    public static final String CONTAINS = "contains:";

    /** Reason for which an exemplar is kept whatever it shows. */
    public static final String EXEMPLAR = "exemplar";

    private final Policy policy;
    private final ReferenceLabels reference;
    private final Set<String> exemplars;

    /**
     * A judge of one run.
     *
     * @param exemplars keys that are always kept
     */
    public Judge(Policy policy, ReferenceLabels reference, Set<String> exemplars) {
        this.policy = policy;
        this.reference = reference;
        this.exemplars = Set.copyOf(exemplars);
    }

    @Override
    public Finding judge(ImageEntry image, Detection detection) {
        List<Label> counting = policy.counting(detection);
        List<String> overlap = reference.sharedBy(detection, policy);
        if (exemplars.contains(image.key())) {
            return new Finding(
                    image, Verdict.KEEP, List.of(EXEMPLAR), overlap, Optional.of(detection), Optional.empty());
        }
        List<String> reasons = new ArrayList<>();
        if (counting.isEmpty()) {
            reasons.add(NO_LABELS);
        } else if (overlap.isEmpty()) {
            reasons.add(NO_OVERLAP);
        }
        policy.rejectedIn(detection).forEach(label -> reasons.add(CONTAINS + label));
        Verdict verdict = reasons.isEmpty() ? Verdict.KEEP : Verdict.FLAG;
        return new Finding(image, verdict, reasons, overlap, Optional.of(detection), Optional.empty());
    }
}
