package io.github.labelverifier.aws;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Which endpoints are used instead of AWS's own: those of the option, else of the variables, else of the profile, in the
 * order of the AWS CLI.
 *
 * @param s3 the endpoint of S3, if it is not the region's own
 * @param rekognition the endpoint of Rekognition, if it is not the region's own
 * @param sts the endpoint of STS, which tells who the caller is, if it is not the region's own
 */
record AwsEndpoints(Optional<URI> s3, Optional<URI> rekognition, Optional<URI> sts) {

    /**
     * The endpoints that are configured.
     *
     * @throws ImageStoreException if one of them is no URL; the message says where it is set
     */
    static AwsEndpoints of(
            AwsSettings settings, Map<String, String> environment, ProfileFile file, Optional<Profile> profile)
            throws ImageStoreException {
        Optional<URI> both = settings.endpoint();
        Optional<URI> s3 = settings.storageEndpoint().or(() -> both);
        Configuration configuration = new Configuration(environment, file, profile);
        return new AwsEndpoints(
                s3.isPresent() ? s3 : configuration.endpoint("s3"),
                both.isPresent() ? both : configuration.endpoint("rekognition"),
                both.isPresent() ? both : configuration.endpoint("sts"));
    }

    /** Whether Amazon's own Rekognition is asked for what is in a store that is not Amazon's. */
    boolean isStoreStrange() {
        return !isAmazon(s3) && rekognition.isEmpty();
    }

    /** Whether there is any. */
    boolean isAnySet() {
        return s3.isPresent() || rekognition.isPresent();
    }

    /** Whether it is Amazon's own S3 that answers there, on whose conditional deletes one can rely. */
    static boolean isAmazon(Optional<URI> endpoint) {
        return endpoint.map(URI::getHost)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"))
                .orElse(true);
    }

    private record Configuration(Map<String, String> environment, ProfileFile file, Optional<Profile> profile) {

        Optional<URI> endpoint(String service) throws ImageStoreException {
            String variable = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT);
            for (String name : new String[] {variable, "AWS_ENDPOINT_URL"}) {
                String value = environment.getOrDefault(name, "");
                if (!value.isBlank()) {
                    return Optional.of(parse(name, value));
                }
            }
            Optional<String> ofService = profile.flatMap(p -> p.property("services"))
                    .flatMap(name -> file.getSection("services", name))
                    .flatMap(services -> services.property(service + ".endpoint_url"));
            Optional<String> configured = ofService.or(() -> profile.flatMap(p -> p.property("endpoint_url")));
            return configured.isPresent()
                    ? Optional.of(parse("endpoint_url of the AWS profile", configured.get()))
                    : Optional.empty();
        }

        private static URI parse(String source, String value) throws ImageStoreException {
            try {
                URI uri = new URI(value);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return Redaction.withoutUser(uri);
                }
            } catch (URISyntaxException e) {
                // Its text has all of it once more.
                throw new ImageStoreException(Kind.OTHER, notUrl(source, value));
            }
            throw new ImageStoreException(Kind.OTHER, notUrl(source, value));
        }

        private static String notUrl(String source, String value) {
            return source + " is no http or https URL: " + Redaction.ofUrl(value);
        }
    }
}
