package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.error.BrokenAnswerException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;

/**
 * Tells objects that are not there from answers that only say so: a proxy that has lost its way to the store answers 404 as
 * the store does, and to a HEAD neither has a body. Amazon's S3 and most other stores give their answers an id. Where there
 * is none, it takes a listing: what is listed is there.
 */
final class Absences {
    private static final int ATTEMPTS = 3;

    /** Of a listing, which may not be in the order of S3; in that order the key is the first that begins with it. */
    private static final int LISTED = 100;

    private static final List<String> SIGNS =
            List.of("x-amz-request-id", "x-amz-id-2", "x-amzn-requestid", "x-amz-delete-marker");

    private final S3Client s3;
    private final Backoff backoff;

    /**
     * Asks a client for listings.
     *
     * @param backoff before a look is made again
     */
    Absences(S3Client s3, Backoff backoff) {
        this.s3 = s3;
        this.backoff = backoff;
    }

    /**
     * What a look at an object shows.
     *
     * @throws SdkException of status 404 only if the object is not there; of none if nobody can tell
     */
    <T> T confirm(String bucket, String key, Supplier<T> look) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                backoff.await(attempt - 1);
            }
            try {
                return look.get();
            } catch (SdkException e) {
                if (!AwsErrors.isNotFound(e) || isOfStore(e) || !isListed(bucket, key)) {
                    throw e;
                }
            }
        }
        String why = "the answer \"not found\" is not the store's, which lists it";
        throw SdkClientException.create(why, new BrokenAnswerException(why));
    }

    /** By its head alone: the code of an answer to HEAD is made up by the SDK. */
    private static boolean isOfStore(SdkException e) {
        AwsErrorDetails details = e instanceof AwsServiceException service ? service.awsErrorDetails() : null;
        SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
        return response != null
                && SIGNS.stream()
                        .anyMatch(name -> response.firstMatchingHeader(name).isPresent());
    }

    private boolean isListed(String bucket, String key) {
        try {
            return s3
                    .listObjectsV2(request ->
                            request.bucket(bucket).prefix(key).maxKeys(LISTED).encodingType(EncodingType.URL))
                    .contents()
                    .stream()
                    .anyMatch(object -> object.key().equals(key));
        } catch (SdkException e) {
            if (AwsErrors.isCredentials(e)) {
                throw e;
            }
            if (AwsErrors.isDenied(e)) {
                // The store is reached, and whoever may not list has to take its word.
                return false;
            }
            // Whatever its status is, that of the look is not known: not even where this one says 404.
            throw SdkClientException.create(
                    "the answer \"not found\" may not be the store's, and a listing shows no more: "
                            + AwsErrors.why(e, "s3:ListBucket"),
                    e);
        }
    }
}
