package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.review.Decisions;
import java.io.IOException;

/** A plan, and how each of its images is to be removed: what a person is asked about, and what was agreed to. */
record ConfirmedRemoval(RemovalPlan plan, PlannedWays ways) {

    /** The same, narrowed to what a filter accepts, each on the way that these decisions give it. */
    ConfirmedRemoval only(FindingFilter filter, Decisions decisions) throws IOException {
        RemovalPlan narrower = plan.only(filter);
        return new ConfirmedRemoval(narrower, ways.of(narrower, decisions));
    }
}
