package io.github.labelverifier.image;

import java.util.Optional;

/**
 * Tells which images have the same content. The whole program has one notion of that, and gets it here: labels of one
 * image stand for another only where both have the same {@link Content}.
 */
@FunctionalInterface
public interface Contents {
    /** By the entries alone, for stores whose ETags can be relied on: a folder, whose files are hashed here. */
    Contents AS_LISTED = ImageEntry::content;

    /** The content of an image, by all that is known by now; empty if nothing tells. */
    Optional<Content> of(ImageEntry image);

    /** Notes that the labels of one image stand for another of the same content from now on. */
    default void relyOn(ImageEntry image) {}
}
