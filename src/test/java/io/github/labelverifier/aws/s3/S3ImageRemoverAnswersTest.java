package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Error;

/** What a removal makes of answers that no server at hand gives. */
class S3ImageRemoverAnswersTest {
    private static final ImageEntry IMAGE = new ImageEntry("deer/1.jpg", 3, "e1", Instant.EPOCH);

    private final S3Client s3 = mock(S3Client.class);
    private final S3Client checked = new CheckedS3Client(s3);
    private final S3ImageRemover remover = new S3ImageRemover(
            checked, checked, new S3Location("photos", "deer/"), () -> false, new Concurrently(16), Backoff.NONE);

    @BeforeEach
    void keepNoVersions() {
        when(s3.getBucketVersioning(any(GetBucketVersioningRequest.class)))
                .thenReturn(GetBucketVersioningResponse.builder().build());
        when(s3.listObjectVersions(any(ListObjectVersionsRequest.class)))
                .thenReturn(ListObjectVersionsResponse.builder().build());
    }

    private static HeadObjectRequest ofHead() {
        return any(HeadObjectRequest.class);
    }

    private static DeleteObjectsRequest ofBatch() {
        return any(DeleteObjectsRequest.class);
    }

    private static DeleteObjectRequest ofOne() {
        return any(DeleteObjectRequest.class);
    }

    private static NoSuchKeyException.Builder gone(String... headers) {
        SdkHttpResponse.Builder response =
                SdkHttpResponse.builder().statusCode(404).putHeader("x-amz-request-id", "0");
        for (int i = 0; i < headers.length; i += 2) {
            response.putHeader(headers[i], headers[i + 1]);
        }
        NoSuchKeyException.Builder exception = NoSuchKeyException.builder();
        exception.statusCode(404);
        exception.awsErrorDetails(
                AwsErrorDetails.builder().sdkHttpResponse(response.build()).build());
        return exception;
    }

    private RemovalOutcome delete() {
        List<RemovalOutcome> outcomes = remover.remove(List.of(IMAGE), key -> false);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void theMarkerOfADeletionWhoseAnswerWasLostIsLearntFromALook() {
        when(s3.deleteObjects(ofBatch())).thenThrow(SdkClientException.create("lost"));
        when(s3.headObject(ofHead()))
                .thenThrow(gone("x-amz-delete-marker", "true", "x-amz-version-id", "marker-1")
                        .build());

        assertThat(delete()).isEqualTo(RemovalOutcome.deleted("deer/1.jpg", Optional.of("marker-1")));
    }

    @Test
    void aVersionThatIsNoMarkerIsNotTakenForOne() {
        when(s3.deleteObjects(ofBatch())).thenThrow(SdkClientException.create("lost"));
        when(s3.headObject(ofHead()))
                .thenThrow(gone("x-amz-delete-marker", "false", "x-amz-version-id", "version-1")
                        .build());

        assertThat(delete()).isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.DELETED));
    }

    @Test
    void anObjectThatIsMissingWithoutAnyDetailAndNotListedIsMissing() {
        when(s3.deleteObjects(ofBatch())).thenThrow(SdkClientException.create("lost"));
        when(s3.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenReturn(ListObjectsV2Response.builder().build());
        NoSuchKeyException.Builder bare = NoSuchKeyException.builder();
        bare.statusCode(404);
        when(s3.headObject(ofHead())).thenThrow(bare.build());

        assertThat(delete()).isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.DELETED));
    }

    @Test
    void anErrorWithoutACodeIsARefusalLikeAnyOther() {
        when(s3.deleteObjects(ofBatch()))
                .thenReturn(DeleteObjectsResponse.builder()
                        .errors(S3Error.builder().key("deer/1.jpg").build())
                        .build());
        when(s3.headObject(ofHead()))
                .thenReturn(HeadObjectResponse.builder()
                        .eTag("\"e1\"")
                        .contentLength(3L)
                        .build());

        assertThat(delete())
                .isEqualTo(
                        RemovalOutcome.of("deer/1.jpg", Result.FAILED, "the store did not delete it: no reason given"));
    }

    @Test
    void anAnswerAboutOtherKeysThanWereAskedForChangesNothing() {
        when(s3.headObject(ofHead())).thenThrow(gone().build());
        when(s3.deleteObjects(ofBatch()))
                .thenReturn(DeleteObjectsResponse.builder()
                        .deleted(List.of(software.amazon.awssdk.services.s3.model.DeletedObject.builder()
                                .key("deer/2.jpg")
                                .build()))
                        .errors(List.of(S3Error.builder()
                                .key("deer/3.jpg")
                                .code("InternalError")
                                .build()))
                        .build());

        assertThat(delete()).isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.DELETED));
        verify(s3, never()).deleteObject(ofOne());
    }

    @Test
    void aLookThatFailsForAReasonOfItsOwnLeavesTheOutcomeUnknown() {
        when(s3.deleteObjects(ofBatch())).thenThrow(SdkClientException.create("lost"));
        when(s3.headObject(ofHead())).thenThrow(new IllegalStateException("Connection pool shut down"));

        RemovalOutcome outcome = delete();

        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome.message().orElseThrow()).startsWith("lost; then: ").contains("Connection pool shut down");
    }

    @Test
    void aSingleDeletionThatFailsForAReasonOfItsOwnIsUnknown() {
        ImageEntry alone = new ImageEntry("deer/\u0001.jpg", 3, "e1", Instant.EPOCH);
        when(s3.deleteObject(ofOne())).thenThrow(new IllegalStateException("Connection pool shut down"));
        when(s3.headObject(ofHead())).thenThrow(new IllegalStateException("Connection pool shut down"));

        assertThat(remover.remove(List.of(alone), key -> false))
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.UNKNOWN);
    }

    private static DeleteObjectResponse noContent(DeleteObjectResponse.Builder answer) {
        answer.sdkHttpResponse(SdkHttpResponse.builder().statusCode(204).build());
        return answer.build();
    }

    @Test
    void aVersionOfASingleDeletionCountsOnlyIfItIsAMarkers() {
        ImageEntry alone = new ImageEntry("deer/\u0001.jpg", 3, "e1", Instant.EPOCH);
        when(s3.deleteObject(ofOne()))
                .thenReturn(
                        noContent(DeleteObjectResponse.builder().versionId("v1")),
                        noContent(DeleteObjectResponse.builder().versionId("v2").deleteMarker(true)));

        assertThat(remover.remove(List.of(alone), key -> false).get(0).deleteMarker())
                .isEmpty();
        assertThat(remover.remove(List.of(alone), key -> false).get(0).deleteMarker())
                .contains("v2");
    }

    @Test
    void anInterruptionLosesNoImage() {
        when(s3.deleteObjects(ofBatch())).thenThrow(SdkClientException.create("lost"));
        // Which is what the SDK makes of a thread that is interrupted.
        when(s3.headObject(ofHead())).thenThrow(AbortedException.create("Thread was interrupted"));
        Thread.currentThread().interrupt();

        RemovalOutcome outcome = delete();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
    }
}
