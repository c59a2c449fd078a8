package io.github.labelverifier.image;

import java.util.Optional;

/**
 * An image that was removed, and what its return takes.
 *
 * @param image as it was judged; when it last changed is not known any more
 * @param deleteMarker the version that hides it
 * @param moved where it was moved to
 */
public record RemovedImage(ImageEntry image, Optional<String> deleteMarker, Optional<MovedImage> moved) {

    /** Whether there is anything to bring back. */
    public boolean isRestorable() {
        return deleteMarker.isPresent() || moved.isPresent();
    }
}
