package io.github.labelverifier.removal;

import java.io.IOException;
import java.util.Optional;

/** Asks whether a plan shall be carried out. */
@FunctionalInterface
public interface Confirmation {

    /**
     * Puts the question.
     *
     * @return the plan that is confirmed, which may be narrower than the one asked about; empty if all is to be kept
     */
    Optional<RemovalPlan> confirm(RemovalPlan plan) throws IOException;
}
