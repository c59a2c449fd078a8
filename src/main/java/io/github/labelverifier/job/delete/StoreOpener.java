package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.store.RemovableStore;

/** Opens the store that a location is in, to remove images from it. */
@FunctionalInterface
public interface StoreOpener {
    RemovableStore open(ImageLocation location) throws ImageStoreException;
}
