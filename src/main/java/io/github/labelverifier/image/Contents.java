package io.github.labelverifier.image;

import java.util.Optional;

/**
 * Tells the content of images. There is one notion of "the same content" in the program, and this is the way to it: labels of
 * one image stand for another only where both have the same {@link Content}.
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
