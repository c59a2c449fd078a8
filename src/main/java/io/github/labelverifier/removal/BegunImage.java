package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * An image whose removal was begun.
 *
 * @param since when that was, where it was never begun before: a copy of it that is older is none of this removal
 */
public record BegunImage(ImageEntry image, Optional<Instant> since) {}
