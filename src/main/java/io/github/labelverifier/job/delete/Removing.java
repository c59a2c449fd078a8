package io.github.labelverifier.job.delete;

import io.github.labelverifier.job.DatasetClass;
import io.github.labelverifier.store.RemovalWay;

/**
 * What becomes of flagged images.
 *
 * @param maxFlagged in percent of the checked images: above it nothing is removed
 * @param inlineImages whether a review shows the images themselves
 */
public record Removing(
        Consent consent, double maxFlagged, boolean failOnFlagged, RemovalWay way, boolean inlineImages) {

    /** The same for images that a person has said yes to. */
    Removing confirmed() {
        return new Removing(Consent.GIVEN, maxFlagged, failOnFlagged, way, inlineImages);
    }

    /** The same for one folder of several: what is moved goes into a folder of its name. */
    public Removing into(String folder) {
        RemovalWay into = new RemovalWay(
                way.destination().map(to -> DatasetClass.of(to, folder).location()), way.checkFirst());
        return new Removing(consent, maxFlagged, failOnFlagged, into, inlineImages);
    }
}
