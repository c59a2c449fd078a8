package io.github.labelverifier.picture;

import java.util.Optional;

/**
 * The size of a picture in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size: " + width + " × " + height);
        }
    }

    /** The size of a header that may be damaged; empty if it is none. */
    static Optional<Size> of(int width, int height) {
        return width < 1 || height < 1 ? Optional.empty() : Optional.of(new Size(width, height));
    }

    long pixels() {
        return (long) width * height;
    }

    int longSide() {
        return Math.max(width, height);
    }

    @Override
    public String toString() {
        return width + " × " + height;
    }
}
