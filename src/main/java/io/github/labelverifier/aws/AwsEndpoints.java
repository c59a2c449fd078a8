package io.github.labelverifier.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;

/**
 * Which endpoint stands for AWS's own: the option, else the variables, else the profile, in the order of the AWS CLI.
 * (Profiles that name a {@code services} section are left to the SDK.)
 */
record AwsEndpoints(Optional<URI> option, Map<String, String> environment, Optional<Profile> profile) {

    Optional<URI> of(String service) {
        if (option.isPresent()) {
            return option;
        }
        if ("true".equalsIgnoreCase(environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
            return Optional.empty();
        }
        return variable("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .or(() -> profile.flatMap(p -> p.property("endpoint_url")))
                .map(URI::create);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether it is Amazon's own S3 that answers there, on whose conditional deletes one can rely. */
    static boolean isAmazon(Optional<URI> endpoint) {
        return endpoint.map(URI::getHost)
                .map(host -> host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"))
                .orElse(true);
    }
}
