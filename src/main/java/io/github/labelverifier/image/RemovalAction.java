package io.github.labelverifier.image;

import java.util.Optional;

/**
 * What is done to an image that is removed.
 *
 * @param destination the URI of the location that it is moved to; empty if it is deleted
 */
public record RemovalAction(Optional<String> destination) {
    /** It is deleted. */
    public static final RemovalAction DELETE = new RemovalAction(Optional.empty());

    /** It is moved below another location. */
    public static RemovalAction moveTo(String destination) {
        return new RemovalAction(Optional.of(destination));
    }

    /** Whether it is moved. */
    public boolean isMove() {
        return destination.isPresent();
    }

    /** The name in the ledger. */
    public String id() {
        return isMove() ? "move" : "delete";
    }
}
