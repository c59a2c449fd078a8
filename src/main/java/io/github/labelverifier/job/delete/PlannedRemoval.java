package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;

/** A report's plan, and how its images are removed. */
public record PlannedRemoval(RemovalPlan plan, RemovalSettings settings) {

    /** The same with another plan. */
    PlannedRemoval with(RemovalPlan other) {
        return new PlannedRemoval(other, settings);
    }

    /** The same for images that a person has said yes to. */
    PlannedRemoval confirmed() {
        return new PlannedRemoval(plan, settings.confirmed());
    }
}
