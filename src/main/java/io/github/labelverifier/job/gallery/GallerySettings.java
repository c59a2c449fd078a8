package io.github.labelverifier.job.gallery;

import io.github.labelverifier.review.ReviewSample;
import java.util.Optional;

/**
 * What a gallery shows.
 *
 * @param sample how many of the kept images are drawn at random
 * @param seed what the drawing starts from: the same seed draws the same images of the same report
 * @param maxImages how many thumbnails there are at most, those of the sample included; the flagged come
 *     first
 * @param blind about how many of the checked images of each report the page asks without showing what was found; they
 *     have their places before all others
 */
public record GallerySettings(int sample, long seed, int maxImages, int blind) {
    /** How many kept images are drawn unless told otherwise. */
    public static final int DEFAULT_SAMPLE = 24;

    /** How many thumbnails there are at most unless told otherwise: their page weighs less than 15 MB. */
    public static final int DEFAULT_MAX_IMAGES = 500;

    /** What is made unless told otherwise. */
    public static final GallerySettings DEFAULT = new GallerySettings(DEFAULT_SAMPLE, 1, DEFAULT_MAX_IMAGES, 0);

    public GallerySettings {
        if (sample < 0) {
            throw new IllegalArgumentException("sample: " + sample);
        }
        if (maxImages < 0) {
            throw new IllegalArgumentException("maxImages: " + maxImages);
        }
        if (blind < 0) {
            throw new IllegalArgumentException("blind: " + blind);
        }
    }

    /** The same with so many thumbnails at most. */
    GallerySettings within(int places) {
        return new GallerySettings(sample, seed, places, blind);
    }

    /** The random sample of the checked images that the page asks about; empty if it asks about none. */
    Optional<ReviewSample> asked() {
        return blind == 0 ? Optional.empty() : Optional.of(new ReviewSample(blind, seed));
    }
}
