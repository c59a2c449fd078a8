package io.github.labelverifier.cli;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.job.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How AWS is reached; what is not told is found as the AWS CLI finds it. */
@OptionGroup("AWS")
final class AwsOptions {
    private static final String REQUESTER = "requester";

    @Everyday
    @Option(names = "--profile", paramLabel = "NAME", description = "Use this profile of the AWS configuration.")
    private @Nullable String profile;

    @Everyday
    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "Call Rekognition in this region. Default: that of the environment or the profile, else the"
                    + " bucket's own.")
    private @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Use this endpoint for S3 and Rekognition instead of AWS's own.")
    private @Nullable String endpoint;

    @Option(
            names = "--s3-endpoint-url",
            paramLabel = "URL",
            description =
                    "Use this endpoint for S3 alone, such as that of another store; Rekognition stays where it is.")
    private @Nullable String storageEndpoint;

    @Option(
            names = "--request-payer",
            paramLabel = "requester",
            description = "Pay for the requests to a requester-pays bucket. The only value is requester.")
    private @Nullable String requestPayer;

    @Option(
            names = "--path-style",
            description = "Put the name of the bucket into the path of requests, not into the host name.")
    private boolean pathStyle;

    @Option(
            names = "--read-timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for data from a server before the call is made again. Default: 60.")
    private int readTimeout = 60;

    AwsSettings toSettings(int connections) throws CommandFailure {
        return toSettings(connections, Sending.AUTO);
    }

    AwsSettings toSettings(int connections, Sending sending) throws CommandFailure {
        Check.atLeast("--read-timeout", readTimeout, 1);
        if (requestPayer != null && !requestPayer.equals(REQUESTER)) {
            throw CommandFailure.usage("--request-payer must be " + REQUESTER + ", not " + requestPayer);
        }
        return new AwsSettings(
                Check.notBlank("--profile", profile),
                Check.notBlank("--region", region),
                toUri("--endpoint-url", endpoint),
                toUri("--s3-endpoint-url", storageEndpoint),
                pathStyle,
                requestPayer != null,
                sending,
                Duration.ofSeconds(readTimeout),
                connections);
    }

    private static Optional<URI> toUri(String option, @Nullable String endpoint) throws CommandFailure {
        if (endpoint == null) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Its text has all of it once more.
            throw CommandFailure.usage(invalid(option, endpoint));
        }
        throw CommandFailure.usage(invalid(option, endpoint));
    }

    private static String invalid(String option, String endpoint) {
        return option + " is no http or https URL: " + Redaction.ofUrl(endpoint);
    }
}
