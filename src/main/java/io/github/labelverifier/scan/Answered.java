package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;

/**
 * An answer, and how it was come by.
 *
 * @param of the image that was asked for
 * @param isProven whether that image is known to have had the content that was listed
 */
record Answered(Detection detection, ImageEntry of, Origin origin, boolean isProven) {

    /** Where an answer came from. */
    enum Origin {
        NO_CALL,
        CALL,
        REUSED,
        DUPLICATE
    }

    /** One that was recorded for another image. */
    static Answered recorded(Recorded recorded, Origin origin) {
        return new Answered(recorded.detection(), recorded.image(), origin, recorded.isProven());
    }

    /** The same for another image, which is known to have the same content. */
    Answered lent(Origin other) {
        return new Answered(detection, of, other, true);
    }
}
