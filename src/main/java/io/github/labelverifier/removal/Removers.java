package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;

/** What carries out an action. */
@FunctionalInterface
public interface Removers {

    /**
     * What does this to images.
     *
     * @throws ImageStoreException if they cannot be moved where they shall go
     */
    ImageRemover of(RemovalAction action) throws ImageStoreException;
}
