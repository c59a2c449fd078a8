package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;

/**
 * The objects of one bucket, looked at one by one.
 *
 * @param s3 repeats requests by itself, for a look changes nothing
 */
record S3Objects(S3Client s3, String bucket) {

    /** How an object stands, next to what it was judged by. */
    enum State {
        /** It is the same. */
        SAME,
        /** There is another one of its name. */
        OTHER,
        /** There is none. */
        GONE,
        /** The store did not say. */
        UNSEEN
    }

    /**
     * What a look showed.
     *
     * @param now the object that is there
     * @param deleteMarker the version that hides it, if one does
     * @param refused whether it is the caller that the store refuses
     * @param why it could not be looked at
     */
    record Look(State state, Optional<ImageEntry> now, Optional<String> deleteMarker, boolean refused, String why) {

        static Look seen(State state, ImageEntry now) {
            return new Look(state, Optional.of(now), Optional.empty(), false, "");
        }

        static Look gone(Optional<String> deleteMarker) {
            return new Look(State.GONE, Optional.empty(), deleteMarker, false, "");
        }

        static Look unseen(boolean refused, String why) {
            return new Look(State.UNSEEN, Optional.empty(), Optional.empty(), refused, why);
        }

        /** An image that was not touched because it could not be looked at. */
        RemovalOutcome untouched(String key, String what) {
            return refused
                    ? RemovalOutcome.refused(key, what + ": " + why)
                    : RemovalOutcome.of(key, RemovalOutcome.Result.FAILED, what + ": " + why);
        }
    }

    /** Looks at one object; never throws for one that cannot be seen. */
    Look look(ImageEntry image) {
        try {
            ImageEntry now = S3ImageSource.head(s3, bucket, image.key());
            State state = now.sameContentAs(image) ? State.SAME : State.OTHER;
            return Look.seen(state, now);
        } catch (SdkException e) {
            return AwsErrors.isNotFound(e)
                    ? Look.gone(deleteMarker(image.key(), e))
                    : Look.unseen(
                            AwsErrors.isDenied(e) || AwsErrors.isCredentials(e), AwsErrors.why(e, "s3:GetObject"));
        } catch (RuntimeException e) {
            // A defect of its own, such as a client that is closed, must not cost the outcome of all others.
            return Look.unseen(false, String.valueOf(e));
        }
    }

    /** Looks at several, in their order. */
    List<Look> look(List<ImageEntry> images) {
        return Concurrently.map(images, this::look);
    }

    /** Whether an object there has these very bytes, which a copy's new ETag does not tell. */
    boolean hasBytesOf(ImageEntry there, S3Objects others, ImageEntry image) {
        if (there.size() != image.size()) {
            return false;
        }
        if (there.etag().equals(image.etag())) {
            return true;
        }
        try {
            return Arrays.equals(bytes(there), others.bytes(image));
        } catch (SdkException e) {
            return false;
        }
    }

    private byte[] bytes(ImageEntry image) {
        return s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key(image.key()).ifMatch('"' + image.etag() + '"'))
                .asByteArrayUnsafe();
    }

    /** The delete marker in the place of an object that is not found. */
    private Optional<String> deleteMarker(String key, SdkException notFound) {
        if (!header(notFound, "x-amz-delete-marker").filter("true"::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<String> told = header(notFound, "x-amz-version-id");
        return told.isPresent() ? told : newestDeleteMarker(key);
    }

    private static Optional<String> header(SdkException e, String name) {
        return e instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails())
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(response -> response.firstMatchingHeader(name))
                : Optional.empty();
    }

    private Optional<String> newestDeleteMarker(String key) {
        try {
            return s3
                    .listObjectVersions(request ->
                            request.bucket(bucket).prefix(key).maxKeys(1).encodingType(EncodingType.URL))
                    .deleteMarkers()
                    .stream()
                    .filter(marker -> marker.key().equals(key) && Boolean.TRUE.equals(marker.isLatest()))
                    .map(DeleteMarkerEntry::versionId)
                    .findFirst();
        } catch (SdkException e) {
            // It is gone all the same; only the way back is not known.
            return Optional.empty();
        }
    }
}
