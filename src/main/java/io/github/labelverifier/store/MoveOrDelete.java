package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.RemovalAction;
import java.util.Optional;

/**
 * How images are removed.
 *
 * @param destination where they are moved to; empty if they are deleted
 * @param number as in {@link RemovalAction}
 * @param checkFirst whether each is compared just before, even where the store does it by itself
 */
public record MoveOrDelete(Optional<ImageLocation> destination, int number, boolean checkFirst) {

    /** A removal under the images' own names. */
    public MoveOrDelete(Optional<ImageLocation> destination, boolean checkFirst) {
        this(destination, 0, checkFirst);
    }

    /** What it does to an image. */
    public RemovalAction action() {
        return new RemovalAction(destination.map(ImageLocation::uri), number);
    }
}
