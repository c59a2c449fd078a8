package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageLocation;
import java.util.Optional;

/**
 * How images are removed.
 *
 * @param destination where they are moved to; empty if they are deleted
 * @param checkFirst whether each is compared just before, even where the store does it by itself
 */
public record MoveOrDelete(Optional<ImageLocation> destination, boolean checkFirst) {}
