package io.github.labelverifier.label;

import io.github.labelverifier.image.ImageEntry;

/**
 * A recorded answer.
 *
 * @param image what was asked for, as it was listed then
 */
public record Recorded(ImageEntry image, Detection detection) {}
