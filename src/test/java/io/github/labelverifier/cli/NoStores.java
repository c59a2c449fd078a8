package io.github.labelverifier.cli;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import java.util.Map;
import java.util.Optional;

/** Stores that must not be opened. */
final class NoStores extends Stores {
    NoStores() {
        super(Map.of());
    }

    @Override
    public RemovableStore openRemovable(ImageLocation location, AwsSettings settings, boolean offline) {
        throw new AssertionError("a store was opened");
    }

    @Override
    public RemovableStore openStorage(ImageLocation location, AwsSettings settings) {
        throw new AssertionError("a store was opened");
    }

    @Override
    public Optional<String> endpoint(ImageLocation location, AwsSettings settings) {
        throw new AssertionError("an endpoint was asked for");
    }
}
