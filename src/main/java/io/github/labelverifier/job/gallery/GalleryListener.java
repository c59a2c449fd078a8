package io.github.labelverifier.job.gallery;

/** Watches the making of a gallery, in the thread that makes it. */
public interface GalleryListener {

    /** Tells that so many pictures are on the page, of so many. */
    void made(long pictures, long of);

    /** Whether to end before the page is whole. */
    boolean isStopped();
}
