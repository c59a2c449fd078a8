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

    /** The same detector, which takes the memory of the one that it calls in its turn. */
    default LabelDetector weighedBy(LabelDetector called) {
        LabelDetector caller = this;
        return new LabelDetector() {
            @Override
            public Detection detect(ImageEntry image) throws DetectionException {
                return caller.detect(image);
            }

            @Override
            public long weight(ImageEntry image) {
                return called.weight(image);
            }
        };
    }
}
