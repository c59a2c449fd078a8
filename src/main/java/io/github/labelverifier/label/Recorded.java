package io.github.labelverifier.label;

import io.github.labelverifier.image.ImageEntry;

/**
 * A recorded answer.
 *
 * @param image what was asked for, as it was listed then
 * @param isProven whether it is known to be of the content that was listed: where an object is asked for by its key, that
 *     takes a look after the call, which may be to come
 */
public record Recorded(ImageEntry image, Detection detection, boolean isProven) {}
