package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Keeps plus signs in listed keys from being read as blanks. Amazon's S3 encodes keys as forms do, a blank as {@code +} and
 * a plus sign as {@code %2B}, and the SDK decodes them so. Some other stores write a blank as {@code %20} and leave the plus
 * sign: on a page of theirs it is encoded here, before the SDK decodes it.
 *
 * <p>What else is on the page tells which store it is; if nothing does, what it did before, or else a look at one object.
 */
public final class PlusSigns implements ExecutionInterceptor {
    private enum Meaning {
        PLUS,
        BLANK
    }

    private final Supplier<S3Client> client;
    private volatile Optional<Meaning> known = Optional.empty();

    /**
     * Watches the listings of a client.
     *
     * @param client looks at objects; asked for only while a listing is made
     */
    public PlusSigns(Supplier<S3Client> client) {
        this.client = client;
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof ListObjectsV2Response page
                && context.request() instanceof ListObjectsV2Request request) {
            return isEncoded(page.encodingTypeAsString())
                            && meaning(
                                            request.prefix(),
                                            page.contents().stream().map(S3Object::key))
                                    .or(() -> meaningByLooks(request.bucket(), page.contents()))
                                    .filter(Meaning.PLUS::equals)
                                    .isPresent()
                    ? encoded(page)
                    : page;
        }
        if (context.response() instanceof ListObjectVersionsResponse page
                && context.request() instanceof ListObjectVersionsRequest request) {
            Stream<String> keys = Stream.concat(
                    page.versions().stream().map(version -> version.key()),
                    page.deleteMarkers().stream().map(marker -> marker.key()));
            return isEncoded(page.encodingTypeAsString())
                            && meaning(request.prefix(), keys)
                                    .filter(Meaning.PLUS::equals)
                                    .isPresent()
                    ? encoded(page)
                    : page;
        }
        return context.response();
    }

    private static boolean isEncoded(@Nullable String type) {
        return "url".equals(type);
    }

    private static ListObjectsV2Response encoded(ListObjectsV2Response page) {
        return page.copy(copy -> copy.contents(page.contents().stream()
                .map(object -> object.copy(o -> o.key(encoded(object.key()))))
                .toList()));
    }

    private static ListObjectVersionsResponse encoded(ListObjectVersionsResponse page) {
        return page.copy(copy -> copy.versions(page.versions().stream()
                        .map(version -> version.copy(v -> v.key(encoded(version.key()))))
                        .toList())
                .deleteMarkers(page.deleteMarkers().stream()
                        .map(marker -> marker.copy(m -> m.key(encoded(marker.key()))))
                        .toList()));
    }

    private static String encoded(String key) {
        return key.replace("+", "%2B");
    }

    private static String decoded(String key, Meaning meaning) {
        return SdkHttpUtils.urlDecode(meaning == Meaning.PLUS ? encoded(key) : key);
    }

    /** What a plus sign means on a page, as far as it shows, or showed before; it is the same on all pages of a store. */
    private Optional<Meaning> meaning(@Nullable String prefix, Stream<String> keys) {
        List<String> telling =
                keys.filter(key -> key.contains("+") || key.contains("%2")).toList();
        Optional<Meaning> shown = telling.stream()
                .flatMap(key -> shownBy(key, prefix == null ? "" : prefix).stream())
                .findFirst();
        if (shown.isPresent()) {
            known = shown;
        }
        return telling.stream().anyMatch(key -> key.contains("+")) ? shown.or(() -> known) : Optional.of(Meaning.BLANK);
    }

    private static Optional<Meaning> shownBy(String key, String prefix) {
        if (key.contains("%20")) {
            return Optional.of(Meaning.PLUS);
        }
        if (key.contains("%2B") || key.contains("%2b")) {
            return Optional.of(Meaning.BLANK);
        }
        boolean fitsAsPlus = decoded(key, Meaning.PLUS).startsWith(prefix);
        boolean fitsAsBlank = decoded(key, Meaning.BLANK).startsWith(prefix);
        return fitsAsPlus == fitsAsBlank ? Optional.empty() : Optional.of(fitsAsPlus ? Meaning.PLUS : Meaning.BLANK);
    }

    /** Which of the two keys that the first one may stand for has the object that is listed; empty if both have, or none. */
    private Optional<Meaning> meaningByLooks(String bucket, List<S3Object> objects) {
        S3Object object =
                objects.stream().filter(o -> o.key().contains("+")).findFirst().orElseThrow();
        Optional<Boolean> plus = isThere(bucket, object, Meaning.PLUS);
        Optional<Boolean> blank = plus.isPresent() ? isThere(bucket, object, Meaning.BLANK) : Optional.empty();
        if (plus.isEmpty() || blank.isEmpty() || plus.equals(blank)) {
            return Optional.empty();
        }
        known = Optional.of(plus.get() ? Meaning.PLUS : Meaning.BLANK);
        return known;
    }

    /** Empty if the store does not say. */
    private Optional<Boolean> isThere(String bucket, S3Object listed, Meaning meaning) {
        String key = decoded(listed.key(), meaning);
        try {
            String etag = client.get()
                    .headObject(request -> request.bucket(bucket).key(key))
                    .eTag();
            return Optional.of(
                    listed.eTag() == null || etag == null || listed.eTag().equals(etag));
        } catch (SdkException e) {
            return AwsErrors.isNotFound(e) ? Optional.of(false) : Optional.empty();
        }
    }
}
