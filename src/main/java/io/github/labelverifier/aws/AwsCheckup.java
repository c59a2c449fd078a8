package io.github.labelverifier.aws;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.http.Network;
import io.github.labelverifier.aws.s3.BucketRegion;
import io.github.labelverifier.aws.s3.BucketVersioning;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Looks at what is set for AWS, question by question, so that one that fails leaves the others. Nothing here is paid for. */
public final class AwsCheckup implements AutoCloseable {
    private final AwsConfiguration configuration;
    private final AwsAccess access;
    private final AnswerTime time;

    private AwsCheckup(AwsConfiguration configuration, AwsAccess access, AnswerTime time) {
        this.configuration = configuration;
        this.access = access;
        this.time = time;
    }

    /**
     * Reads what is set; nobody is called.
     *
     * @param environment the variables of the process
     * @param clock the clock of this machine
     * @throws ImageStoreException if something is set wrongly
     */
    public static AwsCheckup open(AwsSettings settings, Map<String, String> environment, InstantSource clock)
            throws ImageStoreException {
        AwsConfiguration configuration = AwsConfiguration.read(settings, environment);
        return new AwsCheckup(configuration, AwsAccess.open(configuration), new AnswerTime(clock));
    }

    /** The profile that counts. */
    public Optional<String> profile() {
        return configuration.profile().map(Profile::name);
    }

    /** Proxies and certificates, in words. */
    public String network() throws ImageStoreException {
        return Network.inWords(configuration.environment(), configuration.profile());
    }

    /**
     * The ARN of the caller.
     *
     * @throws ImageStoreException of the kind {@code CREDENTIALS} if there are none or they are refused
     */
    public String caller() throws ImageStoreException {
        access.requireCredentials();
        try (StsClient sts = access.sts(told(), time)) {
            String arn = sts.getCallerIdentity().arn();
            if (arn == null || arn.isBlank()) {
                throw new ImageStoreException(Kind.OTHER, "what came is no answer of STS");
            }
            return arn;
        } catch (SdkException e) {
            throw new ImageStoreException(AwsErrors.kind(e), AwsErrors.why(e), e);
        }
    }

    /** How far the clock of this machine is ahead of the last answer to {@link #caller}, if one said its time. */
    public Optional<Duration> ahead() {
        return time.ahead();
    }

    /**
     * The region that is set.
     *
     * @throws ImageStoreException if it is none, or has no Rekognition
     */
    public Optional<String> region() throws ImageStoreException {
        Optional<Region> region = configuration.region();
        if (region.isPresent()) {
            RekognitionRegions.require(region.get(), access.endpoints());
        }
        return region.map(Region::id);
    }

    /** Whether it is Amazon's own Rekognition that would be called. */
    public boolean isAmazon() {
        return AwsEndpoints.isAmazon(access.endpoints().rekognition());
    }

    /**
     * What a deletion in a bucket can be undone by.
     *
     * @throws ImageStoreException if the bucket cannot be reached
     */
    public Undo undo(String bucket) throws ImageStoreException {
        Region own;
        try (S3Client s3 = access.s3(told(), AwsRetries.s3())) {
            own = BucketRegion.of(s3, bucket).orElse(told());
        }
        try (S3Client s3 = access.s3(own, AwsRetries.s3())) {
            return BucketVersioning.of(s3, bucket);
        }
    }

    private Region told() throws ImageStoreException {
        return configuration.region().orElse(Region.US_EAST_1);
    }

    @Override
    public void close() {
        access.close();
    }
}
