package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import java.util.Optional;

/**
 * How images are removed.
 *
 * @param destination where they are moved to; empty if they are deleted
 * @param checkFirst whether each is compared just before, even where the store does it by itself
 */
record RemovalWay(Optional<ImageLocation> destination, boolean checkFirst) {}
