package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.store.MoveOrDelete;
import java.util.Optional;

/**
 * What the command line says about removing flagged images, before it is known where they are.
 *
 * @param maxFlagged in percent of the checked images: above it nothing is removed
 * @param moveTo where they are moved to, as it was written; empty if they are deleted
 * @param checkFirst whether each is compared just before, even where the store does it by itself
 * @param inlineImages whether a review shows the images themselves
 */
public record WantedRemoval(
        Consent consent,
        double maxFlagged,
        boolean failOnFlagged,
        Optional<String> moveTo,
        boolean checkFirst,
        boolean inlineImages) {

    /** How images of a location are removed. */
    public RemovalSettings at(ImageLocation location) throws CommandFailure {
        Optional<ImageLocation> destination = Optional.empty();
        if (moveTo.isPresent()) {
            destination = Optional.of(Locations.destination(moveTo.get(), location));
        }
        return new RemovalSettings(
                consent, maxFlagged, failOnFlagged, new MoveOrDelete(destination, checkFirst), inlineImages);
    }
}
