package io.github.labelverifier.aws.s3;

import io.github.labelverifier.image.ImageRemover.Undo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Asks whether a bucket keeps the versions of what is deleted in it. */
public final class BucketVersioning {
    private BucketVersioning() {}

    /** What a deletion in the bucket can be undone by; {@link Undo#UNKNOWN} if the store does not say. */
    public static Undo of(S3Client s3, String bucket) {
        try {
            BucketVersioningStatus status =
                    s3.getBucketVersioning(request -> request.bucket(bucket)).status();
            if (status == null) {
                return Undo.IMPOSSIBLE;
            }
            return switch (status) {
                case ENABLED -> Undo.VERSIONED;
                case SUSPENDED -> Undo.SUSPENDED;
                default -> Undo.UNKNOWN;
            };
        } catch (SdkException e) {
            return Undo.UNKNOWN;
        }
    }
}
