package io.github.labelverifier.picture;

/**
 * A small picture of an image.
 *
 * @param jpeg its bytes
 * @param width of the small picture in pixels
 * @param height of the small picture in pixels
 * @param fullWidth of the image as it is to be looked at, in pixels
 * @param fullHeight of the image as it is to be looked at, in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Thumbnail(byte[] jpeg, int width, int height, int fullWidth, int fullHeight) {}
