package io.github.labelverifier.job.gallery;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.picture.Thumbnail;
import java.util.Base64;

/**
 * The image that stays of a set, as the template shows it: without marks.
 *
 * @param picture the thumbnail in Base64; empty if there is none
 * @param problem why there is no thumbnail
 * @param isFlagged whether it is flagged itself, for another reason
 * @param size of the file
 * @param pixels of the image; empty if not known
 */
record StayView(
        String name,
        String picture,
        int width,
        int height,
        String problem,
        boolean isFlagged,
        String size,
        String pixels) {

    static StayView of(Staying staying, Tile tile) {
        return new StayView(
                PlainText.escape(staying.image().key()),
                tile.thumbnail()
                        .map(thumbnail -> Base64.getEncoder().encodeToString(thumbnail.jpeg()))
                        .orElse(""),
                tile.thumbnail().map(Thumbnail::width).orElse(0),
                tile.thumbnail().map(Thumbnail::height).orElse(0),
                PlainText.escape(tile.problem()),
                staying.isFlagged(),
                Words.bytes(staying.image().size()),
                staying.picture()
                        .map(facts -> facts.width() + " × " + facts.height())
                        .orElse(""));
    }
}
