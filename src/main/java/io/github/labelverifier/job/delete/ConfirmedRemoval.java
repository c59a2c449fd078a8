package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;
import java.io.IOException;
import java.util.BitSet;

/** A plan and the ways in which its images go, as it is put to a person or was agreed to. */
record ConfirmedRemoval(RemovalPlan plan, PlannedWays ways) {

    /** The same, narrowed to the images of these numbers in the plan's order, from 0. */
    ConfirmedRemoval only(BitSet numbers) throws IOException {
        RemovalPlan narrower = plan.only(numbers);
        return new ConfirmedRemoval(narrower, ways.of(narrower));
    }
}
