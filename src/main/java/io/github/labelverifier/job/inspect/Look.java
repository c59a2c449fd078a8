package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.PictureFacts;
import java.util.Optional;

/**
 * A look into one image.
 *
 * @param facts empty if there was nothing to be seen
 * @param why what was in the way, for people; it names the image
 */
record Look(Optional<PictureFacts> facts, Optional<String> why) {
    /** No look: the image was not checked. */
    static final Look NONE = new Look(Optional.empty(), Optional.empty());

    static Look at(PictureFacts facts) {
        return new Look(Optional.of(facts), Optional.empty());
    }

    static Look failed(String why) {
        return new Look(Optional.empty(), Optional.of(why));
    }
}
