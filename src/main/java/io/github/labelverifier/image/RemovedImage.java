package io.github.labelverifier.image;

import java.util.Optional;

/**
 * An image that was removed, and what its return takes.
 *
 * @param image as it was judged; when it last changed is not known any more
 * @param deleteMarker the version that hides it
 * @param moved where it was moved to
 * @param doubt why what is said of it cannot be true, so that it must not be acted on; most often empty
 */
public record RemovedImage(
        ImageEntry image, Optional<String> deleteMarker, Optional<MovedImage> moved, Optional<String> doubt) {

    /** An image of which nothing is in doubt. */
    public RemovedImage(ImageEntry image, Optional<String> deleteMarker, Optional<MovedImage> moved) {
        this(image, deleteMarker, moved, Optional.empty());
    }

    /** Whether there is anything to bring back. */
    public boolean isRestorable() {
        return deleteMarker.isPresent() || moved.isPresent();
    }
}
