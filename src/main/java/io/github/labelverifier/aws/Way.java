package io.github.labelverifier.aws;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.Sending;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * How the objects of a bucket reach Rekognition, which reads only from buckets in its own region and never pays for a
 * request.
 *
 * @param sending by reference or by their bytes
 * @param remark what is to be told of it, if it is not what most would expect
 */
record Way(Sending sending, Optional<String> remark) {
    private static final String ALIAS = "-s3alias";

    /** Why Rekognition cannot read a bucket, and what would let it, if anything does. */
    private record Obstacle(String why, Optional<String> remedy) {}

    /** A way of which nothing is to be told. */
    static Way of(Sending sending) {
        return new Way(sending, Optional.empty());
    }

    /**
     * The way for a bucket.
     *
     * @param own the region of the bucket, if the store tells it
     * @param called the region in which Rekognition is called
     * @throws ImageStoreException if objects are to be sent by reference, and cannot be
     */
    static Way of(AwsSettings settings, AwsEndpoints endpoints, String bucket, Optional<Region> own, Region called)
            throws ImageStoreException {
        Optional<Obstacle> obstacle = obstacle(settings, endpoints, bucket, own, called);
        if (settings.sending() == Sending.BYTES || obstacle.isEmpty()) {
            return of(settings.sending() == Sending.BYTES ? Sending.BYTES : Sending.REFERENCE);
        }
        String why = obstacle.get().why() + ", so Rekognition cannot read it";
        Optional<String> remedy = obstacle.get().remedy();
        if (settings.sending() == Sending.REFERENCE) {
            throw new ImageStoreException(
                    Kind.OTHER,
                    why + ": " + remedy.map(add -> add + ", or ").orElse("") + "leave out --send reference");
        }
        return new Way(
                Sending.BYTES,
                Optional.of("Note: " + why + ": images are fetched, and sent from here"
                        + remedy.map(add -> " (to spare that, " + add + ")").orElse("")));
    }

    private static Optional<Obstacle> obstacle(
            AwsSettings settings, AwsEndpoints endpoints, String bucket, Optional<Region> own, Region called) {
        if (endpoints.isStoreStrange()) {
            return endpoints
                    .s3()
                    .map(uri ->
                            new Obstacle("the bucket " + bucket + " is at " + uri.getAuthority(), Optional.empty()));
        }
        if (own.isPresent() && !own.get().equals(called)) {
            return Optional.of(new Obstacle(
                    "the bucket " + bucket + " is in " + own.get() + " and not in " + called,
                    Optional.of("add --region " + own.get())));
        }
        if (settings.requesterPays()) {
            return Optional.of(
                    new Obstacle("requests to the bucket " + bucket + " are to be paid for", Optional.empty()));
        }
        return bucket.endsWith(ALIAS)
                ? Optional.of(new Obstacle(bucket + " is the alias of an access point", Optional.empty()))
                : Optional.empty();
    }
}
