package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.image.ImageEntry;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Finds out whether a store respects conditions: it takes a copy that was just made and asks for something that a
 * condition forbids. The copy is our own and its original is still in its place, so nothing is lost if the condition is
 * ignored.
 *
 * @param once talks to the region of the copy's bucket and makes every request once
 */
record S3ConditionTrial(S3Client once, S3Objects sources, S3Objects targets) {
    private static final String ZEROS = "0".repeat(32);

    /** What a trial showed. */
    enum Finding {
        /** What the conditions forbid was not done. */
        KEPT,
        /** At least one of them was passed over, or its request is not known; the copy may be gone. */
        IGNORED,
        /** No deletion with a condition is known, in whichever form. */
        DELETIONS_REFUSED,
        /** Nobody can tell. */
        UNCLEAR
    }

    /** Tries it on the copy of an image. */
    Finding on(ImageEntry image, ImageEntry copy) {
        String other = '"' + (copy.etag().equals(ZEROS) ? "1".repeat(32) : ZEROS) + '"';
        Finding together = deleteTogether(copy, other);
        Finding alone = together == Finding.IGNORED ? Finding.IGNORED : deleteAlone(copy, other);
        if (together == Finding.DELETIONS_REFUSED && alone == Finding.DELETIONS_REFUSED) {
            return Finding.DELETIONS_REFUSED;
        }
        if (together != Finding.KEPT || alone != Finding.KEPT) {
            boolean unclear = together == Finding.UNCLEAR || alone == Finding.UNCLEAR;
            return unclear ? Finding.UNCLEAR : Finding.IGNORED;
        }
        Finding copied = copyAgain(image, copy);
        return copied == Finding.KEPT && targets.look(copy).state() != S3Objects.State.SAME ? Finding.UNCLEAR : copied;
    }

    private Finding deleteTogether(ImageEntry copy, String condition) {
        try {
            DeleteObjectsResponse response = once.deleteObjects(request -> request.bucket(targets.bucket())
                    .delete(delete -> delete.objects(List.of(ObjectIdentifier.builder()
                            .key(copy.key())
                            .eTag(condition)
                            .build()))));
            if (response.hasErrors() && !response.errors().isEmpty()) {
                return ofRefusal(response.errors().get(0));
            }
            return Finding.IGNORED;
        } catch (SdkException e) {
            return StoreAnswer.isRefusalOfForm(e) ? Finding.DELETIONS_REFUSED : Finding.UNCLEAR;
        }
    }

    private static Finding ofRefusal(S3Error error) {
        if ("NotImplemented".equals(error.code())) {
            return Finding.DELETIONS_REFUSED;
        }
        StoreAnswer answer = StoreAnswer.error(error.code(), error.message());
        return answer.meaning() == StoreAnswer.Meaning.UNMET ? Finding.KEPT : Finding.UNCLEAR;
    }

    private Finding deleteAlone(ImageEntry copy, String condition) {
        try {
            once.deleteObject(
                    request -> request.bucket(targets.bucket()).key(copy.key()).ifMatch(condition));
            return Finding.IGNORED;
        } catch (SdkException e) {
            if (AwsErrors.status(e) == 412) {
                return Finding.KEPT;
            }
            return StoreAnswer.isRefusalOfForm(e) ? Finding.DELETIONS_REFUSED : Finding.UNCLEAR;
        }
    }

    private Finding copyAgain(ImageEntry image, ImageEntry copy) {
        try {
            once.copyObject(request -> request.sourceBucket(sources.bucket())
                    .sourceKey(image.key())
                    .destinationBucket(targets.bucket())
                    .destinationKey(copy.key())
                    .copySourceIfMatch('"' + image.etag() + '"')
                    .ifNoneMatch("*")
                    .storageClass(image.storageClass().orElse(null)));
            return Finding.IGNORED;
        } catch (SdkException e) {
            if (AwsErrors.status(e) == 412) {
                return Finding.KEPT;
            }
            return StoreAnswer.isRefusalOfForm(e) ? Finding.IGNORED : Finding.UNCLEAR;
        }
    }
}
