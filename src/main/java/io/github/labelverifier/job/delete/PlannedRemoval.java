package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;

/**
 * A report's plan, and how its images are removed.
 *
 * @param routes which of them go elsewhere than all others
 */
public record PlannedRemoval(RemovalPlan plan, RemovalSettings settings, Routes routes) {

    /** A plan whose images all go in the same way. */
    public PlannedRemoval(RemovalPlan plan, RemovalSettings settings) {
        this(plan, settings, Routes.none());
    }

    /** The same with another plan. */
    PlannedRemoval with(RemovalPlan other) {
        return new PlannedRemoval(other, settings, routes);
    }

    /** The same for images that a person has said yes to. */
    PlannedRemoval confirmed() {
        return new PlannedRemoval(plan, settings.confirmed(), routes);
    }
}
