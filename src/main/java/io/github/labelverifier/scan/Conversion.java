package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Sent;
import java.util.Set;

/**
 * Makes pictures that the detector accepts from images that it would refuse. Implementations are safe for several
 * threads.
 */
public interface Conversion {
    /** The reasons of a refusal that another form of the same picture may not have. */
    Set<String> OF_FORM = Set.of(SkipRule.NOT_JPEG_OR_PNG, SkipRule.TOO_LARGE, SkipRule.INVALID);

    /** Nothing is converted. */
    Conversion NEVER = new Conversion() {
        @Override
        public boolean isNeeded(ImageEntry image) {
            return false;
        }

        @Override
        public boolean mayHelp(String reason) {
            return false;
        }

        @Override
        public long weight(ImageEntry image) {
            return 0;
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public Converted convert(ImageEntry image) {
            throw new IllegalStateException("nothing is converted");
        }
    };

    /**
     * A picture that was made of an image.
     *
     * @param jpeg to be sent in its place
     * @param sent what the report tells of it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Converted(byte[] jpeg, Sent sent) {}

    /** Whether it is known, without a call, that the detector would refuse the image as it is. */
    boolean isNeeded(ImageEntry image);

    /** Whether an image that was refused for this reason may be taken once it is converted. */
    default boolean mayHelp(String reason) {
        return OF_FORM.contains(reason);
    }

    /** Whether an image that was refused so may be taken once it is converted. */
    default boolean mayHelp(DetectionException refusal) {
        return refusal.kind() == Kind.UNCHECKABLE && mayHelp(refusal.code());
    }

    /** How many bytes an image takes from when it is fetched until it is sent. */
    long weight(ImageEntry image);

    /** How many bytes all images may take at a time from when they are fetched until they are sent. */
    long memory();

    /**
     * Fetches the image and makes a picture of it, waited for.
     *
     * @throws DetectionException if that cannot be done; its kind tells whether it is the image's fault
     */
    Converted convert(ImageEntry image) throws DetectionException;
}
