package io.github.labelverifier.label;

import io.github.labelverifier.image.ImageEntry;

/** Finds out what an image shows. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface LabelDetector {

    /**
     * The labels of one image, waited for.
     *
     * @throws DetectionException if there is no answer; its kind tells whether to try again
     */
    Detection detect(ImageEntry image) throws DetectionException;

    /** How many bytes of memory it takes to ask for an image: those that it is sent with; little, if it is named alone. */
    default long weight(ImageEntry image) {
        return 0;
    }

    /** The same detector, which asks for an image by sending this JPEG in its place. */
    default LabelDetector sending(byte[] jpeg) {
        return this;
    }

    /** What is done around each call. */
    @FunctionalInterface
    interface Around {
        /** Has the detector answer for the image. */
        Detection detect(LabelDetector detector, ImageEntry image) throws DetectionException;
    }

    /** The same detector with something done around each of its calls. */
    default LabelDetector with(Around around) {
        LabelDetector inner = this;
        return new LabelDetector() {
            @Override
            public Detection detect(ImageEntry image) throws DetectionException {
                return around.detect(inner, image);
            }

            @Override
            public long weight(ImageEntry image) {
                return inner.weight(image);
            }

            @Override
            public LabelDetector sending(byte[] jpeg) {
                return inner.sending(jpeg).with(around);
            }
        };
    }
}
