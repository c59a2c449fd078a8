package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageEntry;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How an object stands now, next to what it was judged by.
 *
 * @param state the comparison
 * @param marker the delete marker that hides the object, where the store says that one does
 * @param why why it could not be seen; else empty
 */
record ObjectLook(State state, Optional<String> marker, String why) {

    /** The comparison. */
    enum State {
        /** It has the same content. */
        SAME,
        /** It has another content. */
        OTHER,
        /** There is none. */
        GONE,
        /** The store would not say. */
        UNSEEN
    }

    /** Looks at an object; never throws for one that cannot be seen. */
    static ObjectLook at(S3Client s3, String bucket, ImageEntry judged) {
        try {
            ImageEntry now = S3ImageSource.head(s3, bucket, judged.key());
            return new ObjectLook(now.sameContentAs(judged) ? State.SAME : State.OTHER, Optional.empty(), "");
        } catch (SdkException e) {
            return AwsErrors.isNotFound(e)
                    ? new ObjectLook(State.GONE, marker(e), "")
                    : new ObjectLook(State.UNSEEN, Optional.empty(), AwsErrors.why(e));
        }
    }

    /** S3 answers for a delete marker as for a missing object, but names the marker's version. */
    private static Optional<String> marker(SdkException e) {
        if (!(e instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
            return Optional.empty();
        }
        SdkHttpResponse response = service.awsErrorDetails().sdkHttpResponse();
        return Optional.ofNullable(response)
                .filter(r -> r.firstMatchingHeader("x-amz-delete-marker")
                        .filter("true"::equals)
                        .isPresent())
                .flatMap(r -> r.firstMatchingHeader("x-amz-version-id"));
    }
}
