package io.github.labelverifier.image;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lists and reads the images of a location. It cannot change them.
 *
 * <p>Every method names the image or the location in the message of what it throws. Implementations are safe for use by
 * several threads.
 */
public interface ImageSource {

    /** The location that is listed. */
    ImageLocation location();

    /** Every image of the location, in {@link KeyOrder}, each once. */
    ImageCursor list() throws ImageStoreException;

    /**
     * The same without what lies in folders that nobody wants, which need not be opened for that.
     *
     * @param isUnwanted whether nothing is wanted of what lies below a name, which ends in {@code /}
     */
    default ImageCursor list(Predicate<String> isUnwanted) throws ImageStoreException {
        return list();
    }

    /** The same from behind a key on, where the store can begin there; from the start otherwise. */
    default ImageCursor listAfter(String key) throws ImageStoreException {
        return list();
    }

    /**
     * Whether it is known at no cost that it holds no more than so many images. False says nothing: most stores tell only by a
     * listing, and are to be listed once.
     */
    default boolean holdsAtMost(long images) throws ImageStoreException {
        return false;
    }

    /** What the store knows of one key, which need not lie at the location; empty if there is no such image. */
    Optional<ImageEntry> find(String key) throws ImageStoreException;

    /** The bytes of an image. */
    byte[] read(String key) throws ImageStoreException;

    /** The bytes of an image, if they are still those that were listed; empty otherwise. */
    Optional<byte[]> readListed(ImageEntry image) throws ImageStoreException;

    /** What the latest listing has not followed so far. */
    default LinkedFolders notFollowed() {
        return LinkedFolders.NONE;
    }

    /** Tells which of the entries can never be checked. */
    SkipRule skipRule();
}
