package io.github.labelverifier.image;

import java.util.Locale;

/** How the objects of a bucket reach Amazon Rekognition. */
public enum Sending {
    /** By reference, unless Rekognition is known not to be able to read the bucket. */
    AUTO,
    /** Named alone: Rekognition reads them itself. */
    REFERENCE,
    /** Fetched, and sent along. */
    BYTES;

    /** The name in options and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
