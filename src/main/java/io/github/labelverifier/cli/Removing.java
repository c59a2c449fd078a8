package io.github.labelverifier.cli;

import io.github.labelverifier.cli.RemovalOptions.Consent;

/**
 * What becomes of flagged images.
 *
 * @param maxFlagged in percent of the checked images: above it nothing is removed
 * @param inlineImages whether a review shows the images themselves
 */
record Removing(Consent consent, double maxFlagged, boolean failOnFlagged, RemovalWay way, boolean inlineImages) {}
