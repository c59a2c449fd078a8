package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Asks for a bucket's region, which S3 tells also to those who may not list it or ask in the wrong place. */
public final class BucketRegion {
    private static final String HEADER = "x-amz-bucket-region";

    private BucketRegion() {}

    /**
     * The bucket's region; empty if the store does not say.
     *
     * @throws ImageStoreException if there is no such bucket, or the caller is not accepted
     */
    public static Optional<Region> of(S3Client s3, String bucket) throws ImageStoreException {
        try {
            return in(s3.headBucket(request -> request.bucket(bucket)).sdkHttpResponse());
        } catch (SdkException e) {
            return inRefusal(s3, bucket, e);
        }
    }

    private static Optional<Region> inRefusal(S3Client s3, String bucket, SdkException e) throws ImageStoreException {
        if (AwsErrors.isNotFound(e)) {
            throw new ImageStoreException(Kind.NOT_FOUND, "there is no bucket " + bucket, e);
        }
        SdkException reason = explained(s3, bucket, e);
        Optional<Region> region = e instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails())
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(BucketRegion::in)
                : Optional.empty();
        // Those who may not list the bucket may still read from it: the first call will tell.
        if (!AwsErrors.isCredentials(reason) && (region.isPresent() || AwsErrors.status(e) == 403)) {
            return region;
        }
        throw new ImageStoreException(
                AwsErrors.kind(reason),
                "the bucket " + bucket + " cannot be reached: " + AwsErrors.why(reason, "s3:ListBucket"),
                reason);
    }

    /** An answer to HEAD has no body, and so no reason: a listing that is refused has one. */
    private static SdkException explained(S3Client s3, String bucket, SdkException e) {
        if (!AwsErrors.mayBeCredentials(e)) {
            return e;
        }
        try {
            s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1));
            return e;
        } catch (SdkException reason) {
            return reason;
        }
    }

    private static Optional<Region> in(SdkHttpResponse response) {
        return response.firstMatchingHeader(HEADER).map(Region::of);
    }
}
