package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks for a bucket's region, which S3 tells also to those who may not list it or ask in the wrong place. */
final class BucketRegion {
    private static final String HEADER = "x-amz-bucket-region";

    private BucketRegion() {}

    /**
     * The bucket's region; empty if the store does not say.
     *
     * @throws ImageStoreException if there is no such bucket, or the caller is not accepted
     */
    static Optional<Region> of(S3Client s3, String bucket) throws ImageStoreException {
        try {
            SdkHttpResponse response =
                    s3.headBucket(request -> request.bucket(bucket)).sdkHttpResponse();
            return response.firstMatchingHeader(HEADER).map(Region::of);
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                throw new ImageStoreException(Kind.NOT_FOUND, "there is no bucket " + bucket, e);
            }
            Optional<Region> region = Optional.ofNullable(e.awsErrorDetails())
                    .map(AwsErrorDetails::sdkHttpResponse)
                    .flatMap(response -> response.firstMatchingHeader(HEADER))
                    .map(Region::of);
            // Those who may not list the bucket may still read from it: the first call will tell.
            if (region.isPresent() || e.statusCode() == 403) {
                return region;
            }
            throw failure(bucket, e);
        } catch (SdkException e) {
            throw failure(bucket, e);
        }
    }

    private static ImageStoreException failure(String bucket, SdkException e) {
        return new ImageStoreException(
                AwsErrors.kind(e), "the bucket " + bucket + " cannot be reached: " + AwsErrors.message(e), e);
    }
}
