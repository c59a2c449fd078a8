package io.github.labelverifier.review;

import io.github.labelverifier.image.ImageEntry;
import java.io.IOException;
import java.util.Optional;

/** What was decided of images. */
@FunctionalInterface
public interface Decisions {

    /** What was decided of an image of this key, size and ETag; of any other content nothing was. */
    Optional<Decision> of(ImageEntry image) throws IOException;
}
