package io.github.labelverifier.store;

import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.ImageStoreException;
import java.time.Duration;
import java.util.Optional;

/** What is set for AWS, and what AWS says to it. Each question stands for itself; none is paid for or changes anything. */
public interface AwsSetup extends AutoCloseable {
    /** The profile of the AWS configuration that counts; empty if there is none. */
    Optional<String> profile();

    /** The way to the servers, in words: proxies and certificates. */
    String network() throws ImageStoreException;

    /**
     * Whose credentials these are: the caller's ARN, as STS tells it.
     *
     * @throws ImageStoreException of the kind {@code CREDENTIALS} if there are none or they are refused, of another if STS
     *     did not say
     */
    String caller() throws ImageStoreException;

    /** How far this machine's clock is ahead of the last answer to {@link #caller}, to the second; negative if it is behind. */
    Optional<Duration> ahead();

    /**
     * The region that is set; empty if none is.
     *
     * @throws ImageStoreException if it is none, or has no Rekognition
     */
    Optional<String> region() throws ImageStoreException;

    /** Whether it is Amazon's own Rekognition that would be called. */
    boolean isAmazon();

    /**
     * What a deletion in a bucket can be undone by.
     *
     * @throws ImageStoreException if the bucket cannot be reached
     */
    Undo undo(String bucket) throws ImageStoreException;

    @Override
    void close();
}
