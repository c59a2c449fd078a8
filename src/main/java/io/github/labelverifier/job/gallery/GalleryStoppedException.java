package io.github.labelverifier.job.gallery;

/** The making of a gallery was asked to end before it was done. What was written of it is no whole page. */
public final class GalleryStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    GalleryStoppedException() {
        super("stopped before the gallery was done");
    }
}
