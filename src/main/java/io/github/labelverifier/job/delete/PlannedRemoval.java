package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.review.ReviewFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The plan of one report, and the settings by which its images are to be removed.
 *
 * @param routes which of them go elsewhere than all others
 * @param review where decisions are written; empty if no review counts
 */
public record PlannedRemoval(RemovalPlan plan, RemovalSettings settings, Routes routes, Optional<Path> review) {

    /** A plan whose images all go in the same way, and that nobody has reviewed. */
    public PlannedRemoval(RemovalPlan plan, RemovalSettings settings) {
        this(plan, settings, Routes.none(), Optional.of(ReviewFile.pathFor(plan.report())));
    }

    /** The same with another plan. */
    PlannedRemoval with(RemovalPlan other) {
        return new PlannedRemoval(other, settings, routes, review);
    }

    /** The same for images that a person has said yes to. */
    PlannedRemoval confirmed() {
        return new PlannedRemoval(plan, settings.confirmed(), routes, review);
    }
}
