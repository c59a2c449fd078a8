package io.github.labelverifier.aws;

import io.github.labelverifier.image.FolderSource;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.LabelDetector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of one run, made as an AWS user expects: credentials and region from the options, the environment, the
 * profile or the machine's role, in the AWS CLI's order.
 *
 * <p>Everything that can be found out without a paid call is found out when it is opened: that there are credentials, that
 * the bucket exists, and that it lies where Rekognition is called.
 */
public final class AwsClients implements AutoCloseable {
    private static final int S3_ATTEMPTS = 6;
    private static final int REKOGNITION_ATTEMPTS = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final AwsSettings settings;
    private final AwsCredentialsProvider credentials;
    private final AwsEndpoints endpoints;
    private final Region region;
    private final SdkHttpClient http;
    private @Nullable S3Client s3;
    private @Nullable RekognitionClient rekognition;

    private AwsClients(
            AwsSettings settings,
            AwsCredentialsProvider credentials,
            AwsEndpoints endpoints,
            SdkHttpClient http,
            Region region) {
        this.settings = settings;
        this.credentials = credentials;
        this.endpoints = endpoints;
        this.http = http;
        this.region = region;
    }

    /**
     * Clients for the images of a folder.
     *
     * @param environment the variables of the process
     * @throws ImageStoreException if there are no credentials, or no region is told
     */
    public static AwsClients forFolder(AwsSettings settings, Map<String, String> environment)
            throws ImageStoreException {
        return open(settings, environment, Optional.empty());
    }

    /**
     * Clients for the images of a bucket.
     *
     * @param environment the variables of the process
     * @throws ImageStoreException if there are no credentials, or the bucket does not exist or lies in another region
     */
    public static AwsClients forBucket(AwsSettings settings, Map<String, String> environment, String bucket)
            throws ImageStoreException {
        return open(settings, environment, Optional.of(bucket));
    }

    private static AwsClients open(AwsSettings settings, Map<String, String> environment, Optional<String> bucket)
            throws ImageStoreException {
        Optional<Profile> profile = profile(settings, environment);
        AwsCredentialsProvider credentials = credentials(settings);
        AwsEndpoints endpoints = new AwsEndpoints(settings.endpoint(), environment, profile);
        SdkHttpClient http = Apache5HttpClient.builder()
                .maxConnections(settings.connections())
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(settings.readTimeout())
                // Threads wait for the governor, not for connections: there is one for each.
                .connectionAcquisitionTimeout(settings.readTimeout())
                .build();
        try {
            checkCredentials(credentials);
            Optional<Region> told = toldRegion(settings, environment, profile);
            Region region = bucket.isPresent()
                    ? checkBucket(settings, credentials, endpoints, http, bucket.get(), told)
                    : told.or(() -> fallbackRegion(endpoints)).orElseThrow(AwsClients::noRegion);
            return new AwsClients(settings, credentials, endpoints, http, region);
        } catch (ImageStoreException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** The profile that is asked for; a name that no file has is an error, for it would be passed over silently. */
    private static Optional<Profile> profile(AwsSettings settings, Map<String, String> environment)
            throws ImageStoreException {
        Optional<String> asked = settings.profile().or(() -> Optional.ofNullable(environment.get("AWS_PROFILE")));
        ProfileFile file;
        try {
            file = ProfileFile.defaultProfileFile();
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS, "the AWS configuration cannot be read: " + e.getMessage(), e);
        }
        Optional<Profile> profile = file.profile(asked.orElse("default"));
        if (asked.isPresent() && profile.isEmpty()) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS,
                    "there is no AWS profile '" + asked.get() + "': `aws configure list-profiles` lists them");
        }
        return profile;
    }

    private static AwsCredentialsProvider credentials(AwsSettings settings) {
        // As with the AWS CLI, a profile that is named as an option goes before keys in the environment.
        return settings.profile().isPresent()
                ? ProfileCredentialsProvider.create(settings.profile().get())
                : DefaultCredentialsProvider.builder().build();
    }

    private static void checkCredentials(AwsCredentialsProvider credentials) throws ImageStoreException {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            String why = AwsErrors.message(e);
            // The default chain tells of every provider that it tried, in some 3,000 characters.
            String what = why.startsWith("Unable to load credentials from any of the providers")
                    ? "there are no AWS credentials"
                    : "the AWS credentials cannot be loaded: " + why;
            throw new ImageStoreException(
                    Kind.CREDENTIALS, what + "; run `aws configure` or `aws sso login`, or set AWS_PROFILE", e);
        }
    }

    private static Optional<Region> toldRegion(
            AwsSettings settings, Map<String, String> environment, Optional<Profile> profile) {
        return settings.region()
                .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .filter(name -> !name.isBlank())
                .or(() -> profile.flatMap(p -> p.property("region")))
                .map(Region::of);
    }

    /** A store that is not Amazon's seldom has regions, but requests are signed for one. */
    private static Optional<Region> fallbackRegion(AwsEndpoints endpoints) {
        return endpoints.of("rekognition").isPresent() || endpoints.of("s3").isPresent()
                ? Optional.of(Region.US_EAST_1)
                : Optional.empty();
    }

    private static ImageStoreException noRegion() {
        return new ImageStoreException(
                Kind.OTHER, "no AWS region is set: add --region, such as --region us-east-1, or set AWS_REGION");
    }

    /** Finds the bucket and its region, and returns where Rekognition has to be called. */
    private static Region checkBucket(
            AwsSettings settings,
            AwsCredentialsProvider credentials,
            AwsEndpoints endpoints,
            SdkHttpClient http,
            String bucket,
            Optional<Region> told)
            throws ImageStoreException {
        Optional<Region> own;
        try (S3Client s3 = s3(settings, credentials, endpoints, http, told.orElse(Region.US_EAST_1))) {
            own = BucketRegion.of(s3, bucket);
        }
        if (told.isPresent() && own.isPresent() && !own.equals(told)) {
            throw new ImageStoreException(
                    Kind.OTHER,
                    "the bucket " + bucket + " is in " + own.get() + ", but Rekognition would be called in "
                            + told.get() + " and reads only from its own region: add --region " + own.get());
        }
        return own.or(() -> told).or(() -> fallbackRegion(endpoints)).orElseThrow(AwsClients::noRegion);
    }

    /** The region of all calls. */
    public String region() {
        return region.id();
    }

    /** The endpoint that stands for AWS's own S3 or Rekognition, if any does. */
    public Optional<String> endpoint() {
        return endpoints.of("s3").or(() -> endpoints.of("rekognition")).map(URI::toString);
    }

    /** The images of a location of the bucket. */
    public ImageSource source(S3Location location) {
        return new S3ImageSource(s3(), location);
    }

    /** Removes images of a location of the bucket. */
    public ImageRemover remover(S3Location location) {
        return new S3ImageRemover(s3(), location, !AwsEndpoints.isAmazon(endpoints.of("s3")));
    }

    /** Detects labels of objects, which Rekognition reads itself. */
    public LabelDetector detector(S3Location location, Asked asked) {
        return RekognitionLabelDetector.ofObjects(rekognition(), s3(), location.bucket(), asked);
    }

    /** Detects labels of files, which are sent along. */
    public LabelDetector detector(FolderSource folder, Asked asked) {
        return RekognitionLabelDetector.ofFiles(rekognition(), folder, asked);
    }

    private S3Client s3() {
        if (s3 == null) {
            s3 = s3(settings, credentials, endpoints, http, region);
        }
        return s3;
    }

    private RekognitionClient rekognition() {
        if (rekognition == null) {
            var builder = RekognitionClient.builder()
                    .credentialsProvider(credentials)
                    .region(region)
                    .httpClient(http)
                    .overrideConfiguration(o -> o.retryStrategy(rekognitionRetries()));
            endpoints.of("rekognition").ifPresent(builder::endpointOverride);
            rekognition = builder.build();
        }
        return rekognition;
    }

    private static S3Client s3(
            AwsSettings settings,
            AwsCredentialsProvider credentials,
            AwsEndpoints endpoints,
            SdkHttpClient http,
            Region region) {
        Optional<URI> endpoint = endpoints.of("s3");
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Like the AWS CLI: other stores are seldom set up for bucket names in the host.
                .forcePathStyle(settings.pathStyle() || endpoint.isPresent())
                .overrideConfiguration(o -> o.retryStrategy(s3Retries()));
        endpoint.ifPresent(builder::endpointOverride);
        if (!AwsEndpoints.isAmazon(endpoint)) {
            // Some of them refuse the CRC32 that the SDK sends with DeleteObjects.
            builder.addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    private static RetryStrategy s3Retries() {
        return StandardRetryStrategy.builder()
                .maxAttempts(S3_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                .build();
    }

    /** Repeats what can pass by itself, but no throttled call: the governor decides when that one is made again. */
    private static RetryStrategy rekognitionRetries() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(REKOGNITION_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                .retryOnException(AwsClients::canPass)
                .build();
    }

    private static boolean canPass(Throwable e) {
        if (e instanceof SdkServiceException service) {
            return !service.isThrottlingException()
                    && (service.statusCode() >= 500 || RetryUtils.isClockSkewException(service));
        }
        // A connection that nobody accepts, a broken one, an answer that is cut off or does not come.
        return e instanceof SdkClientException;
    }

    @Override
    public void close() {
        http.close();
    }
}
