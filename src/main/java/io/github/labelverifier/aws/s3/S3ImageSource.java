package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.SkipRule;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket whose key starts with a prefix, listed page by page. */
public final class S3ImageSource implements ImageSource {
    private static final int PRECONDITION_FAILED = 412;

    private static final String LIST = "s3:ListBucket";
    private static final String GET = "s3:GetObject";

    private final S3Client s3;
    private final S3Location location;
    private final SkipRule skipRule;

    public S3ImageSource(S3Client s3, S3Location location) {
        this(s3, location, SkipRule.MAX_S3_BYTES);
    }

    /**
     * The images of a location.
     *
     * @param maxBytes what the largest image may have
     */
    public S3ImageSource(S3Client s3, S3Location location, long maxBytes) {
        this.s3 = s3;
        this.location = location;
        this.skipRule = new SkipRule(maxBytes, true);
    }

    @Override
    public S3Location location() {
        return location;
    }

    @Override
    public SkipRule skipRule() {
        return skipRule;
    }

    @Override
    public ImageCursor list() {
        return new Pages(Optional.empty());
    }

    @Override
    public ImageCursor listAfter(String key) {
        return new Pages(Optional.of(key));
    }

    @Override
    public Optional<ImageEntry> find(String key) throws ImageStoreException {
        if (!isSendable(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(head(s3, location.bucket(), key));
        } catch (SdkException e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw failure("look at " + location.uriOf(key), GET, e);
        }
    }

    /** Whether the key is valid Unicode: a lone surrogate would be sent as {@code ?}, which is another key. */
    static boolean isSendable(String key) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(key);
    }

    /** What S3 knows of an object now. */
    static ImageEntry head(S3Client s3, String bucket, String key) {
        HeadObjectResponse head = look(s3, bucket, key);
        return entry(key, head.contentLength(), head.eTag(), head.lastModified(), head.storageClassAsString())
                .restored(Archived.isRestored(head));
    }

    /** What S3 says of an object now. */
    public static HeadObjectResponse look(S3Client s3, String bucket, String key) {
        try {
            return s3.headObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw AwsErrors.mayBeCredentials(e) ? explained(s3, bucket, key, e) : e;
        }
    }

    /** An answer to HEAD has no body, and so no reason: asking for the object's first byte has the same one, and tells. */
    private static SdkException explained(S3Client s3, String bucket, String key, SdkException e) {
        try {
            s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).range("bytes=0-0"));
            return e;
        } catch (SdkException reason) {
            return AwsErrors.status(reason) == AwsErrors.status(e) ? reason : e;
        }
    }

    @Override
    public byte[] read(String key) throws ImageStoreException {
        try {
            return s3.getObject(request -> request.bucket(location.bucket()).key(key), S3ImageSource::content);
        } catch (SdkException e) {
            throw failure("read " + location.uriOf(key), GET, e);
        }
    }

    @Override
    public Optional<byte[]> readListed(ImageEntry image) throws ImageStoreException {
        try {
            // Stores that pass the condition over name the ETag of what they give all the same.
            return s3.getObject(
                    request ->
                            request.bucket(location.bucket()).key(image.key()).ifMatch('"' + image.etag() + '"'),
                    (object, in) -> unquote(Objects.requireNonNullElse(object.eTag(), ""))
                                    .equals(image.etag())
                            ? Optional.of(content(object, in))
                            : Optional.<byte[]>empty());
        } catch (SdkException e) {
            if (AwsErrors.status(e) == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw failure("read " + location.uriOf(image.key()), GET, e);
        }
    }

    /** All of an object, once in memory if its size is told: the SDK's own way takes three times as much. */
    private static byte[] content(GetObjectResponse object, AbortableInputStream in) {
        try {
            Long size = object.contentLength();
            if (size == null || size != size.intValue()) {
                return in.readAllBytes();
            }
            byte[] content = new byte[size.intValue()];
            int read = in.readNBytes(content, 0, content.length);
            if (read < content.length) {
                throw new EOFException("only " + read + " of " + size + " bytes came");
            }
            return content;
        } catch (IOException e) {
            // As the SDK does it, so that the call is made again.
            throw RetryableException.create("the answer broke off", e);
        }
    }

    private static ImageEntry entry(
            String key,
            @Nullable Long size,
            @Nullable String etag,
            @Nullable Instant lastModified,
            @Nullable String storageClass) {
        return new ImageEntry(
                key,
                Objects.requireNonNullElse(size, 0L),
                unquote(Objects.requireNonNullElse(etag, "")),
                Objects.requireNonNullElse(lastModified, Instant.EPOCH),
                // S3 leaves the standard class out of a HEAD and names it in a listing.
                Optional.ofNullable(storageClass).filter(name -> !name.equals("STANDARD")),
                Optional.empty());
    }

    static String unquote(String etag) {
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    private static ImageStoreException failure(String act, String permission, SdkException e) {
        return new ImageStoreException(AwsErrors.kind(e), "cannot " + act + ": " + AwsErrors.why(e, permission), e);
    }

    /** The pages of a listing, one in memory at a time. */
    private final class Pages implements ImageCursor {
        private final Optional<String> after;
        private Iterator<S3Object> page = Collections.emptyIterator();
        private @Nullable String token;
        private final ListingCourse course = new ListingCourse();
        private boolean atEnd;
        private boolean asksForRestored;
        private boolean mayAskForRestored = true;

        Pages(Optional<String> after) {
            this.after = after;
        }

        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            while (!page.hasNext()) {
                if (atEnd) {
                    return Optional.empty();
                }
                fetch();
            }
            S3Object object = page.next();
            return Optional.of(entry(
                            object.key(),
                            object.size(),
                            object.eTag(),
                            object.lastModified(),
                            object.storageClassAsString())
                    .restored(Archived.isRestored(object)));
        }

        private void fetch() throws ImageStoreException {
            ListObjectsV2Response response = fetchPage(asksForRestored);
            if (mayAskForRestored && response.contents().stream().anyMatch(Archived::mayBeRestored)) {
                response = fetchAgain(response);
            }
            String next = Objects.requireNonNullElse(response.nextContinuationToken(), "");
            atEnd = next.isEmpty();
            if (atEnd ? Boolean.TRUE.equals(response.isTruncated()) : next.equals(token)) {
                throw endless("the store says that there is more, but not how to go on");
            }
            Optional<String> fault = course.faultOf(response.contents(), next);
            if (fault.isPresent()) {
                throw endless(fault.get());
            }
            page = response.contents().iterator();
            token = next;
        }

        private ListObjectsV2Response fetchPage(boolean withRestored) throws ImageStoreException {
            try {
                return s3.listObjectsV2(request(withRestored));
            } catch (SdkException e) {
                throw failure("list " + location.uri(), LIST, e);
            }
        }

        /**
         * The first page that has something archived in it once more, now with what is restored, and so are all pages
         * after it. Other stores may refuse that question, so it is put only where the answer matters.
         */
        private ListObjectsV2Response fetchAgain(ListObjectsV2Response page) {
            mayAskForRestored = false;
            try {
                ListObjectsV2Response again = s3.listObjectsV2(request(true));
                asksForRestored = true;
                return again;
            } catch (SdkException e) {
                return page;
            }
        }

        private ListObjectsV2Request request(boolean withRestored) {
            ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                    .bucket(location.bucket())
                    .prefix(location.prefix())
                    // Without it one control character in one key makes a page unreadable. The SDK decodes.
                    .encodingType(EncodingType.URL)
                    .startAfter(token == null ? after.orElse(null) : null)
                    .continuationToken(token);
            if (withRestored) {
                request.optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
            }
            return request.build();
        }

        private ImageStoreException endless(String why) {
            return new ImageStoreException(Kind.OTHER, "cannot list " + location.uri() + " to its end: " + why);
        }
    }
}
