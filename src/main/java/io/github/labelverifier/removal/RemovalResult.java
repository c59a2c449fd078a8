package io.github.labelverifier.removal;

import io.github.labelverifier.image.RemovalOutcome;
import java.util.List;
import java.util.Optional;

/**
 * How the removal by a confirmed plan ended.
 *
 * @param plan what was confirmed
 * @param counts how many images ended in which outcome
 * @param refusal why the store refuses the caller, if it refused a whole batch for that and the rest was not tried
 * @param kept the first few images that were to go and are kept
 * @param copies how many of the kept have left a copy at the destination
 * @param remarks what is to be told of the store once
 */
public record RemovalResult(
        RemovalPlan plan,
        RemovalCounts counts,
        Optional<String> refusal,
        List<RemovalOutcome> kept,
        long copies,
        List<String> remarks) {
    static final int EXAMPLES = 5;

    public RemovalResult {
        kept = List.copyOf(kept);
        remarks = List.copyOf(remarks);
    }

    /** How many images were to go and are kept. */
    public long keptInAll() {
        return counts.total() - counts.done();
    }

    /** Whether images of the plan came to no outcome, since the removal ended early. */
    public boolean endedEarly() {
        return counts.total() < plan.overview().images();
    }

    /** How many images were not even begun with. */
    public long untried() {
        return plan.overview().images() - counts.total() + counts.untried();
    }
}
