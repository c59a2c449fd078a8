package io.github.labelverifier.job.gallery;

/**
 * What a page may still weigh: there is room for all thumbnails, and what they leave is for larger pictures, those of flagged
 * images first. Who has one depends on the order of the page alone. Safe for use by several threads.
 */
final class PageWeight {
    /** The most bytes of the pictures of a page. */
    static final long MOST_BYTES = 15_000_000;

    /** What a thumbnail may take in Base64, with its card. */
    private static final long THUMBNAIL = 26_000;

    private long left;
    private long flaggedToCome;
    private boolean isFullForFlagged;
    private boolean isFullForKept;

    /** The weight of a page of so many images, of which so many are flagged. */
    PageWeight(long images, long flagged) {
        left = MOST_BYTES - images * THUMBNAIL;
        flaggedToCome = flagged;
    }

    /** Begins with the next report: what flagged images of it leave is for its kept ones as well. */
    synchronized void nextReport() {
        isFullForKept = isFullForFlagged;
    }

    /** Whether a larger picture is worth making. */
    synchronized boolean hasRoom(boolean isFlagged) {
        return !(isFlagged ? isFullForFlagged : isFullForKept);
    }

    /**
     * Takes the next image of the page, and tells whether its larger picture fits.
     *
     * @param bytes of that in Base64; 0 if it has none
     */
    synchronized boolean takes(boolean isFlagged, long bytes) {
        flaggedToCome -= isFlagged ? 1 : 0;
        if (bytes == 0 || !hasRoom(isFlagged)) {
            return false;
        }
        long kept = isFlagged ? 0 : flaggedToCome * base64(TileMaker.MOST_LARGER_BYTES);
        if (bytes <= left - kept) {
            left -= bytes;
            return true;
        }
        isFullForKept = true;
        isFullForFlagged |= isFlagged;
        return false;
    }

    /** How many bytes these are in Base64. */
    static long base64(long bytes) {
        return (bytes + 2) / 3 * 4;
    }
}
