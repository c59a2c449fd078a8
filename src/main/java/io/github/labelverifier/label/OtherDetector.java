package io.github.labelverifier.label;

/** What finds labels in the place of Amazon Rekognition. Its answers are never mixed with those of another. */
public interface OtherDetector {
    /** The name in reports. */
    String name();

    /** Finds labels of pictures that are {@linkplain LabelDetector#sending sent} in the place of images. */
    LabelDetector asking(Asked asked);
}
