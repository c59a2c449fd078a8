package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
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
        List<String> overlap = reference.sharedBy(detection, policy);
        Decision decision = decide(
                exemplars.contains(image.key()),
                !policy.counting(detection).isEmpty(),
                !overlap.isEmpty(),
                policy.rejectedIn(detection));
        return new Finding(
                image, decision.verdict(), decision.reasons(), overlap, Optional.of(detection), Optional.empty());
    }

    /**
     * The decision by what is known of an image's labels.
     *
     * @param isAnyCounted whether any of them counts
     * @param isAnyShared whether the reference has any of them
     * @param rejected the rejected ones among them
     */
    public static Decision decide(
            boolean isExemplar, boolean isAnyCounted, boolean isAnyShared, List<String> rejected) {
        if (isExemplar) {
            return new Decision(Verdict.KEEP, List.of(Reason.EXEMPLAR), Optional.empty());
        }
        List<Reason> reasons = new ArrayList<>();
        if (!isAnyCounted) {
            reasons.add(Reason.NO_LABELS);
        } else if (!isAnyShared) {
            reasons.add(Reason.NO_OVERLAP);
        }
        rejected.forEach(label -> reasons.add(Reason.contains(label)));
        return new Decision(reasons.isEmpty() ? Verdict.KEEP : Verdict.FLAG, reasons, Optional.empty());
    }
}
