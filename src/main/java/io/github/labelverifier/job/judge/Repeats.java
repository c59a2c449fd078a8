package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import java.util.BitSet;

/**
 * Which ETags were seen more than once: most images have no duplicate, and need not be looked up then. It may take one that was
 * seen once for one that was seen more often, but never the other way round. Its memory does not grow.
 */
final class Repeats {
    private static final int PLACES = 1 << 23;

    private final BitSet places = new BitSet(PLACES);

    /** Notes that the ETag of an image was seen before. */
    void add(ImageEntry image) {
        places.set(place(image));
    }

    boolean mayContain(ImageEntry image) {
        return places.get(place(image));
    }

    private static int place(ImageEntry image) {
        int hash = image.etag().hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
