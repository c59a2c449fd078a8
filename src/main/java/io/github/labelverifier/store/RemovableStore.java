package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageStoreException;

/** An open store whose images can be removed and brought back. */
public interface RemovableStore extends ImageStore {

    /**
     * Removes images in a certain way.
     *
     * @throws ImageStoreException if they cannot be moved where they shall go
     */
    ImageRemover remover(MoveOrDelete way) throws ImageStoreException;

    ImageRestorer restorer();
}
