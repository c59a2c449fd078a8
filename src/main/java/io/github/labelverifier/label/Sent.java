package io.github.labelverifier.label;

/**
 * What was sent in the place of an image that the detector would have refused.
 *
 * @param as its format, such as {@code jpeg}
 * @param width in pixels
 * @param height in pixels
 * @param from the format of the image
 */
public record Sent(String as, int width, int height, String from) {
    private static final int LONGEST_NAME = 50;

    public Sent {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size: " + width + " x " + height);
        }
        if (as.length() > LONGEST_NAME || from.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a format has too long a name");
        }
    }
}
