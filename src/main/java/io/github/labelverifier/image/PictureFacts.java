package io.github.labelverifier.image;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What was seen in the pixels of an image.
 *
 * @param format such as {@code jpeg} or {@code webp}, by its content
 * @param width of the whole picture, upright, in pixels
 * @param height of the same
 * @param phash what it looks like, as 64 hexadecimal digits
 * @param notes on its quality, such as {@code dark}; most often none
 */
public record PictureFacts(String format, int width, int height, String phash, List<String> notes) {
    private static final int HASH_DIGITS = 64;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + HASH_DIGITS + "}");

    private static final int MOST_NOTES = 20;

    public PictureFacts {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels");
        }
        if (!HASH.matcher(phash).matches()) {
            throw new IllegalArgumentException("a hash that is not of " + HASH_DIGITS + " hexadecimal digits");
        }
        if (notes.size() > MOST_NOTES) {
            throw new IllegalArgumentException(notes.size() + " notes");
        }
        notes = List.copyOf(notes);
    }

    /** The number of pixels. */
    public long pixels() {
        return (long) width * height;
    }
}
