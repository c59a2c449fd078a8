package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The objects of one bucket, looked at one by one.
 *
 * @param s3 repeats requests by itself, for a look changes nothing
 */
public record S3Objects(S3Client s3, String bucket) {
    /** Of a listing of versions, which may not be in the order of S3. */
    private static final int VERSIONS = 100;

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
     * @param deleteMarker the version that hides it, if one does and the answer says so
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
            return RemovalOutcome.untried(key, what + ": " + why, refused);
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
                    ? Look.gone(deleteMarker(e))
                    : Look.unseen(
                            AwsErrors.isDenied(e) || AwsErrors.isCredentials(e), AwsErrors.why(e, "s3:GetObject"));
        }
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

    /**
     * Whether an object there is certainly another one than the image, and not the same under another name of its bucket:
     * by its version, or because it is younger.
     */
    boolean isOther(ImageEntry there, S3Objects others, ImageEntry image) {
        if (bucket.equals(others.bucket())) {
            return !there.key().equals(image.key());
        }
        try {
            HeadObjectResponse found = head(there.key());
            HeadObjectResponse own = others.head(image.key());
            if (hasVersion(found) && hasVersion(own)) {
                return !found.versionId().equals(own.versionId());
            }
            return found.lastModified() != null
                    && own.lastModified() != null
                    && found.lastModified().isAfter(own.lastModified());
        } catch (SdkException e) {
            return false;
        }
    }

    /** What a refused copy of an object to another bucket lacks: a look at the object tells which half of it is allowed. */
    String neededToCopy(ImageEntry image, String to) {
        String read = "s3:GetObject in " + bucket;
        String write = "s3:PutObject in " + to;
        try {
            return isByKms(head(image.key())) ? write + ", and kms:Decrypt and kms:GenerateDataKey on its key" : write;
        } catch (SdkException e) {
            return AwsErrors.isDenied(e) ? read : read + " and " + write;
        }
    }

    /** Whether an object is encrypted by a key of KMS, whose own permissions it takes. */
    public static boolean isByKms(HeadObjectResponse head) {
        return String.valueOf(head.serverSideEncryptionAsString()).startsWith("aws:kms");
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(request -> request.bucket(bucket).key(key));
    }

    /** What was written while no versions were kept has none of its own. */
    private static boolean hasVersion(HeadObjectResponse object) {
        return object.versionId() != null && !object.versionId().equals("null");
    }

    private byte[] bytes(ImageEntry image) {
        return s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key(image.key()).ifMatch('"' + image.etag() + '"'))
                .asByteArrayUnsafe();
    }

    /** The delete marker in the place of an object that is not found, if the answer says so. */
    private static Optional<String> deleteMarker(SdkException notFound) {
        return header(notFound, "x-amz-delete-marker").filter("true"::equals).isPresent()
                ? header(notFound, "x-amz-version-id")
                : Optional.empty();
    }

    private static Optional<String> header(SdkException e, String name) {
        return e instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails())
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(response -> response.firstMatchingHeader(name))
                : Optional.empty();
    }

    /**
     * What hides an object.
     *
     * @param marker the delete marker that is the newest of its versions, if one is
     * @param unknown why it could not be found out; empty if it could
     */
    record Hiding(Optional<String> marker, String unknown) {}

    /** What hides an object that a look did not find: not every store says so when it is asked for the object. */
    Hiding hiding(ImageEntry image, Look gone) {
        if (gone.deleteMarker().isPresent()) {
            return new Hiding(gone.deleteMarker(), "");
        }
        try {
            // The key is the first that begins with it, and its newest version the first of its versions.
            return new Hiding(
                    s3
                            .listObjectVersions(request -> request.bucket(bucket)
                                    .prefix(image.key())
                                    .maxKeys(VERSIONS)
                                    .encodingType(EncodingType.URL))
                            .deleteMarkers()
                            .stream()
                            .filter(marker ->
                                    marker.key().equals(image.key()) && Boolean.TRUE.equals(marker.isLatest()))
                            .map(DeleteMarkerEntry::versionId)
                            .findFirst(),
                    "");
        } catch (SdkException e) {
            return new Hiding(Optional.empty(), AwsErrors.why(e));
        }
    }
}
