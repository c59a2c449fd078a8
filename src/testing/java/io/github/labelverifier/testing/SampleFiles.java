package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * One picture in all formats, as other programs write it: 160 x 120 pixels, red, green and blue, and from dark to light grey at
 * the lower right. Made from {@code card.png} with ImageMagick 6.9.11 and libwebp 1.2.4; of those called alpha, the upper left
 * corner is transparent.
 */
public final class SampleFiles {
    private SampleFiles() {}

    /** The bytes of one of them, such as {@code lossy.webp}. */
    public static byte[] file(String name) throws IOException {
        try (InputStream in = SampleFiles.class.getResourceAsStream("/io/github/labelverifier/picture/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
