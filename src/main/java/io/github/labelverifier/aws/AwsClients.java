package io.github.labelverifier.aws;

import io.github.labelverifier.aws.rekognition.RekognitionLabelDetector;
import io.github.labelverifier.aws.s3.Backoff;
import io.github.labelverifier.aws.s3.BucketRegion;
import io.github.labelverifier.aws.s3.Concurrently;
import io.github.labelverifier.aws.s3.S3Conditions;
import io.github.labelverifier.aws.s3.S3Copies;
import io.github.labelverifier.aws.s3.S3ImageMover;
import io.github.labelverifier.aws.s3.S3ImageRemover;
import io.github.labelverifier.aws.s3.S3ImageRestorer;
import io.github.labelverifier.aws.s3.S3ImageSource;
import io.github.labelverifier.aws.s3.S3Objects;
import io.github.labelverifier.aws.s3.S3Transfer;
import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.image.SkipRule;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients of one run, made as an AWS user expects: credentials and region from the options, the environment, the
 * profile or the machine's role, in the AWS CLI's order.
 *
 * <p>Everything that can be found out without a paid call is found out when it is opened: that there are credentials, that
 * the bucket exists, and whether Rekognition can read from it.
 */
public final class AwsClients implements AutoCloseable {
    private final AwsAccess access;
    private final Region region;
    private final Region called;
    private final Way way;
    private final Queue<S3Client> opened = new ConcurrentLinkedQueue<>();
    private final Concurrently together;
    private @Nullable S3Client s3;
    private @Nullable RekognitionClient rekognition;

    private AwsClients(AwsAccess access, Region region, Region called, Way way) {
        this.access = access;
        this.region = region;
        this.called = called;
        this.way = way;
        this.together = new Concurrently(access.settings().connections());
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
     * @throws ImageStoreException if there are no credentials, the bucket does not exist, or there is no Rekognition in its region
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
        AwsConfiguration configuration = AwsConfiguration.read(settings, environment);
        Optional<Region> told = configuration.region();
        AwsAccess access = AwsAccess.open(configuration);
        try {
            access.requireCredentials();
            Optional<Region> own = bucket.isPresent() ? regionOf(access, bucket.get(), told) : Optional.empty();
            Optional<Region> fallback = fallbackRegion(access.endpoints());
            Region region = own.or(() -> told).or(() -> fallback).orElseThrow(AwsClients::noRegion);
            if (!forRekognition) {
                return new AwsClients(access, region, region, Way.of(Sending.REFERENCE));
            }
            // Regions of other stores are names of their own.
            Region called = told.or(() -> access.endpoints().isStoreStrange() ? Optional.empty() : Optional.of(region))
                    .orElseThrow(AwsClients::noRegion);
            RekognitionRegions.require(called, access.endpoints());
            Way way = bucket.isPresent()
                    ? Way.of(settings, access.endpoints(), bucket.get(), own, called)
                    : Way.of(Sending.BYTES);
            return new AwsClients(access, region, called, way);
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
        try (AwsAccess access = AwsAccess.unconnected(AwsConfiguration.read(settings, environment));
                S3Client s3 = access.s3(Region.US_EAST_1, AwsRetries.s3())) {
            return endpointOf(s3).map(URI::toString);
        }
    }

    /** A store that is not Amazon's seldom has regions, but requests are signed for one. */
    private static Optional<Region> fallbackRegion(AwsEndpoints endpoints) {
        return endpoints.isAnySet() ? Optional.of(Region.US_EAST_1) : Optional.empty();
    }

    private static ImageStoreException noRegion() {
        return new ImageStoreException(
                Kind.OTHER, "no AWS region is set: add --region, such as --region us-east-1, or set AWS_REGION");
    }

    /** Finds the bucket, and its region if the store tells it. */
    private static Optional<Region> regionOf(AwsAccess access, String bucket, Optional<Region> told)
            throws ImageStoreException {
        try (S3Client s3 = access.s3(told.orElse(Region.US_EAST_1), AwsRetries.s3())) {
            return BucketRegion.of(s3, bucket);
        }
    }

    /** The region in which Rekognition is called. */
    public String region() {
        return called.id();
    }

    /** Whether objects may be fetched and sent instead, should Rekognition turn out not to be able to read them. */
    public boolean maySendInstead() {
        return access.settings().sending() == Sending.AUTO && way.sending() == Sending.REFERENCE;
    }

    /** How the objects of the bucket reach Rekognition. */
    public Sending sending() {
        return way.sending();
    }

    /** What is to be told of that, if it is not what most would expect. */
    public Optional<String> remark() {
        return way.remark();
    }

    /** The endpoint that stands for AWS's own S3 or Rekognition, if any does. */
    public Optional<String> endpoint() {
        AwsEndpoints endpoints = access.endpoints();
        return endpoints.s3().or(endpoints::rekognition).map(URI::toString);
    }

    /** The images of a location of the bucket. */
    public ImageSource source(S3Location location) {
        return way.sending() == Sending.BYTES
                ? sentSource(location)
                : new S3ImageSource(s3(), location, SkipRule.MAX_S3_BYTES);
    }

    /** The same images where they are fetched and sent, whatever was found out when this was opened. */
    public ImageSource sentSource(S3Location location) {
        return new S3ImageSource(s3(), location, SkipRule.MAX_INLINE_BYTES);
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
     * @param number as in {@link io.github.labelverifier.image.RemovalAction}
     * @throws ImageStoreException if the other bucket does not exist or cannot be reached
     */
    public ImageRemover mover(S3Location location, S3Location destination, int number, boolean lookFirst)
            throws ImageStoreException {
        S3Objects sources = new S3Objects(s3(), location.bucket());
        Region there = destination.bucket().equals(location.bucket()) ? region : regionOf(destination.bucket());
        S3Objects targets = new S3Objects(repeating(there), destination.bucket());
        S3Conditions conditions = conditions();
        S3Copies copies = new S3Copies(once(there), sources, targets, conditions, Backoff.EXPONENTIAL);
        S3ImageRemover deleter = deleter(location, region, () -> lookFirst || !conditions.areKept());
        S3Transfer transfer = new S3Transfer(copies, deleter, together, true);
        return new S3ImageMover(location, destination, number, transfer, copies, together);
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
        try (S3Presigner presigner = access.presigner(region, endpointOf(s3()))) {
            return URI.create(presigner
                    .presignGetObject(request -> request.signatureDuration(life)
                            .getObjectRequest(get -> get.bucket(location.bucket())
                                    .key(key)
                                    .requestPayer(access.settings().requesterPays() ? RequestPayer.REQUESTER : null)))
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

    /** Detects labels of objects, which Rekognition reads itself where it can. */
    public LabelDetector detector(S3Location location, Asked asked) {
        return way.sending() == Sending.BYTES
                ? detector(source(location), asked)
                : RekognitionLabelDetector.ofObjects(rekognition(), s3(), location.bucket(), asked);
    }

    /** Detects labels of images that are sent along. */
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
        return keep(access.s3(there, AwsRetries.s3()));
    }

    /** A client that makes every request once: a lost answer to a deletion must be known to be lost. */
    private S3Client once(Region there) {
        return keep(access.s3(there, AwsRetryStrategy.doNotRetry()));
    }

    private S3Client keep(S3Client client) {
        opened.add(client);
        return client;
    }

    private RekognitionClient rekognition() {
        if (rekognition == null) {
            rekognition = access.rekognition(called);
        }
        return rekognition;
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
