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
 * @param pathStyle whether buckets are named in the path rather than in the host
 * @param readTimeout how long an answer may keep silent
 * @param connections how many calls of one service may be in flight
 */
public record AwsSettings(
        Optional<String> profile,
        Optional<String> region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Duration readTimeout,
        int connections) {

    /** Keeps no user or password of the endpoint, which would end up in reports. */
    public AwsSettings {
        endpoint = endpoint.map(Redaction::withoutUser);
    }
}
