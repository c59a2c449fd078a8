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
                    image, Verdict.KEEP, List.of(Reason.EXEMPLAR), overlap, Optional.of(detection), Optional.empty());
        }
        List<Reason> reasons = new ArrayList<>();
        if (counting.isEmpty()) {
            reasons.add(Reason.NO_LABELS);
        } else if (overlap.isEmpty()) {
            reasons.add(Reason.NO_OVERLAP);
        }
        policy.rejectedIn(detection).forEach(label -> reasons.add(Reason.contains(label)));
        Verdict verdict = reasons.isEmpty() ? Verdict.KEEP : Verdict.FLAG;
        return new Finding(image, verdict, reasons, overlap, Optional.of(detection), Optional.empty());
    }
}
