package io.github.labelverifier.job.gallery;

import io.github.labelverifier.picture.Thumbnail;
import java.util.Optional;

/**
 * What stands for an image on its card.
 *
 * @param thumbnail its picture; empty if there is none
 * @param larger a larger picture; empty if none was wanted, or the thumbnail is as large as the image
 * @param problem why there is no picture; empty if there is one
 * @param isChanged whether the image is no longer the one that was judged
 * @param isUnread whether there is no picture because the store would not give the image
 */
public record Tile(
        Optional<Thumbnail> thumbnail,
        Optional<Thumbnail> larger,
        String problem,
        boolean isChanged,
        boolean isUnread) {

    static Tile of(Thumbnail thumbnail, Optional<Thumbnail> larger, boolean isChanged) {
        return new Tile(Optional.of(thumbnail), larger, "", isChanged, false);
    }

    /** A plain tile that says why. */
    static Tile plain(String problem, boolean isChanged) {
        return new Tile(Optional.empty(), Optional.empty(), problem, isChanged, false);
    }

    /** A plain tile for an image that the store would not give. */
    public static Tile unread(String problem) {
        return new Tile(Optional.empty(), Optional.empty(), problem, false, true);
    }

    /** Whether the image is larger than its thumbnail. */
    boolean isLargerInFull() {
        return thumbnail.isPresent() && isSmall(thumbnail.get());
    }

    /** Whether a picture is smaller than the image that it is of. */
    static boolean isSmall(Thumbnail picture) {
        return picture.width() < picture.fullWidth() || picture.height() < picture.fullHeight();
    }
}
