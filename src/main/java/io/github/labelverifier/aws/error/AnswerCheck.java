package io.github.labelverifier.aws.error;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.Label;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps an answer without content from being read as the answer "none".
 *
 * <p>To the SDK an empty body, the page of a network that asks for a sign-in, and the answer of a proxy are answers all of
 * whose fields are absent. What every answer of the service has must be there; else it fails as an answer that broke off,
 * early enough for the client to ask again.
 */
public final class AnswerCheck implements ExecutionInterceptor {
    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        missing(context.response(), context.httpResponse()).ifPresent(what -> {
            String why = "what came is no answer of the service: it has no " + what;
            throw SdkClientException.create(why, new BrokenAnswerException(why));
        });
    }

    private static Optional<String> missing(SdkResponse response, SdkHttpResponse http) {
        if (response instanceof DetectLabelsResponse answer) {
            return inLabels(answer);
        }
        if (response instanceof ListObjectsV2Response page) {
            return inListing(page.name(), page.isTruncated()).or(() -> inObjects(page.contents()));
        }
        if (response instanceof ListObjectVersionsResponse page) {
            return inListing(page.name(), page.isTruncated()).or(() -> inMarkers(page.deleteMarkers()));
        }
        if (response instanceof HeadObjectResponse head) {
            if (head.eTag() == null && head.lastModified() == null) {
                return Optional.of("ETag and no time");
            }
            return isSize(head.contentLength()) ? Optional.empty() : Optional.of("size for an object");
        }
        if (response instanceof CopyObjectResponse copy) {
            CopyObjectResult made = copy.copyObjectResult();
            return made == null || (made.eTag() == null && made.lastModified() == null)
                    ? Optional.of("result of the copy")
                    : Optional.empty();
        }
        // Some stores call also the nothing of their 204 a page.
        return response instanceof DeleteObjectResponse && http.statusCode() == 200 && isPage(http)
                ? Optional.of("sense: it is a page")
                : Optional.empty();
    }

    /** An empty list of labels is an answer; none at all is not. Which values a label can have is {@code Label}'s to know. */
    private static Optional<String> inLabels(DetectLabelsResponse answer) {
        if (!answer.hasLabels()) {
            return Optional.of("labels");
        }
        List<Label> labels = answer.labels();
        if (labels.stream().anyMatch(label -> label == null || isBlank(label.name()))) {
            return Optional.of("name for a label");
        }
        if (labels.stream().anyMatch(label -> label.confidence() == null)) {
            return Optional.of("confidence for a label");
        }
        return labels.stream().anyMatch(AnswerCheck::hasGaps)
                ? Optional.of("whole list of what belongs to a label")
                : Optional.empty();
    }

    private static boolean hasGaps(Label label) {
        return Stream.of(label.parents(), label.aliases(), label.instances())
                .anyMatch(list -> list.stream().anyMatch(Objects::isNull));
    }

    private static Optional<String> inListing(@Nullable String bucket, @Nullable Boolean truncated) {
        if (isBlank(bucket)) {
            return Optional.of("name of the bucket");
        }
        return truncated == null ? Optional.of("word on whether there is more") : Optional.empty();
    }

    private static Optional<String> inObjects(List<S3Object> objects) {
        if (objects.stream().anyMatch(object -> isBlank(object.key()))) {
            return Optional.of("key for an object");
        }
        return objects.stream().allMatch(object -> isSize(object.size()))
                ? Optional.empty()
                : Optional.of("size for an object");
    }

    private static Optional<String> inMarkers(List<DeleteMarkerEntry> markers) {
        return markers.stream().anyMatch(marker -> isBlank(marker.key()) || isBlank(marker.versionId()))
                ? Optional.of("key or version for a delete marker")
                : Optional.empty();
    }

    private static boolean isSize(@Nullable Long size) {
        return size != null && size >= 0;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static boolean isPage(SdkHttpResponse http) {
        return http.firstMatchingHeader("Content-Type")
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
    }
}
