package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import java.util.List;

/**
 * The images of a run that were asked for by their keys, of which it is not known whether they still were what was listed.
 *
 * @param count how many
 * @param first the first few thousand of them, in the order of the listing
 */
public record UnprovenImages(long count, List<ImageEntry> first) {
    public UnprovenImages {
        first = List.copyOf(first);
    }

    /** Whether these are all. */
    public boolean isWhole() {
        return first.size() == count;
    }
}
