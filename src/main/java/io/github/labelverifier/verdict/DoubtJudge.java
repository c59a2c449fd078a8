package io.github.labelverifier.verdict;

import java.util.List;
import java.util.Optional;

/**
 * Doubts what the rule of the exemplars keeps: an image that shares a label with them, and is unlike its folder all the same, as
 * that folder's own images tell.
 */
public final class DoubtJudge {
    private final ContrastRule rule;

    /**
     * A judge of folders that are scored alone.
     *
     * @param flagDoubtful whether doubtful images are flagged
     */
    public DoubtJudge(boolean flagDoubtful) {
        // What the rule of a folder alone would flag is doubtful where the exemplars decide: no score flags by itself.
        this.rule = new ContrastRule(Scoring.ALONE, Double.NEGATIVE_INFINITY, Scoring.ALONE.cut(), flagDoubtful);
    }

    /** What it goes by. */
    public ContrastRule rule() {
        return rule;
    }

    /** Whether an image fits its folder badly. */
    public boolean isDoubtful(Optional<Fit> fit) {
        return fit.filter(found -> found.score() < rule.doubt()).isPresent();
    }

    /**
     * The last word on an image.
     *
     * @param found as the exemplars have it; what is not kept stays as it is, without a score
     * @param fit how well it fits its folder; empty if it has no label to look at
     */
    public Decision judge(Decision found, Optional<Fit> fit) {
        if (found.verdict() != Verdict.KEEP || fit.isEmpty()) {
            return found;
        }
        boolean isDoubtful = isDoubtful(fit) && !found.reasons().contains(Reason.EXEMPLAR);
        return new Decision(
                isDoubtful && rule.flagDoubtful() ? Verdict.FLAG : Verdict.KEEP,
                isDoubtful ? List.of(Reason.DOUBTFUL) : found.reasons(),
                Optional.of(new Contrast(
                        fit.get().score(),
                        Optional.empty(),
                        isDoubtful ? fit.get().against() : List.of())));
    }
}
