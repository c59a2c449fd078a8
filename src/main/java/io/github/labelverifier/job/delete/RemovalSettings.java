package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.DatasetClass;
import io.github.labelverifier.store.MoveOrDelete;
import io.github.labelverifier.store.RemovableStore;

/**
 * How the flagged images of one place are removed.
 *
 * @param maxFlagged in percent of the checked images: above it nothing is removed
 * @param inlineImages whether a review shows the images themselves
 */
public record RemovalSettings(
        Consent consent, double maxFlagged, boolean failOnFlagged, MoveOrDelete way, boolean inlineImages) {

    /** The same for images that a person has said yes to. */
    RemovalSettings confirmed() {
        return new RemovalSettings(Consent.GIVEN, maxFlagged, failOnFlagged, way, inlineImages);
    }

    /** Whether what is flagged may be moved in the end. */
    public boolean mayMove() {
        return consent != Consent.REPORT_ONLY && way.destination().isPresent();
    }

    /**
     * Finds out whether images can be moved where they shall go, if they shall: best before anything is paid.
     *
     * @throws ImageStoreException if they cannot
     */
    public void requireReachable(RemovableStore store) throws ImageStoreException {
        if (mayMove()) {
            store.remover(way);
        }
    }

    /** The same for one folder of several: what is moved goes into a folder of its name. */
    public RemovalSettings into(String folder) {
        MoveOrDelete into = new MoveOrDelete(
                way.destination().map(to -> DatasetClass.of(to, folder).location()), way.checkFirst());
        return new RemovalSettings(consent, maxFlagged, failOnFlagged, into, inlineImages);
    }
}
