package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Decides by how well an image fits its folder, next to the other folders of a run, whether it belongs there. */
public final class ContrastJudge {
    private final ContrastRule rule;
    private final List<String> folders;

    /**
     * A judge of one run.
     *
     * @param folders the locations of the folders, in the order in which they were scored
     */
    public ContrastJudge(ContrastRule rule, List<String> folders) {
        this.rule = rule;
        this.folders = List.copyOf(folders);
    }

    /** The rule that it judges by. */
    public ContrastRule rule() {
        return rule;
    }

    /**
     * The verdict on an image of these labels.
     *
     * @param fit how well it fits its folder; empty if it has no label to look at
     * @param policy tells what is rejected, which holds with this rule too
     * @param reference what the image shares with the exemplars is noted, and decides nothing
     * @param exemplars keys that are always kept
     */
    public Finding judge(
            Optional<Fit> fit,
            ImageEntry image,
            Detection detection,
            Policy policy,
            ReferenceLabels reference,
            Set<String> exemplars) {
        Decision decision = decide(fit, exemplars.contains(image.key()), policy.rejectedIn(detection));
        return new Finding(
                image,
                decision.verdict(),
                decision.reasons(),
                reference.sharedBy(detection, policy),
                Optional.of(detection),
                Optional.empty(),
                decision.contrast());
    }

    /**
     * Decides on an image.
     *
     * @param fit how well it fits its folder; empty if it has no label to look at
     * @param rejected the rejected labels that it contains
     */
    public Decision decide(Optional<Fit> fit, boolean isExemplar, List<String> rejected) {
        if (isExemplar) {
            return new Decision(
                    Verdict.KEEP,
                    List.of(Reason.EXEMPLAR),
                    fit.map(found -> new Contrast(found.score(), Optional.empty(), List.of())));
        }
        List<Reason> reasons = new ArrayList<>(rule.reasons(fit));
        boolean stands = reasons.isEmpty();
        boolean flagged = rule.flags(reasons);
        for (String label : rejected) {
            reasons.add(Reason.contains(label));
            flagged = true;
        }
        return new Decision(
                flagged ? Verdict.FLAG : Verdict.KEEP,
                reasons,
                fit.map(found -> stands
                        ? new Contrast(found.score(), Optional.empty(), List.of())
                        : new Contrast(found.score(), rival(found), found.against())));
    }

    private Optional<String> rival(Fit fit) {
        OptionalInt rival = fit.rival();
        return rival.isPresent() ? Optional.of(folders.get(rival.getAsInt())) : Optional.empty();
    }
}
