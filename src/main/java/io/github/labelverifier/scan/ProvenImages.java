package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The latest images whose answer is known to be of the content that was listed, so that they need not be looked at
 * again. Bounded in memory. Used from one thread.
 */
final class ProvenImages {
    private static final int MOST = 4_096;

    private final Set<ImageEntry> images = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ImageEntry, Boolean> eldest) {
            return size() > MOST;
        }
    });

    void add(ImageEntry image) {
        images.add(image);
    }

    boolean contains(ImageEntry image) {
        return images.contains(image);
    }
}
