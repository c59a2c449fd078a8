package io.github.labelverifier.image;

import io.github.labelverifier.escape.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach AWS, as far as it was told; the rest is found as the AWS CLI finds it.
 *
 * @param profile the profile whose credentials and region are used
 * @param region where Rekognition is called, and where the bucket has to be
 * @param endpoint stands for the endpoints of both services
 * @param storageEndpoint stands for the endpoint of S3 alone
 * @param pathStyle whether buckets are named in the path rather than in the host
 * @param requesterPays whether the caller bears the cost of what a bucket asks its requesters to pay for
 * @param sending how the objects of a bucket reach Rekognition
 * @param readTimeout how long an answer may keep silent
 * @param connections how many calls of one service may be in flight
 */
public record AwsSettings(
        Optional<String> profile,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<URI> storageEndpoint,
        boolean pathStyle,
        boolean requesterPays,
        Sending sending,
        Duration readTimeout,
        int connections) {

    /** Keeps no user or password of an endpoint, which would end up in reports. */
    public AwsSettings {
        endpoint = endpoint.map(Redaction::withoutUser);
        storageEndpoint = storageEndpoint.map(Redaction::withoutUser);
    }

    /** Settings of buckets that Rekognition may read by itself, and whose owner pays. */
    public AwsSettings(
            Optional<String> profile,
            Optional<String> region,
            Optional<URI> endpoint,
            boolean pathStyle,
            Duration readTimeout,
            int connections) {
        this(profile, region, endpoint, Optional.empty(), pathStyle, false, Sending.AUTO, readTimeout, connections);
    }

    /** The same, with another endpoint for S3 alone. */
    public AwsSettings storageAt(URI other) {
        return new AwsSettings(
                profile,
                region,
                endpoint,
                Optional.of(other),
                pathStyle,
                requesterPays,
                sending,
                readTimeout,
                connections);
    }

    /** The same, with the cost of requests borne by the caller. */
    public AwsSettings requesterPaying() {
        return new AwsSettings(
                profile, region, endpoint, storageEndpoint, pathStyle, true, sending, readTimeout, connections);
    }

    /** The same, with another way for objects. */
    public AwsSettings sending(Sending other) {
        return new AwsSettings(
                profile, region, endpoint, storageEndpoint, pathStyle, requesterPays, other, readTimeout, connections);
    }
}
