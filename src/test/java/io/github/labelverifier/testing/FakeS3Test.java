package io.github.labelverifier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

/** What the SDK's own client makes of the stand-in. */
class FakeS3Test {
    private static final String BUCKET = "photos";

    private final FakeS3 s3 = FakeS3.start();
    private final S3Client client = TestAws.s3(s3.endpoint());

    /** Keys as files may be called, and some that only malice thinks of. */
    static List<String> oddKeys() {
        return List.of(
                "plain.jpg",
                "a b.jpg",
                "a+b.jpg",
                "a%20b.jpg",
                "100%.jpg",
                "%2e%2e/x",
                "//double//slash.jpg",
                "/leading.jpg",
                "up/../../x.jpg",
                "./dot/.",
                "..",
                "folder/",
                "line\nfeed\r\nreturn\ttab.jpg",
                "bell\u0007null-ish\u0001escape\u001b[31m.jpg",
                "delete\u007f.jpg",
                "bidi\u202egpj.\u2066exe",
                "é composed, e\u0301 decomposed",
                "deer \ud83e\udd8c \uffee",
                "\uffff\ufffe",
                "quote\"'<&>;=?#[]@!$()*,:\\^`{|}~",
                "-rf",
                "@file",
                " ",
                "x".repeat(900),
                "\u9e7f".repeat(340));
    }

    @BeforeEach
    void createBucket() {
        s3.createBucket(BUCKET);
    }

    @AfterEach
    void close() {
        client.close();
        s3.close();
    }

    private List<String> listed() {
        return client.listObjectsV2Paginator(b -> b.bucket(BUCKET).encodingType(EncodingType.URL)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void assertError(Runnable call, int status, String code) {
        Throwable thrown = catchThrowable(call::run);
        assertThat(thrown).isInstanceOf(S3Exception.class);
        assertThat(((S3Exception) thrown).statusCode()).isEqualTo(status);
        assertThat(((S3Exception) thrown).awsErrorDetails().errorCode()).isEqualTo(code);
    }

    @Nested
    class Keys {
        @ParameterizedTest
        @MethodSource("io.github.labelverifier.testing.FakeS3Test#oddKeys")
        void everyKeyIsPutListedReadCopiedAndDeletedExactly(String key) {
            client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString("content"));
            assertThat(s3.keys(BUCKET)).containsExactly(key);
            assertThat(listed()).containsExactly(key);
            assertThat(client.headObject(b -> b.bucket(BUCKET).key(key)).contentLength())
                    .isEqualTo(7);
            assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String())
                    .isEqualTo("content");

            client.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey(key)
                    .destinationBucket(BUCKET)
                    .destinationKey("to/" + key));
            assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder(key, "to/" + key);

            client.deleteObject(b -> b.bucket(BUCKET).key(key));
            assertThat(s3.keys(BUCKET)).containsExactly("to/" + key);
            assertThat(s3.exchanges()).extracting(S3Exchange::keys).contains(List.of(key));
        }

        @ParameterizedTest
        @MethodSource("io.github.labelverifier.testing.FakeS3Test#oddKeys")
        void aBatchDeletesExactlyTheKeyOrIsRefusedAsAWhole(String key) {
            s3.put(BUCKET, key, "content");
            s3.put(BUCKET, "other", "content");
            boolean writable =
                    key.chars().allMatch(c -> (c >= 0x20 && c < 0xfffe) || c == '\t' || c == '\n' || c == '\r');

            if (writable) {
                DeleteObjectsResponse response = deleteBatch(List.of(key));
                assertThat(response.deleted()).extracting(DeletedObject::key).containsExactly(key);
                assertThat(s3.keys(BUCKET)).containsExactly("other");
            } else {
                assertError(() -> deleteBatch(List.of(key, "other")), 400, "MalformedXML");
                assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder(key, "other");
            }
        }

        @Test
        void withoutUrlEncodingOneControlCharacterBreaksThePage() {
            s3.put(BUCKET, "fine.jpg", "x");
            s3.put(BUCKET, "bad\u0001.jpg", "x");

            assertThatThrownBy(() -> client.listObjectsV2(b -> b.bucket(BUCKET)))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("Could not parse XML");
            assertThat(listed()).containsExactly("bad\u0001.jpg", "fine.jpg");
        }

        @Test
        void aServerByNameIsReachedWithTheBucketInTheHost() throws Exception {
            s3.put(BUCKET, "deer/1.jpg", "content");
            String raw = "GET /deer/1.jpg HTTP/1.1\r\nHost: " + BUCKET + ".localhost:1\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.exchange(s3.endpoint(), raw))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\ncontent");
        }
    }

    private DeleteObjectsResponse deleteBatch(List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        return client.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(objects)));
    }

    @Nested
    class Listings {
        @Test
        void aListingIsInTheOrderOfUtf8AndPagedWithoutLossOrRepetition() {
            List<String> keys = new ArrayList<>(oddKeys());
            keys.forEach(key -> s3.put(BUCKET, key, "x"));
            s3.pageSize(3);
            keys.sort(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));

            assertThat(listed()).containsExactlyElementsOf(keys);
            assertThat(s3.count("ListObjectsV2")).isEqualTo((keys.size() + 2) / 3);
        }

        @Test
        void prefixStartAfterAndMaxKeysNarrowIt() {
            for (String key : List.of("deer-old/1", "deer/1", "deer/2", "deer/3", "deer0", "fox/1")) {
                s3.put(BUCKET, key, "x");
            }

            assertThat(client.listObjectsV2(
                                    b -> b.bucket(BUCKET).prefix("deer/").startAfter("deer/1"))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("deer/2", "deer/3");
            ListObjectsV2Response page =
                    client.listObjectsV2(b -> b.bucket(BUCKET).prefix("deer/").maxKeys(2));
            assertThat(page.isTruncated()).isTrue();
            assertThat(page.keyCount()).isEqualTo(2);
            ListObjectsV2Response rest = client.listObjectsV2(
                    b -> b.bucket(BUCKET).prefix("deer/").continuationToken(page.nextContinuationToken()));
            assertThat(rest.contents()).extracting(S3Object::key).containsExactly("deer/3");
            assertThat(rest.isTruncated()).isFalse();
            assertThat(rest.nextContinuationToken()).isNull();
        }

        @Test
        void aDelimiterGroupsFolders() {
            for (String key : List.of("a/1", "a/2", "b", "c/1", "c/2/3", "d")) {
                s3.put(BUCKET, key, "x");
            }
            s3.pageSize(1);

            List<String> seen = new ArrayList<>();
            client.listObjectsV2Paginator(b -> b.bucket(BUCKET).delimiter("/")).forEach(page -> {
                page.contents().forEach(object -> seen.add(object.key()));
                page.commonPrefixes().forEach(prefix -> seen.add(prefix.prefix()));
            });
            assertThat(seen).containsExactly("a/", "b", "c/", "d");
        }

        @Test
        void anObjectIsListedWithWhatIsKnownOfIt() {
            Instant time = Instant.parse("2026-01-02T03:04:05Z");
            s3.put(
                    BUCKET,
                    "a.jpg",
                    StubObject.of("x").size(16_000_000).etag("9b2c-3").lastModified(time));
            s3.put(BUCKET, "b.jpg", StubObject.of("x").storageClass("DEEP_ARCHIVE"));

            List<S3Object> objects = client.listObjectsV2(b -> b.bucket(BUCKET)).contents();

            assertThat(objects.get(0).size()).isEqualTo(16_000_000);
            assertThat(objects.get(0).eTag()).isEqualTo("\"9b2c-3\"");
            assertThat(objects.get(0).lastModified()).isEqualTo(time);
            assertThat(objects.get(0).storageClassAsString()).isEqualTo("STANDARD");
            assertThat(objects.get(1).storageClassAsString()).isEqualTo("DEEP_ARCHIVE");
        }

        @Test
        void aVirtualBucketListsWithoutStoring() {
            s3.createVirtualBucket("big", "images/", 1_000_000);
            s3.delete("big", "images/0999999.jpg");

            ListObjectsV2Response first =
                    client.listObjectsV2(b -> b.bucket("big").prefix("images/"));
            assertThat(first.contents()).hasSize(1000);
            assertThat(first.contents().get(0).key()).isEqualTo("images/0000000.jpg");
            ListObjectsV2Response last =
                    client.listObjectsV2(b -> b.bucket("big").startAfter("images/0999989.jpg"));
            assertThat(last.contents()).hasSize(9);
            assertThat(last.isTruncated()).isFalse();
            assertThat(client.headObject(b -> b.bucket("big").key("images/0123456.jpg"))
                            .eTag())
                    .isEqualTo('"' + s3.etag("big", "images/0123456.jpg") + '"');
            assertThat(s3.exists("big", "images/0999999.jpg")).isFalse();
        }
    }

    @Nested
    class Objects {
        @Test
        void whatIsPutComesBackWithItsAttributes() {
            s3.clock(Clock.fixed(Instant.parse("2026-11-22T16:00:00Z"), ZoneOffset.UTC));
            client.putObject(
                    b -> b.bucket(BUCKET)
                            .key("a.jpg")
                            .contentType("image/jpeg")
                            .metadata(Map.of("camera", "x100"))
                            .tagging("animal=deer&place=big%20wood")
                            .storageClass(StorageClass.STANDARD_IA),
                    RequestBody.fromString("content"));

            GetObjectResponse got =
                    client.getObjectAsBytes(b -> b.bucket(BUCKET).key("a.jpg")).response();
            assertThat(got.contentType()).isEqualTo("image/jpeg");
            assertThat(got.metadata()).containsExactly(Map.entry("camera", "x100"));
            assertThat(got.tagCount()).isEqualTo(2);
            assertThat(got.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
            assertThat(got.lastModified()).isEqualTo("2026-11-22T16:00:00Z");
            assertThat(got.eTag()).isEqualTo('"' + s3.etag(BUCKET, "a.jpg") + '"');
            assertThat(got.versionId()).isNull();
            assertThat(client.getObjectTagging(b -> b.bucket(BUCKET).key("a.jpg"))
                            .tagSet())
                    .containsExactly(tag("animal", "deer"), tag("place", "big wood"));
            assertThat(s3.get(BUCKET, "a.jpg").orElseThrow().text()).isEqualTo("content");
        }

        private Tag tag(String key, String value) {
            return Tag.builder().key(key).value(value).build();
        }

        @Test
        void largeContentGoesBothWays() {
            byte[] content = new byte[3_000_000];
            IntStream.range(0, content.length).forEach(i -> content[i] = (byte) (i * 31));

            client.putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromBytes(content));

            assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("a")).asByteArray())
                    .isEqualTo(content);
        }

        @Test
        void theAbsentAndTheArchivedAreErrors() {
            s3.put(BUCKET, "cold.jpg", StubObject.of("x").storageClass("GLACIER"));

            assertThatThrownBy(() -> client.headObject(b -> b.bucket(BUCKET).key("no")))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThatThrownBy(
                            () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("no")))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThatThrownBy(() -> client.listObjectsV2(b -> b.bucket("nowhere")))
                    .isInstanceOf(NoSuchBucketException.class);
            assertError(
                    () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("cold.jpg")), 403, "InvalidObjectState");
            assertThat(client.headObject(b -> b.bucket(BUCKET).key("cold.jpg")).storageClass())
                    .isEqualTo(StorageClass.GLACIER);
        }

        @Test
        void aPutCanDemandThatNothingIsThereOrThatItIsUnchanged() {
            client.putObject(b -> b.bucket(BUCKET).key("a").ifNoneMatch("*"), RequestBody.fromString("1"));
            assertError(
                    () -> client.putObject(b -> b.bucket(BUCKET).key("a").ifNoneMatch("*"), RequestBody.empty()),
                    412,
                    "PreconditionFailed");
            assertError(
                    () -> client.putObject(b -> b.bucket(BUCKET).key("a").ifMatch("\"0\""), RequestBody.empty()),
                    412,
                    "PreconditionFailed");
            client.putObject(b -> b.bucket(BUCKET).key("a").ifMatch(s3.etag(BUCKET, "a")), RequestBody.fromString("2"));
            assertThat(s3.get(BUCKET, "a").orElseThrow().text()).isEqualTo("2");
        }
    }

    @Nested
    class Copies {
        @BeforeEach
        void putSource() {
            s3.put(
                    BUCKET,
                    "a.jpg",
                    StubObject.of("x")
                            .metadata(Map.of("camera", "x100"))
                            .tagging("animal=deer")
                            .storageClass("STANDARD_IA"));
        }

        private CopyObjectResponse copy(String sourceEtag) {
            return client.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey("a.jpg")
                    .destinationBucket(BUCKET)
                    .destinationKey("b.jpg")
                    .copySourceIfMatch(sourceEtag)
                    .ifNoneMatch("*"));
        }

        @Test
        void aCopyKeepsMetadataAndTagsButNotTheStorageClass() {
            CopyObjectResponse response = copy(s3.etag(BUCKET, "a.jpg"));

            StubObject copy = s3.get(BUCKET, "b.jpg").orElseThrow();
            assertThat(copy.metadata()).containsEntry("camera", "x100");
            assertThat(copy.tagging()).isEqualTo("animal=deer");
            assertThat(copy.storageClass()).isEqualTo("STANDARD");
            assertThat(response.copyObjectResult().eTag()).isEqualTo('"' + copy.etag() + '"');
            assertThat(copy.etag()).isEqualTo(s3.etag(BUCKET, "a.jpg"));
        }

        @Test
        void metadataAndStorageClassCanBeGiven() {
            client.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey("a.jpg")
                    .destinationBucket(BUCKET)
                    .destinationKey("b.jpg")
                    .metadataDirective(MetadataDirective.REPLACE)
                    .metadata(Map.of("moved", "yes"))
                    .storageClass(StorageClass.STANDARD_IA));

            StubObject copy = s3.get(BUCKET, "b.jpg").orElseThrow();
            assertThat(copy.metadata()).containsExactly(Map.entry("moved", "yes"));
            assertThat(copy.storageClass()).isEqualTo("STANDARD_IA");
        }

        @Test
        void aChangedSourceOrATakenDestinationIsRefused() {
            assertError(() -> copy("\"other\""), 412, "PreconditionFailed");
            s3.put(BUCKET, "b.jpg", "taken");
            assertError(() -> copy(s3.etag(BUCKET, "a.jpg")), 412, "PreconditionFailed");
            assertThat(s3.get(BUCKET, "b.jpg").orElseThrow().text()).isEqualTo("taken");
        }

        @Test
        void otherStoresOverwriteAllTheSame() {
            s3.ignoringConditions();
            s3.put(BUCKET, "b.jpg", "taken");
            copy("\"other\"");
            assertThat(s3.get(BUCKET, "b.jpg").orElseThrow().text()).isEqualTo("x");
        }

        @Test
        void aCopyMayHaveAnotherEtag() {
            s3.changingEtagsOnCopy();
            copy(s3.etag(BUCKET, "a.jpg"));
            assertThat(s3.etag(BUCKET, "b.jpg")).isNotEqualTo(s3.etag(BUCKET, "a.jpg"));
        }

        @Test
        void anOldVersionCanBeCopied() {
            s3.versioning(BUCKET, Versioning.ENABLED);
            s3.put(BUCKET, "v", "old");
            String old = s3.versions(BUCKET, "v").get(0).versionId();
            s3.put(BUCKET, "v", "new");

            CopyObjectResponse response = client.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey("v")
                    .sourceVersionId(old)
                    .destinationBucket(BUCKET)
                    .destinationKey("w"));

            assertThat(s3.get(BUCKET, "w").orElseThrow().text()).isEqualTo("old");
            assertThat(response.copySourceVersionId()).isEqualTo(old);
            assertThat(response.versionId())
                    .isEqualTo(s3.versions(BUCKET, "w").get(0).versionId());
        }
    }

    @Nested
    class Deletions {
        @Test
        void aDeletionCanDemandThatTheObjectIsUnchanged() {
            String etag = s3.put(BUCKET, "a", "1");
            s3.put(BUCKET, "a", "2");

            assertError(
                    () -> client.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch(etag)), 412, "PreconditionFailed");
            assertThat(s3.exists(BUCKET, "a")).isTrue();
            client.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch(s3.etag(BUCKET, "a")));
            assertThat(s3.exists(BUCKET, "a")).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"NOT_FOUND, 404, NoSuchKey", "PRECONDITION_FAILED, 412, PreconditionFailed"})
        void aConditionOnAnAbsentKeyFailsAsTheStoreSays(FakeS3.Absent behaviour, int status, String code) {
            s3.absent(behaviour);
            assertError(
                    () -> client.deleteObject(b -> b.bucket(BUCKET).key("no").ifMatch("\"1\"")), status, code);
            assertThat(conditionalBatch(Map.of("no", "1")).errors())
                    .extracting(S3Error::code)
                    .containsExactly(code);
        }

        @Test
        void aConditionOnAnAbsentKeyMayAlsoCountAsDeleted() {
            s3.absent(FakeS3.Absent.DELETED);
            client.deleteObject(b -> b.bucket(BUCKET).key("no").ifMatch("\"1\""));
            assertThat(conditionalBatch(Map.of("no", "1")).deleted()).hasSize(1);
        }

        @Test
        void withoutAConditionTheAbsentCountsAsDeleted() {
            client.deleteObject(b -> b.bucket(BUCKET).key("no"));
            assertThat(deleteBatch(List.of("no", "nothing")).deleted()).hasSize(2);
        }

        @Test
        void aBatchChecksEveryKeyByItself() {
            String etag = s3.put(BUCKET, "same", "1");
            s3.put(BUCKET, "changed", "2");

            DeleteObjectsResponse response = conditionalBatch(Map.of("same", etag, "changed", etag));

            assertThat(response.deleted()).extracting(DeletedObject::key).containsExactly("same");
            assertThat(response.errors()).extracting(S3Error::key).containsExactly("changed");
            assertThat(response.errors()).extracting(S3Error::code).containsExactly("PreconditionFailed");
            assertThat(s3.keys(BUCKET)).containsExactly("changed");
        }

        private DeleteObjectsResponse conditionalBatch(Map<String, String> etags) {
            List<ObjectIdentifier> objects = etags.entrySet().stream()
                    .map(e -> ObjectIdentifier.builder()
                            .key(e.getKey())
                            .eTag('"' + e.getValue() + '"')
                            .build())
                    .toList();
            return client.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(objects)));
        }

        @Test
        void otherStoresIgnoreTheCondition() {
            s3.ignoringConditions();
            s3.put(BUCKET, "a", "1");
            s3.put(BUCKET, "b", "1");
            client.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch("\"0\""));
            conditionalBatch(Map.of("b", "0"));
            assertThat(s3.keys(BUCKET)).isEmpty();
        }

        @Test
        void aQuietBatchTellsErrorsOnlyAndTakesAThousandKeys() {
            List<String> keys = IntStream.range(0, 1001).mapToObj(i -> "k" + i).toList();
            keys.forEach(key -> s3.put(BUCKET, key, "x"));
            s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("k7"));

            assertError(() -> deleteBatch(keys), 400, "MalformedXML");
            assertThat(s3.keys(BUCKET)).hasSize(1001);
            DeleteObjectsResponse response = client.deleteObjects(b -> b.bucket(BUCKET)
                    .delete(d -> d.quiet(true)
                            .objects(keys.subList(0, 1000).stream()
                                    .map(key ->
                                            ObjectIdentifier.builder().key(key).build())
                                    .toList())));
            assertThat(response.deleted()).isEmpty();
            assertThat(response.errors()).extracting(S3Error::key).containsExactly("k7");
            assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder("k7", "k1000");
        }

        @Test
        void aStoreMayWantContentMd5() {
            s3.requiringContentMd5();
            assertError(() -> deleteBatch(List.of("a")), 400, "MissingContentMD5");
        }
    }

    @Nested
    class Versions {
        @Test
        void inAVersionedBucketADeletionLeavesAMarkerThatCanBeTakenAway() {
            s3.versioning(BUCKET, Versioning.ENABLED);
            s3.put(BUCKET, "a", "1");

            DeleteObjectResponse deleted =
                    client.deleteObject(b -> b.bucket(BUCKET).key("a"));
            assertThat(deleted.deleteMarker()).isTrue();
            assertThat(s3.exists(BUCKET, "a")).isFalse();
            assertThat(s3.keys(BUCKET)).isEmpty();
            assertThat(s3.versions(BUCKET, "a").get(0).versionId()).isEqualTo(deleted.versionId());
            assertThatThrownBy(() -> client.headObject(b -> b.bucket(BUCKET).key("a")))
                    .isInstanceOf(NoSuchKeyException.class);

            DeleteObjectResponse undone =
                    client.deleteObject(b -> b.bucket(BUCKET).key("a").versionId(deleted.versionId()));
            assertThat(undone.deleteMarker()).isTrue();
            assertThat(s3.get(BUCKET, "a").orElseThrow().text()).isEqualTo("1");
        }

        @Test
        void aBatchTellsTheMarkersItMade() {
            s3.versioning(BUCKET, Versioning.ENABLED);
            s3.put(BUCKET, "a", "1");

            DeletedObject deleted = deleteBatch(List.of("a")).deleted().get(0);

            assertThat(deleted.deleteMarker()).isTrue();
            assertThat(deleted.deleteMarkerVersionId())
                    .isEqualTo(s3.versions(BUCKET, "a").get(0).versionId());
        }

        @Test
        void whereVersioningIsSuspendedTheNullVersionIsLost() {
            s3.put(BUCKET, "a", "unversioned");
            s3.versioning(BUCKET, Versioning.ENABLED);
            s3.put(BUCKET, "b", "versioned");
            s3.versioning(BUCKET, Versioning.SUSPENDED);

            assertThat(client.deleteObject(b -> b.bucket(BUCKET).key("a")).versionId())
                    .isEqualTo("null");
            client.deleteObject(b -> b.bucket(BUCKET).key("b"));

            assertThat(s3.versions(BUCKET, "a")).hasSize(1).allMatch(StubVersion::isDeleteMarker);
            assertThat(s3.versions(BUCKET, "b")).hasSize(2);
        }

        @Test
        void everyStateIsToldByGetBucketVersioning() {
            assertThat(state()).isNull();
            s3.versioning(BUCKET, Versioning.ENABLED);
            assertThat(state()).isEqualTo(BucketVersioningStatus.ENABLED);
            s3.versioning(BUCKET, Versioning.SUSPENDED);
            assertThat(state()).isEqualTo(BucketVersioningStatus.SUSPENDED);
        }

        private BucketVersioningStatus state() {
            return client.getBucketVersioning(b -> b.bucket(BUCKET)).status();
        }

        @Test
        void versionsAreReadAndListed() {
            s3.versioning(BUCKET, Versioning.ENABLED);
            s3.put(BUCKET, "a", "1");
            s3.put(BUCKET, "a", "2");
            s3.delete(BUCKET, "a");
            s3.put(BUCKET, "b", "3");
            s3.pageSize(2);

            List<ObjectVersion> versions = new ArrayList<>();
            List<DeleteMarkerEntry> markers = new ArrayList<>();
            for (ListObjectVersionsResponse page : client.listObjectVersionsPaginator(b -> b.bucket(BUCKET))) {
                versions.addAll(page.versions());
                markers.addAll(page.deleteMarkers());
            }
            assertThat(versions).extracting(ObjectVersion::key).containsExactly("a", "a", "b");
            assertThat(markers).extracting(DeleteMarkerEntry::isLatest).containsExactly(true);
            assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET)
                                    .key("a")
                                    .versionId(versions.get(1).versionId()))
                            .asUtf8String())
                    .isEqualTo("1");
        }

        @Test
        void aConditionLooksAtTheCurrentVersion() {
            s3.versioning(BUCKET, Versioning.ENABLED);
            String etag = s3.put(BUCKET, "a", "1");
            s3.put(BUCKET, "a", "2");
            assertError(
                    () -> client.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch(etag)), 412, "PreconditionFailed");
            assertThat(s3.versions(BUCKET, "a")).hasSize(2);
        }
    }

    @Nested
    class Regions {
        @Test
        void theRegionIsToldAndAWrongOneIsRedirected() {
            s3.createBucket("europe", "eu-west-1");
            assertThat(client.headBucket(b -> b.bucket(BUCKET)).bucketRegion()).isEqualTo("us-east-1");
            assertThat(client.getBucketLocation(b -> b.bucket("europe")).locationConstraintAsString())
                    .isEqualTo("eu-west-1");
            assertThat(client.getBucketLocation(b -> b.bucket(BUCKET)).locationConstraintAsString())
                    .isNullOrEmpty();

            assertThatThrownBy(() -> client.headBucket(b -> b.bucket("europe")))
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(301);
                        assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                                .contains("eu-west-1");
                    });
            assertError(() -> client.listObjectsV2(b -> b.bucket("europe")), 301, "PermanentRedirect");
            try (S3Client there = TestAws.s3(s3.endpoint(), "eu-west-1")) {
                assertThat(there.headBucket(b -> b.bucket("europe")).bucketRegion())
                        .isEqualTo("eu-west-1");
            }
        }

        @Test
        void anAbsentBucketIsNoSuchBucket() {
            assertThatThrownBy(() -> client.headBucket(b -> b.bucket("nowhere")))
                    .isInstanceOf(NoSuchBucketException.class);
        }
    }

    @Nested
    class Callers {
        @Test
        void aForeignKeyIsRefusedAndExpiryTold() throws Exception {
            s3.requiringAccessKeyId("SOMEBODYELSE");
            assertError(() -> client.listObjectsV2(b -> b.bucket(BUCKET)), 403, "InvalidAccessKeyId");
            assertThat(RawHttp.exchange(
                            s3.endpoint(), "GET /photos?list-type=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("<Code>AccessDenied</Code>");
            s3.requiringAccessKeyId(TestAws.ACCESS_KEY_ID);
            client.listObjectsV2(b -> b.bucket(BUCKET));
            s3.expireCredentials();
            assertError(() -> client.listObjectsV2(b -> b.bucket(BUCKET)), 400, "ExpiredToken");
        }

        @Test
        void aPresignedUrlNamesItsKeyInTheQuery() throws Exception {
            s3.put(BUCKET, "a b.jpg", "content");
            s3.requiringAccessKeyId(TestAws.ACCESS_KEY_ID);
            URI url = URI.create(s3.endpoint() + "/photos/a%20b.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                    + TestAws.ACCESS_KEY_ID + "%2F20261122%2Fus-east-1%2Fs3%2Faws4_request");

            assertThat(HttpClient.newHttpClient()
                            .send(java.net.http.HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("content");
        }
    }

    @Nested
    class Faults {
        @ParameterizedTest
        @CsvSource({
            "AccessDenied, 403",
            "InternalError, 500",
            "SlowDown, 503",
            "ExpiredToken, 400",
            "InvalidAccessKeyId, 403"
        })
        void anErrorHasItsStatusAndKeepsTheOperationFromHappening(String code, int status) {
            s3.put(BUCKET, "a", "1");
            s3.inject(FakeS3.error(code), When.operation("DeleteObject").first(1));

            assertError(() -> client.deleteObject(b -> b.bucket(BUCKET).key("a")), status, code);
            assertThat(s3.exists(BUCKET, "a")).isTrue();
            assertThat(s3.exchanges("DeleteObject"))
                    .extracting(S3Exchange::status)
                    .containsExactly(0);
            client.deleteObject(b -> b.bucket(BUCKET).key("a"));
            assertThat(s3.exists(BUCKET, "a")).isFalse();
        }

        @Test
        void anAnswerCanBeLostAfterTheAct() {
            List<Fault> faults = List.of(
                    Fault.reset().afterActing(),
                    Fault.resetMidway(),
                    Fault.cutBody(),
                    Fault.cutConnection(),
                    FakeS3.error("InternalError").afterActing());
            for (Fault fault : faults) {
                s3.put(BUCKET, "a", "1");
                s3.clearFaults().inject(fault, When.operation("DeleteObjects"));

                assertThatThrownBy(() -> deleteBatch(List.of("a")))
                        .as(fault.toString())
                        .isNotNull();
                assertThat(s3.exists(BUCKET, "a")).as(fault.toString()).isFalse();
            }
            for (Fault fault : List.of(Fault.resetMidway(), Fault.cutConnection())) {
                s3.put(BUCKET, "a", "1");
                s3.clearFaults().inject(fault, When.operation("DeleteObject"));

                assertThatThrownBy(
                                () -> client.deleteObject(b -> b.bucket(BUCKET).key("a")))
                        .as(fault.toString())
                        .isInstanceOf(SdkClientException.class);
                assertThat(s3.exists(BUCKET, "a")).as(fault.toString()).isFalse();
            }
        }

        @Test
        void aConnectionCanBreakBeforeTheAct() {
            s3.put(BUCKET, "a", "1");
            s3.inject(Fault.reset(), When.operation("DeleteObjects").andKey("a"));

            assertThatThrownBy(() -> deleteBatch(List.of("b", "a"))).isInstanceOf(SdkClientException.class);
            assertThat(s3.exists(BUCKET, "a")).isTrue();
            deleteBatch(List.of("b"));
        }

        @Test
        void keysOfABatchFailEachInItsWay() {
            List<String> keys = List.of("denied", "failed", "slow", "lost", "left-out", "gone", "fine");
            keys.forEach(key -> s3.put(BUCKET, key, "x"));
            s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("denied"))
                    .injectPerKey(FakeS3.error("InternalError"), When.key("failed"))
                    .injectPerKey(FakeS3.error("SlowDown"), When.key("slow").first(1))
                    .injectPerKey(FakeS3.error("InternalError").afterActing(), When.key("lost"))
                    .injectPerKey(Fault.leftOut(), When.key("left-out"))
                    .injectPerKey(Fault.leftOut().afterActing(), When.key("gone"));

            DeleteObjectsResponse response = deleteBatch(keys);

            assertThat(response.deleted()).extracting(DeletedObject::key).containsExactly("fine");
            assertThat(response.errors())
                    .extracting(S3Error::key, S3Error::code)
                    .containsExactly(
                            tuple("denied", "AccessDenied"),
                            tuple("failed", "InternalError"),
                            tuple("slow", "SlowDown"),
                            tuple("lost", "InternalError"));
            assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder("denied", "failed", "slow", "left-out");
            assertThat(deleteBatch(List.of("slow")).deleted()).hasSize(1);
        }

        @Test
        void aListingCanFailOnItsSecondPage() {
            List.of("a", "b", "c").forEach(key -> s3.put(BUCKET, key, "x"));
            s3.pageSize(1)
                    .inject(
                            FakeS3.error("SlowDown"),
                            When.operation("ListObjectsV2").nth(2));

            assertError(FakeS3Test.this::listed, 503, "SlowDown");
            assertThat(s3.count("ListObjectsV2")).isEqualTo(2);
            assertThat(listed()).hasSize(3);
        }

        @Test
        void anAnswerCanBeHeldAndAwaited() throws Exception {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            s3.put(BUCKET, "a", "1");
            s3.inject(Fault.holdUntil(gate), When.operation("HeadObject"));
            s3.latency(Duration.ofMillis(5), Duration.ofMillis(2));
            ExecutorService pool = Executors.newSingleThreadExecutor();
            try {
                Future<HeadObjectResponse> held = pool.submit(
                        () -> client.headObject(b -> b.bucket(BUCKET).key("a")));
                s3.await("HeadObject", 1);
                assertThat(held.isDone()).isFalse();
                s3.at("DeleteObject", 1, () -> gate.complete(null));
                client.deleteObject(b -> b.bucket(BUCKET).key("other"));
                assertThat(held.get(10, TimeUnit.SECONDS).contentLength()).isEqualTo(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void everyOperationIsRecorded() {
        String etag = s3.put(BUCKET, "a", "1");
        client.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch(etag));
        deleteBatch(List.of("b", "c"));

        assertThat(s3.exchanges()).extracting(S3Exchange::operation).containsExactly("DeleteObject", "DeleteObjects");
        S3Exchange delete = s3.exchanges("DeleteObject").get(0);
        assertThat(delete.method()).isEqualTo("DELETE");
        assertThat(delete.bucket()).isEqualTo(BUCKET);
        assertThat(delete.key()).isEqualTo("a");
        assertThat(delete.header("If-Match")).contains(etag);
        assertThat(delete.status()).isEqualTo(204);
        assertThat(s3.exchanges("DeleteObjects").get(0).keys()).containsExactly("b", "c");
        assertThat(s3.count("ListObjectsV2")).isZero();
    }

    @Test
    void bothServicesCanShareOneEndpoint() {
        try (FakeAws aws = FakeAws.start();
                S3Client store = TestAws.s3(aws.endpoint());
                RekognitionClient labels = TestAws.rekognition(aws.endpoint())) {
            aws.s3().createBucket(BUCKET).put(BUCKET, "a.jpg", "x");
            aws.rekognition().answerOthers(StubLabel.of("Deer", 99));

            assertThat(store.listObjectsV2(b -> b.bucket(BUCKET)).contents()).hasSize(1);
            assertThat(labels.detectLabels(r -> r.image(
                                    i -> i.s3Object(o -> o.bucket(BUCKET).name("a.jpg"))))
                            .labels())
                    .hasSize(1);
            assertThatThrownBy(() -> labels.detectLabels(
                            r -> r.image(i -> i.s3Object(o -> o.bucket(BUCKET).name("b.jpg")))))
                    .hasMessageContaining("Unable to get object metadata");
            assertThat(aws.rekognition().requests()).isEqualTo(2);
        }
    }

    @Test
    void a_bucket_can_have_two_names() {
        try (FakeS3 two = FakeS3.start().createBucket("one").alias("other", "one")) {
            two.put("one", "a", "content");

            assertThat(two.get("other", "a").orElseThrow().text()).isEqualTo("content");
            two.delete("other", "a");
            assertThat(two.exists("one", "a")).isFalse();
        }
    }
}
