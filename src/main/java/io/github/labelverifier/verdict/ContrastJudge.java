package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides by contrast with the other folders of a run whether an image fits its folder. */
public final class ContrastJudge {
    private final ContrastRule rule;
    private final LabelNames names;
    private final ContrastPoints points;
    private final List<String> folders;

    /**
     * A judge of one run.
     *
     * @param names the names that the points were made with
     * @param folders the locations of the folders, in the order in which the points were made
     */
    public ContrastJudge(ContrastRule rule, LabelNames names, ContrastPoints points, List<String> folders) {
        this.rule = rule;
        this.names = names;
        this.points = points;
        this.folders = List.copyOf(folders);
    }

    /** The rule that it judges by. */
    public ContrastRule rule() {
        return rule;
    }

    /**
     * The verdict on an image of these labels.
     *
     * @param folder the number of its folder
     * @param policy tells what is rejected, which holds with this rule too
     * @param reference what the image shares with the exemplars is noted, and decides nothing
     * @param exemplars keys that are always kept
     */
    public Finding judge(
            int folder,
            ImageEntry image,
            Detection detection,
            Policy policy,
            ReferenceLabels reference,
            Set<String> exemplars) {
        List<String> overlap = reference.sharedBy(detection, policy);
        Optional<ContrastPoints.Fit> fit = points.fit(folder, ContrastPoints.numbers(names, detection.labels()));
        if (exemplars.contains(image.key())) {
            return new Finding(
                    image,
                    Verdict.KEEP,
                    List.of(Reason.EXEMPLAR),
                    overlap,
                    Optional.of(detection),
                    Optional.empty(),
                    fit.map(found -> new Contrast(found.score(), Optional.empty(), List.of())));
        }
        List<Reason> reasons = new ArrayList<>(rule.reasons(fit));
        boolean stands = reasons.isEmpty();
        boolean flagged = rule.flags(reasons);
        for (String label : policy.rejectedIn(detection)) {
            reasons.add(Reason.contains(label));
            flagged = true;
        }
        return new Finding(
                image,
                flagged ? Verdict.FLAG : Verdict.KEEP,
                reasons,
                overlap,
                Optional.of(detection),
                Optional.empty(),
                fit.map(found -> stands
                        ? new Contrast(found.score(), Optional.empty(), List.of())
                        : new Contrast(
                                found.score(), found.better().map(folders::get), points.because(folder, found))));
    }
}
