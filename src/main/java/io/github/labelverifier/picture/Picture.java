package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;

/**
 * A picture that was decoded within bounds.
 *
 * @param image its pixels as they are to be looked at: upright, opaque, small enough for what it was asked for
 * @param format of the file
 * @param full the size of the whole picture, upright
 * @param isWhole whether the file had all of it; what is missing is grey or black
 */
public record Picture(BufferedImage image, PictureFormat format, Size full, boolean isWhole) {}
