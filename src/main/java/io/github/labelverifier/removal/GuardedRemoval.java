package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageStoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The one way from a plan to its removal: it passes the guards, what an earlier run left open is settled, and only what is
 * left then can be removed.
 */
public final class GuardedRemoval {
    private final RemovalPlan plan;
    private final List<RemovalPlan> others;

    private GuardedRemoval(RemovalPlan plan, List<RemovalPlan> others) {
        this.plan = plan;
        this.others = List.copyOf(others);
    }

    /**
     * The removal by a plan that passes the guards.
     *
     * @param others the plans of other reports, whose other images are kept
     * @throws AboveLimitException if more would go than is allowed
     * @throws ImageStoreException if the place of the images is away
     */
    public static GuardedRemoval of(RemovalPlan plan, List<RemovalPlan> others, RemovalGuard guard)
            throws AboveLimitException, ImageStoreException {
        guard.requireWithinLimit(plan);
        guard.requireThere(plan);
        return new GuardedRemoval(plan, others);
    }

    /**
     * Settles what an earlier run left open, and plans the rest. Removes nothing.
     *
     * @param ways how the images of the plan are removed, and any that an earlier run left open
     * @param look sees what is there of what others are duplicates of
     * @param ledger that of the plan's report; it stays open as long as the rest is used
     * @throws OtherActionException if an earlier run left images open that it removed in another way
     * @throws IOException if the report or the ledger failed
     */
    public RemovalRest rest(RemovalWays ways, Originals.Look look, Ledger ledger)
            throws OtherActionException, LedgerUnfitException, ImageStoreException, IOException {
        RemovalGuard.requireSameAction(ledger, ways);
        Optional<RemovalCounts> settled = ledger.pendingActions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Settlement(ways, ledger).settle());
        new Settlement(ways, ledger).settleReturns(ways.actions());
        RemovalPlan rest = plan.without(ledger);
        long before = plan.overview().images() - rest.overview().images();
        return new RemovalRest(rest, before, settled, others, look, ledger);
    }
}
