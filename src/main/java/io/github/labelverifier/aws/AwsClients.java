package io.github.labelverifier.aws;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRestorer;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
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
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

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

    /** Connections for what goes on beside the calls to Rekognition: a listing, and looks at single objects. */
    private static final int S3_CONNECTIONS = 20;

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

    private final Access access;
    private final Region region;
    private final Queue<S3Client> opened = new ConcurrentLinkedQueue<>();
    private final Concurrently together;
    private @Nullable S3Client s3;
    private @Nullable RekognitionClient rekognition;

    private AwsClients(Access access, Region region) {
        this.access = access;
        this.region = region;
        this.together = new Concurrently(access.settings().connections());
    }

    /** What every client is made with. */
    private record Access(
            AwsSettings settings,
            Optional<Profile> profile,
            CheckedCredentials credentials,
            AwsEndpoints endpoints,
            SdkHttpClient http) {

        void configure(ClientOverrideConfiguration.Builder client, RetryStrategy retries) {
            client.retryStrategy(retries);
            client.addExecutionInterceptor(new AnswerCheck());
            // Else the SDK takes what the default profile says, such as an endpoint.
            profile.ifPresent(p -> client.defaultProfileName(p.name()));
        }

        boolean isPathStyle() {
            return settings.pathStyle() || endpoints.s3().isPresent();
        }

        void close() {
            credentials.close();
            http.close();
        }
    }

    /**
     * Clients for the images of a folder.
     *
     * @param environment the variables of the process
     * @throws ImageStoreException if there are no credentials, or no region is told
     */
    public static AwsClients forFolder(AwsSettings settings, Map<String, String> environment)
            throws ImageStoreException {
        return open(settings, environment, Optional.empty(), true);
    }

    /**
     * Clients for the images of a bucket.
     *
     * @param environment the variables of the process
     * @throws ImageStoreException if there are no credentials, or the bucket does not exist or lies in another region
     */
    public static AwsClients forBucket(AwsSettings settings, Map<String, String> environment, String bucket)
            throws ImageStoreException {
        return open(settings, environment, Optional.of(bucket), true);
    }

    /**
     * Clients for the images of a bucket in any region, without Rekognition.
     *
     * @param environment the variables of the process
     * @throws ImageStoreException if there are no credentials, or the bucket does not exist
     */
    public static AwsClients forStorage(AwsSettings settings, Map<String, String> environment, String bucket)
            throws ImageStoreException {
        return open(settings, environment, Optional.of(bucket), false);
    }

    private static AwsClients open(
            AwsSettings settings, Map<String, String> environment, Optional<String> bucket, boolean forRekognition)
            throws ImageStoreException {
        ProfileFile file = profileFile();
        Optional<Profile> profile = profile(settings, environment, file);
        AwsEndpoints endpoints = AwsEndpoints.of(settings.endpoint(), environment, file, profile);
        Optional<Region> told = toldRegion(settings, environment, profile);
        HttpService.install(settings.profile());
        SdkHttpClient http = new BoundedHttpClient(
                Network.of(environment, profile)
                        .client(settings.connections() + S3_CONNECTIONS, settings.readTimeout()),
                settings.readTimeout());
        Access access = new Access(settings, profile, credentials(settings, environment, profile), endpoints, http);
        try {
            checkCredentials(access);
            Region region = bucket.isPresent()
                    ? checkBucket(access, bucket.get(), told, forRekognition)
                    : told.or(() -> fallbackRegion(endpoints)).orElseThrow(AwsClients::noRegion);
            return new AwsClients(access, region);
        } catch (ImageStoreException | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /**
     * The endpoint that would stand for AWS's own S3, if one would; nothing is connected to.
     *
     * @throws ImageStoreException if the AWS configuration cannot be read, or the profile does not exist
     */
    public static Optional<String> storageEndpoint(AwsSettings settings, Map<String, String> environment)
            throws ImageStoreException {
        ProfileFile file = profileFile();
        Optional<Profile> profile = profile(settings, environment, file);
        AwsEndpoints endpoints = AwsEndpoints.of(settings.endpoint(), environment, file, profile);
        try (CheckedCredentials credentials = credentials(settings, environment, profile);
                SdkHttpClient http = Apache5HttpClient.create();
                S3Client s3 = s3(new Access(settings, profile, credentials, endpoints, http), Region.US_EAST_1)) {
            return endpointOf(s3).map(URI::toString);
        }
    }

    private static ProfileFile profileFile() throws ImageStoreException {
        try {
            return ProfileFile.defaultProfileFile();
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS, "the AWS configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** The profile that is asked for; a name that no file has is an error, for it would be passed over silently. */
    private static Optional<Profile> profile(AwsSettings settings, Map<String, String> environment, ProfileFile file)
            throws ImageStoreException {
        Optional<String> asked = settings.profile().or(() -> variable(environment, "AWS_PROFILE"));
        Optional<Profile> profile = file.profile(asked.orElse("default"));
        if (asked.isPresent() && profile.isEmpty()) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS,
                    "there is no AWS profile '" + asked.get() + "': `aws configure list-profiles` lists them");
        }
        return profile;
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static CheckedCredentials credentials(
            AwsSettings settings, Map<String, String> environment, Optional<Profile> profile) {
        // As with the AWS CLI, a profile that is named as an option goes before keys in the environment.
        return new CheckedCredentials(
                settings.profile().isPresent()
                        ? ProfileCredentialsProvider.create(settings.profile().get())
                        : CredentialsChain.of(environment, profile));
    }

    private static void checkCredentials(Access access) throws ImageStoreException {
        try {
            access.credentials().resolveCredentials();
        } catch (NoCredentialsException e) {
            throw new ImageStoreException(Kind.CREDENTIALS, AwsErrors.credentialsRemedy(e), e);
        }
    }

    private static Optional<Region> toldRegion(
            AwsSettings settings, Map<String, String> environment, Optional<Profile> profile)
            throws ImageStoreException {
        Optional<String> name = settings.region()
                .or(() -> variable(environment, "AWS_REGION"))
                .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
                .or(() -> profile.flatMap(p -> p.property("region")));
        if (name.isPresent() && !REGION.matcher(name.get()).matches()) {
            throw new ImageStoreException(
                    Kind.OTHER, "no AWS region is called '" + name.get() + "': give one such as us-east-1");
        }
        return name.map(Region::of);
    }

    /** A store that is not Amazon's seldom has regions, but requests are signed for one. */
    private static Optional<Region> fallbackRegion(AwsEndpoints endpoints) {
        return endpoints.isAnySet() ? Optional.of(Region.US_EAST_1) : Optional.empty();
    }

    private static ImageStoreException noRegion() {
        return new ImageStoreException(
                Kind.OTHER, "no AWS region is set: add --region, such as --region us-east-1, or set AWS_REGION");
    }

    /** Finds the bucket and its region, and returns where it, and Rekognition, has to be called. */
    private static Region checkBucket(Access access, String bucket, Optional<Region> told, boolean forRekognition)
            throws ImageStoreException {
        Optional<Region> own;
        try (S3Client s3 = s3(access, told.orElse(Region.US_EAST_1))) {
            own = BucketRegion.of(s3, bucket);
        }
        if (forRekognition && told.isPresent() && own.isPresent() && !own.equals(told)) {
            throw new ImageStoreException(
                    Kind.OTHER,
                    "the bucket " + bucket + " is in " + own.get() + ", but Rekognition would be called in "
                            + told.get() + " and reads only from its own region: add --region " + own.get());
        }
        return own.or(() -> told).or(() -> fallbackRegion(access.endpoints())).orElseThrow(AwsClients::noRegion);
    }

    /** The region of all calls. */
    public String region() {
        return region.id();
    }

    /** The endpoint that stands for AWS's own S3 or Rekognition, if any does. */
    public Optional<String> endpoint() {
        AwsEndpoints endpoints = access.endpoints();
        return endpoints.s3().or(endpoints::rekognition).map(URI::toString);
    }

    /** The images of a location of the bucket. */
    public ImageSource source(S3Location location) {
        return new S3ImageSource(s3(), location);
    }

    /** The endpoint that stands for AWS's own S3, if one does. */
    public Optional<String> storageEndpoint() {
        return endpointOf(s3()).map(URI::toString);
    }

    /**
     * Deletes images of a location of the bucket.
     *
     * @param lookFirst whether each is compared before it is deleted also where Amazon's own S3 answers
     */
    public ImageRemover remover(S3Location location, boolean lookFirst) {
        return deleter(location, lookFirst);
    }

    private S3ImageRemover deleter(S3Location location, boolean lookFirst) {
        boolean relies = AwsEndpoints.isAmazon(endpointOf(s3()));
        return deleter(location, region, () -> lookFirst || !relies);
    }

    private S3ImageRemover deleter(S3Location location, Region there, BooleanSupplier lookFirst) {
        return new S3ImageRemover(once(there), repeating(there), location, lookFirst, together, Backoff.EXPONENTIAL);
    }

    /**
     * Moves images of a location of the bucket to another location, which may be in another bucket.
     *
     * @throws ImageStoreException if the other bucket does not exist or cannot be reached
     */
    public ImageRemover mover(S3Location location, S3Location destination, boolean lookFirst)
            throws ImageStoreException {
        S3Objects sources = new S3Objects(s3(), location.bucket());
        Region there = destination.bucket().equals(location.bucket()) ? region : regionOf(destination.bucket());
        S3Objects targets = new S3Objects(repeating(there), destination.bucket());
        S3Conditions conditions = conditions();
        S3Copies copies = new S3Copies(once(there), sources, targets, conditions, Backoff.EXPONENTIAL);
        S3ImageRemover deleter = deleter(location, region, () -> lookFirst || !conditions.areKept());
        S3Transfer transfer = new S3Transfer(copies, deleter, together, true);
        return new S3ImageMover(location, destination, transfer, copies, together);
    }

    /** Brings removed images back to a location of the bucket. */
    public ImageRestorer restorer(S3Location location) {
        S3Client once = once(region);
        S3Objects objects = new S3Objects(s3(), location.bucket());
        S3Conditions conditions = conditions();
        Map<String, S3Transfer> transfers = new ConcurrentHashMap<>();
        return new S3ImageRestorer(
                once,
                location,
                objects,
                bucket -> transfers.computeIfAbsent(bucket, from -> {
                    Region there = from.equals(location.bucket()) ? region : regionOrOwn(from);
                    S3Objects sources = new S3Objects(repeating(there), from);
                    S3Copies copies = new S3Copies(once, sources, objects, conditions, Backoff.EXPONENTIAL);
                    S3Location all = new S3Location(from, "");
                    S3ImageRemover deleter = deleter(all, there, () -> !conditions.areKept());
                    return new S3Transfer(copies, deleter, together, false);
                }),
                conditions,
                together,
                Backoff.EXPONENTIAL);
    }

    private S3Conditions conditions() {
        return AwsEndpoints.isAmazon(endpointOf(s3())) ? S3Conditions.trusted() : S3Conditions.unknown();
    }

    /** An address under which anybody can see an image of the bucket for a while. */
    public URI link(S3Location location, String key, Duration life) {
        var builder = S3Presigner.builder()
                .credentialsProvider(access.credentials())
                .region(region)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(access.isPathStyle())
                        .build());
        endpointOf(s3()).ifPresent(builder::endpointOverride);
        try (S3Presigner presigner = builder.build()) {
            return URI.create(presigner
                    .presignGetObject(request -> request.signatureDuration(life)
                            .getObjectRequest(
                                    get -> get.bucket(location.bucket()).key(key)))
                    .url()
                    .toString());
        }
    }

    /** What a client itself says: the SDK has ways to set an endpoint that are not looked at here. */
    private static Optional<URI> endpointOf(S3Client s3) {
        return s3.serviceClientConfiguration().endpointOverride().map(Redaction::withoutUser);
    }

    private Region regionOrOwn(String bucket) {
        try {
            return regionOf(bucket);
        } catch (ImageStoreException e) {
            // Each look will say what is wrong with the bucket.
            return region;
        }
    }

    private Region regionOf(String bucket) throws ImageStoreException {
        return BucketRegion.of(s3(), bucket).orElse(region);
    }

    /** Detects labels of objects, which Rekognition reads itself. */
    public LabelDetector detector(S3Location location, Asked asked) {
        return RekognitionLabelDetector.ofObjects(rekognition(), s3(), location.bucket(), asked);
    }

    /** Detects labels of files, which are sent along. */
    public LabelDetector detector(ImageSource folder, Asked asked) {
        return RekognitionLabelDetector.ofFiles(rekognition(), folder, asked);
    }

    private S3Client s3() {
        if (s3 == null) {
            s3 = repeating(region);
        }
        return s3;
    }

    private S3Client repeating(Region there) {
        return keep(s3(access, there));
    }

    /** A client that makes every request once: a lost answer to a deletion must be known to be lost. */
    private S3Client once(Region there) {
        return keep(s3(access, there, AwsRetryStrategy.doNotRetry()));
    }

    private S3Client keep(S3Client client) {
        opened.add(client);
        return client;
    }

    private RekognitionClient rekognition() {
        if (rekognition == null) {
            var builder = RekognitionClient.builder()
                    .credentialsProvider(access.credentials())
                    .region(region)
                    .httpClient(access.http())
                    .overrideConfiguration(client -> access.configure(client, rekognitionRetries()));
            access.endpoints().rekognition().ifPresent(builder::endpointOverride);
            rekognition = builder.build();
        }
        return rekognition;
    }

    private static S3Client s3(Access access, Region region) {
        return s3(access, region, s3Retries());
    }

    private static S3Client s3(Access access, Region region, RetryStrategy retries) {
        Optional<URI> endpoint = access.endpoints().s3();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(access.credentials())
                .region(region)
                .httpClient(access.http())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Like the AWS CLI: other stores are seldom set up for bucket names in the host.
                .forcePathStyle(access.isPathStyle())
                .overrideConfiguration(client -> access.configure(client, retries));
        endpoint.ifPresent(builder::endpointOverride);
        if (!AwsEndpoints.isAmazon(endpoint)) {
            // Some of them want the MD5 that S3 used to ask for with DeleteObjects.
            builder.addPlugin(LegacyMd5Plugin.create());
        }
        return new CheckedS3Client(builder.build());
    }

    static RetryStrategy s3Retries() {
        return StandardRetryStrategy.builder()
                .maxAttempts(S3_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                // Besides what the SDK repeats by itself, which is no answer that breaks off in the middle.
                .retryOnException(AwsClients::isBrokenOff)
                .build();
    }

    /** Repeats what can pass by itself, but no throttled call: the governor decides when that one is made again. */
    static RetryStrategy rekognitionRetries() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(REKOGNITION_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                .retryOnException(e -> isBrokenOff(e) || isServersFault(e))
                .build();
    }

    /** A connection that nobody accepts or that breaks, an answer that is cut off, cannot be read or does not come. */
    private static boolean isBrokenOff(Throwable e) {
        return e instanceof SdkClientException
                && !(e instanceof NoCredentialsException)
                && RouteException.behind(e).isEmpty()
                && !OverdueCallException.isBehind(e)
                && !(e instanceof AbortedException);
    }

    private static boolean isServersFault(Throwable e) {
        return e instanceof SdkServiceException service
                && !service.isThrottlingException()
                && (service.statusCode() >= 500 || RetryUtils.isClockSkewException(service));
    }

    @Override
    public void close() {
        opened.forEach(S3Client::close);
        if (rekognition != null) {
            rekognition.close();
        }
        access.close();
    }
}
