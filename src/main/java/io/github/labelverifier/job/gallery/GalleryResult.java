package io.github.labelverifier.job.gallery;

/**
 * What a gallery came to.
 *
 * @param flagged the flagged images of the report
 * @param flaggedShown how many of them the page shows
 * @param unread how many images the store would not give, so that a plain tile stands for them
 * @param firstProblem what the store said of the first of these; empty if there is none
 */
public record GalleryResult(long flagged, long flaggedShown, long unread, String firstProblem) {}
