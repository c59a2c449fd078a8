package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.LabelDetector;
import java.net.URI;
import java.util.Optional;

/** An open store, to look at its images and to have them labelled. Nothing can be removed by it. */
public interface ImageStore extends AutoCloseable {
    ImageSource source();

    LabelDetector detector(Asked asked);

    /** The name of the detector; empty if it is Amazon Rekognition. */
    default Optional<String> detectorName() {
        return Optional.empty();
    }

    /** An address at which a browser shows an image, for a while; empty if there is none. */
    Optional<URI> link(String key);

    /** The region in which Rekognition is called. */
    Optional<String> region();

    /** How objects reach Rekognition; empty for files, and where it is never called. */
    Optional<Sending> sending();

    /**
     * The same store where its objects are fetched and sent, for when Rekognition turns out not to be able to read them;
     * empty where that makes no difference, or is not allowed. It is closed with this one.
     */
    default Optional<ImageStore> sendingInstead() {
        return Optional.empty();
    }

    /** What is to be told of that before anything is paid, if it is not what most would expect. */
    Optional<String> remark();

    Optional<String> endpoint();

    @Override
    void close();
}
