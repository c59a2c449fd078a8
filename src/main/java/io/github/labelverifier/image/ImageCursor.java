package io.github.labelverifier.image;

import java.io.Closeable;
import java.util.Optional;

/** A listing that is read entry by entry, so that it never has to fit into memory. Not safe for use by several threads. */
public interface ImageCursor extends Closeable {

    /**
     * The next entry, or empty at the end.
     *
     * @throws ImageStoreException if the listing broke off; nobody may take what came before for all there is
     */
    Optional<ImageEntry> next() throws ImageStoreException;

    @Override
    default void close() {}
}
