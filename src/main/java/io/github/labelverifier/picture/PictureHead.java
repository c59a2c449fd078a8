package io.github.labelverifier.picture;

import java.util.Optional;

/**
 * What the first bytes of a file tell of the picture in it.
 *
 * @param size as it is stored; empty where they do not tell it
 * @param isPlain whether it is of the kind that every reader shows in the same colours: neither of four colours nor of 16 bits
 * @param isCutShort whether the file ends before they say that it does
 */
public record PictureHead(PictureFormat format, Optional<Size> size, boolean isPlain, boolean isCutShort) {}
