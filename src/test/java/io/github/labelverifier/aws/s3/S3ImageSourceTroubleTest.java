package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.S3Exchange;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the source of a bucket makes of errors, refusals and odd answers. */
class S3ImageSourceTroubleTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");

    /** As often as a call to S3 is made before it is given up. */
    private static final int ATTEMPTS = 6;

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeS3 s3 = FakeS3.start().createBucket("photos");
    private AwsClients clients;
    private ImageSource source;

    @BeforeEach
    void open() throws ImageStoreException {
        clients = AwsClients.forBucket(IsolatedAws.settings(s3.endpoint()), Map.of(), "photos");
        source = clients.source(DEER);
    }

    @AfterEach
    void close() {
        clients.close();
        s3.close();
    }

    private void putImages(int count) {
        for (int i = 1; i <= count; i++) {
            s3.put("photos", "deer/" + i + ".jpg", "content " + i);
        }
    }

    private static ImageStoreException failureOf(ThrowingCallable act) {
        ImageStoreException failure = catchThrowableOfType(ImageStoreException.class, act);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void readAll(ImageCursor cursor) throws ImageStoreException {
        while (cursor.next().isPresent()) {
            // Only the end matters.
        }
    }

    // listing

    static List<Fault> passingFaults() {
        return List.of(
                FakeS3.error("InternalError"),
                FakeS3.error("ServiceUnavailable"),
                Fault.reset(),
                Fault.resetMidway(),
                Fault.cutConnection(),
                Fault.cutAfterHead(),
                Fault.htmlPage(),
                Fault.emptyBody(),
                page(""),
                page("<Name>photos</Name>"),
                page("<IsTruncated>false</IsTruncated>"),
                objects("<Size>3</Size>"),
                objects("<Key>deer/1.jpg</Key><Size>x</Size>"),
                objects("<Key>deer/1.jpg</Key><Size></Size>"),
                objects("<Key>deer/1.jpg</Key><Size>-500</Size>"),
                objects("<Key>deer/1.jpg</Key><ETag>&quot;e&quot;</ETag>"));
    }

    private static Fault objects(String content) {
        return page("<Name>photos</Name><IsTruncated>false</IsTruncated><Contents>" + content + "</Contents>");
    }

    private static Fault page(String content) {
        return Fault.foreign("application/xml", "<ListBucketResult>" + content + "</ListBucketResult>");
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void aListingGoesOnAfterAFaultThatPasses(Fault fault) throws Exception {
        putImages(5);
        s3.pageSize(2).inject(fault, When.operation("ListObjectsV2").nth(2));

        assertThat(S3ImageSourceContract.keys(source))
                .containsExactly("deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/4.jpg", "deer/5.jpg");
        assertThat(s3.count("ListObjectsV2")).isEqualTo(3 + 1);
    }

    @Test
    void aListingThatBreaksOffInTheMiddleIsNeverTakenForAllThereIs() throws Exception {
        putImages(5);
        s3.pageSize(2)
                .inject(
                        FakeS3.error("InternalError"),
                        When.operation("ListObjectsV2").from(2));
        ImageCursor cursor = source.list();

        assertThat(cursor.next().map(ImageEntry::key)).contains("deer/1.jpg");
        assertThat(cursor.next().map(ImageEntry::key)).contains("deer/2.jpg");
        ImageStoreException failure = failureOf(cursor::next);

        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure)
                .hasMessage("cannot list s3://photos/deer/: We encountered an internal error. Please try again.");
        assertThat(s3.count("ListObjectsV2")).isEqualTo(1 + ATTEMPTS);
    }

    static List<Fault> brokenPages() {
        return List.of(
                Fault.cutBody(),
                Fault.cutAfterHead(),
                // Nested more deeply than anybody reads.
                page("<a>".repeat(3_000) + "</a>".repeat(3_000)));
    }

    @ParameterizedTest
    @MethodSource("brokenPages")
    void aPageThatIsCutOffOrNoPageOfTheStoreIsNotReadAsAShortOne(Fault fault) {
        putImages(5);
        s3.pageSize(2).inject(fault, When.operation("ListObjectsV2").from(2));

        ImageStoreException failure = failureOf(() -> readAll(source.list()));

        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure.getMessage()).startsWith("cannot list s3://photos/deer/: ");
    }

    @Test
    void anObjectOfWhichTheStoreSaysNoSizeIsNotTakenForEmpty() {
        putImages(1);
        s3.inject(objects("<Key>deer/1.jpg</Key>"), When.operation("ListObjectsV2"));

        assertThat(failureOf(() -> readAll(source.list())))
                .hasMessage(
                        "cannot list s3://photos/deer/: what came is no answer of the service: it has no size for an"
                                + " object");
        assertThat(s3.count("ListObjectsV2")).isEqualTo(ATTEMPTS);
    }

    @Test
    void anObjectOfLessThanNothingIsNotLookedAt() {
        s3.put("photos", "deer/1.jpg", StubObject.of("x").size(-500L));

        assertThat(failureOf(() -> source.find("deer/1.jpg")))
                .hasMessageStartingWith("cannot look at s3://photos/deer/1.jpg: ");
        assertThat(failureOf(() -> readAll(source.list()))).hasMessageEndingWith("it has no size for an object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDenied | DENIED | access denied: it needs s3:ListBucket",
                "InvalidAccessKeyId | CREDENTIALS | the credentials are not accepted: check --profile, AWS_PROFILE and"
                        + " AWS_ACCESS_KEY_ID",
                "SignatureDoesNotMatch | CREDENTIALS | the credentials are not accepted: check --profile, AWS_PROFILE"
                        + " and AWS_ACCESS_KEY_ID",
                "ExpiredToken | CREDENTIALS | the credentials have expired: renew them (aws sso login, or a new session"
                        + " token)",
                "NoSuchBucket | NOT_FOUND | The specified bucket does not exist",
                "InvalidArgument | OTHER | InvalidArgument"
            })
    void aListingThatIsRefusedSaysWhyAndIsNotRepeated(String code, Kind kind, String why) {
        putImages(1);
        s3.inject(FakeS3.error(code), When.operation("ListObjectsV2"));

        ImageStoreException failure = failureOf(() -> source.list().next());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage("cannot list s3://photos/deer/: " + why);
        assertThat(s3.count("ListObjectsV2")).isEqualTo(1);
    }

    @Test
    void credentialsThatExpireInTheMiddleOfAListingAreSaidToHave() throws Exception {
        putImages(3);
        s3.pageSize(2);
        ImageCursor cursor = source.list();
        cursor.next();
        cursor.next();
        s3.expireCredentials();

        ImageStoreException failure = failureOf(cursor::next);

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessageContaining("have expired");
    }

    @Test
    void aListingSaysWhatAnArchivedAndAMultipartObjectAre() throws Exception {
        s3.put("photos", "deer/1.jpg", StubObject.of("x").storageClass("GLACIER"));
        s3.put(
                "photos",
                "deer/2.jpg",
                StubObject.of("x").storageClass("STANDARD_IA").etag("9b2c-3").size(7_000_000_000L));

        ImageCursor cursor = source.list();
        ImageEntry archived = cursor.next().orElseThrow();
        ImageEntry multipart = cursor.next().orElseThrow();

        assertThat(archived.storageClass()).contains("GLACIER");
        assertThat(source.skipRule().reasonToSkip(archived)).contains("archived");
        assertThat(multipart.storageClass()).contains("STANDARD_IA");
        assertThat(multipart.etag()).isEqualTo("9b2c-3");
        assertThat(multipart.size()).isEqualTo(7_000_000_000L);
        assertThat(source.find("deer/1.jpg").orElseThrow().storageClass()).contains("GLACIER");
        assertThat(source.find("deer/2.jpg").orElseThrow().sameContentAs(multipart))
                .isTrue();
    }

    @Test
    void anObjectThatIsRestoredFromAnArchiveCanBeCheckedWhileOthersThereCannot() throws Exception {
        for (int i = 1; i <= 5; i++) {
            s3.put(
                    "photos",
                    "deer/" + i + ".jpg",
                    StubObject.of("x").storageClass(i == 1 ? "STANDARD" : "DEEP_ARCHIVE"));
        }
        s3.telling(
                "deer/3.jpg",
                "x-amz-restore",
                "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2035 00:00:00 GMT\"");
        s3.telling("deer/4.jpg", "x-amz-restore", "ongoing-request=\"true\"");
        s3.telling(
                "deer/5.jpg",
                "x-amz-restore",
                "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2035 00:00:00 GMT\"");
        s3.pageSize(2);

        assertThat(checkable(source.list())).containsExactly("deer/1.jpg", "deer/3.jpg", "deer/5.jpg");
        // The page on which the first one stands is asked for twice.
        assertThat(s3.count("ListObjectsV2")).isEqualTo(3 + 1);
        assertThat(source.skipRule().reasonToSkip(source.find("deer/2.jpg").orElseThrow()))
                .contains("archived");
        assertThat(source.skipRule().reasonToSkip(source.find("deer/3.jpg").orElseThrow()))
                .isEmpty();
        assertThat(source.skipRule().reasonToSkip(source.find("deer/4.jpg").orElseThrow()))
                .contains("archived");
        assertThat(source.find("deer/3.jpg").orElseThrow().storageClass()).contains("DEEP_ARCHIVE");
    }

    @Test
    void aStoreThatDoesNotKnowOfRestoredObjectsIsListedAllTheSame() throws Exception {
        s3.refusingOptionalAttributes().pageSize(1);
        s3.put("photos", "deer/1.jpg", StubObject.of("x").storageClass("GLACIER"));
        s3.put("photos", "deer/2.jpg", StubObject.of("x").storageClass("GLACIER"));
        s3.put("photos", "deer/3.jpg", "x");

        assertThat(checkable(source.list())).containsExactly("deer/3.jpg");
        assertThat(s3.count("ListObjectsV2")).isEqualTo(3 + 1);
    }

    private java.util.List<String> checkable(ImageCursor cursor) throws ImageStoreException {
        java.util.List<String> keys = new java.util.ArrayList<>();
        for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
            entry.filter(image -> source.skipRule().reasonToSkip(image).isEmpty())
                    .ifPresent(image -> keys.add(image.key()));
        }
        return keys;
    }

    // answers that a server does not give, but a store might

    @Test
    void aStoreThatSaysThereIsMoreButNotHowToGoOnHasNotListedAll() throws Exception {
        ListObjectsV2Response page = ListObjectsV2Response.builder()
                .contents(S3Object.builder()
                        .key("deer/1.jpg")
                        .eTag("\"e\"")
                        .size(1L)
                        .build())
                .isTruncated(true)
                .build();

        assertUnfinished(page);
    }

    @Test
    void aStoreThatGivesTheSameTokenForEverIsNotListedForEver() throws Exception {
        ListObjectsV2Response page = ListObjectsV2Response.builder()
                .isTruncated(true)
                .nextContinuationToken("again")
                .build();

        assertUnfinished(page);
    }

    private static void assertUnfinished(ListObjectsV2Response page) throws ImageStoreException {
        S3Client client = mock(S3Client.class);
        when(client.listObjectsV2(any(ListObjectsV2Request.class))).thenReturn(page);

        assertThatThrownBy(() -> readAll(new S3ImageSource(client, DEER).list()))
                .isInstanceOf(ImageStoreException.class)
                .hasMessage("cannot list s3://photos/deer/ to its end: the store says that there is more, but not how"
                        + " to go on");
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() throws Exception {
        S3Client client = mock(S3Client.class);
        when(client.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenReturn(
                        ListObjectsV2Response.builder()
                                .isTruncated(true)
                                .nextContinuationToken("next")
                                .build(),
                        ListObjectsV2Response.builder()
                                .isTruncated(false)
                                .contents(S3Object.builder().key("deer/1.jpg").build())
                                .build());

        assertThat(S3ImageSourceContract.keys(new S3ImageSource(client, DEER))).containsExactly("deer/1.jpg");
    }

    @Test
    void anEntryOfWhichTheStoreSaysNothingButTheKeyIsEmptyAndHasNoContentToCompare() throws Exception {
        S3Client client = mock(S3Client.class);
        when(client.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenReturn(ListObjectsV2Response.builder()
                        .contents(S3Object.builder().key("deer/1.jpg").build())
                        .build());

        ImageEntry entry = new S3ImageSource(client, DEER).list().next().orElseThrow();

        assertThat(entry).isEqualTo(new ImageEntry("deer/1.jpg", 0, "", Instant.EPOCH));
        assertThat(entry.sameContentAs(entry)).isFalse();
    }

    @Test
    void aListingThatGoesRoundInACircleEnds() {
        AtomicInteger number = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            int third = i;
            s3.inject(
                    page("<Name>photos</Name><IsTruncated>true</IsTruncated><Contents><Key>deer/" + i
                            + ".jpg</Key><Size>3</Size></Contents><NextContinuationToken>" + i
                            + "</NextContinuationToken>"),
                    When.matching(subject -> {
                        if (!subject.operation().equals("ListObjectsV2")) {
                            return false;
                        }
                        int request = third == 0 ? number.getAndIncrement() : number.get() - 1;
                        return request % 3 == third;
                    }));
        }

        ImageStoreException failure = failureOf(() -> readAll(source.list()));

        assertThat(failure.getMessage())
                .startsWith("cannot list s3://photos/deer/ to its end: the store lists deer/")
                .endsWith(".jpg a second time, so it may go round in a circle");
        assertThat(s3.count("ListObjectsV2")).isLessThan(4 * 3);
    }

    @Test
    void aStoreThatListsInAnOrderOfItsOwnIsListedToItsEnd() throws Exception {
        S3Client client = mock(S3Client.class);
        when(client.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenReturn(unordered("a", "deer/9.jpg", "deer/2.jpg"), unordered("", "deer/7.jpg", "deer/1.jpg"));

        assertThat(S3ImageSourceContract.keys(new S3ImageSource(client, DEER)))
                .containsExactly("deer/9.jpg", "deer/2.jpg", "deer/7.jpg", "deer/1.jpg");
    }

    private static ListObjectsV2Response unordered(String token, String... keys) {
        return ListObjectsV2Response.builder()
                .contents(Arrays.stream(keys)
                        .map(key -> S3Object.builder().key(key).build())
                        .toList())
                .isTruncated(!token.isEmpty())
                .nextContinuationToken(token)
                .build();
    }

    @Test
    void emptyPagesWithoutEndEndTheListing() {
        S3Client client = mock(S3Client.class);
        AtomicInteger number = new AtomicInteger();
        when(client.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenAnswer(call -> unordered("token " + number.incrementAndGet()));

        assertThatThrownBy(() -> readAll(new S3ImageSource(client, DEER).list()))
                .isInstanceOf(ImageStoreException.class)
                .hasMessage("cannot list s3://photos/deer/ to its end: the store gave more than 1000 empty pages one"
                        + " after another");
        assertThat(number).hasValue(1_001);
    }

    @Test
    void aThousandEmptyPagesBeforeAnImageAreNoFault() throws Exception {
        S3Client client = mock(S3Client.class);
        AtomicInteger number = new AtomicInteger();
        when(client.listObjectsV2(any(ListObjectsV2Request.class)))
                .thenAnswer(call ->
                        number.incrementAndGet() <= 1_000 ? unordered("token " + number) : unordered("", "deer/1.jpg"));

        assertThat(S3ImageSourceContract.keys(new S3ImageSource(client, DEER))).containsExactly("deer/1.jpg");
    }

    // single objects

    static List<Fault> brokenLooks() {
        return List.of(Fault.htmlPage(), Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("brokenLooks")
    void anAnswerThatSaysNothingOfAnObjectIsNotTakenForALookAtIt(Fault fault) throws Exception {
        putImages(2);
        s3.inject(fault, When.operation("HeadObject").andKey("deer/1.jpg").first(2));
        s3.inject(fault, When.operation("HeadObject").andKey("deer/2.jpg"));

        assertThat(source.find("deer/1.jpg").orElseThrow().etag()).isEqualTo(s3.etag("photos", "deer/1.jpg"));
        ImageStoreException failure = failureOf(() -> source.find("deer/2.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure.getMessage())
                .startsWith("cannot look at s3://photos/deer/2.jpg: what came is no answer of the service");
    }

    @Test
    void anImageThatIsCutOffAfterTheHeadIsReadAgain() throws Exception {
        putImages(1);
        s3.inject(Fault.cutAfterHead(), When.operation("GetObject").first(2));

        assertThat(source.read("deer/1.jpg")).asString().isEqualTo("content 1");
        assertThat(s3.count("GetObject")).isEqualTo(3);
    }

    // answers that take their time

    private AwsClients impatient() throws ImageStoreException {
        return AwsClients.forBucket(
                new AwsSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(s3.endpoint()),
                        false,
                        Duration.ofMillis(200),
                        4),
                Map.of(),
                "photos");
    }

    @Test
    void anAnswerThatDripsIsGivenUpAndAskedForAgain() throws Exception {
        putImages(3);
        s3.inject(Fault.drippingBody(), When.operation("ListObjectsV2").first(1));

        try (AwsClients hasty = impatient()) {
            assertThat(S3ImageSourceContract.keys(hasty.source(DEER))).hasSize(3);
        }
        assertThat(s3.count("ListObjectsV2")).isEqualTo(2);
    }

    @Test
    void anAnswerWhoseHeadDripsForEverIsGivenUpOnce() throws Exception {
        putImages(3);
        s3.inject(Fault.dripping(), When.operation("ListObjectsV2"));

        try (AwsClients hasty = impatient()) {
            ImageStoreException failure =
                    failureOf(() -> hasty.source(DEER).list().next());

            assertThat(failure).hasMessage("cannot list s3://photos/deer/: no whole answer within 2 seconds");
        }
        assertThat(s3.count("ListObjectsV2")).isEqualTo(1);
    }

    @Test
    void anObjectThatMayNotBeLookedAtIsDeniedAndNotMissing() {
        putImages(1);
        s3.inject(FakeS3.error("AccessDenied"), When.key("deer/1.jpg"));

        ImageStoreException failure = failureOf(() -> source.find("deer/1.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessage("cannot look at s3://photos/deer/1.jpg: access denied: it needs s3:GetObject");
    }

    @Test
    void aLookThatTheStoreRefusesWithoutAReasonIsExplainedByARequestThatHasOne() {
        putImages(1);
        s3.expireCredentials();

        ImageStoreException failure = failureOf(() -> source.find("deer/1.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure)
                .hasMessage("cannot look at s3://photos/deer/1.jpg: the credentials have expired: renew them (aws sso"
                        + " login, or a new session token)");
        assertThat(s3.exchanges("GetObject")).singleElement().satisfies(exchange -> {
            assertThat(exchange.header("Range")).contains("bytes=0-0");
        });
    }

    @Test
    void aLookThatIsRefusedAloneKeepsItsOwnReason() {
        putImages(1);
        s3.inject(FakeS3.error("AccessDenied"), When.operation("HeadObject"));

        ImageStoreException failure = failureOf(() -> source.find("deer/1.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
    }

    @Test
    void aLookSurvivesAFaultThatPassesAndIsGivenUpAfterOthers() throws Exception {
        putImages(2);
        s3.inject(
                Fault.reset(), When.operation("HeadObject").andKey("deer/1.jpg").first(2));
        s3.inject(FakeS3.error("InternalError"), When.operation("HeadObject").andKey("deer/2.jpg"));

        assertThat(source.find("deer/1.jpg")).isPresent();
        ImageStoreException failure = failureOf(() -> source.find("deer/2.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure.getMessage()).startsWith("cannot look at s3://photos/deer/2.jpg: ");
        assertThat(s3.exchanges("HeadObject"))
                .filteredOn(exchange -> exchange.key().equals("deer/2.jpg"))
                .hasSize(ATTEMPTS);
    }

    @Test
    void aLookChangesNothingAndReadsNothing() throws Exception {
        putImages(1);

        source.find("deer/1.jpg");

        assertThat(s3.exchanges())
                .filteredOn(exchange -> !exchange.operation().equals("HeadBucket"))
                .extracting(S3Exchange::operation)
                .containsExactly("HeadObject");
    }

    @Test
    void anObjectThatMayNotBeReadIsDenied() {
        putImages(1);
        s3.inject(FakeS3.error("AccessDenied"), When.operation("GetObject"));

        ImageStoreException failure = failureOf(() -> source.read("deer/1.jpg"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessage("cannot read s3://photos/deer/1.jpg: access denied: it needs s3:GetObject");
    }

    @Test
    void aFieldThatTheStoreLeavesOutOfALookIsNotInvented() throws Exception {
        S3Client client = mock(S3Client.class);
        when(client.headObject(org.mockito.ArgumentMatchers
                        .<java.util.function.Consumer<
                                        software.amazon.awssdk.services.s3.model.HeadObjectRequest.Builder>>
                                any()))
                .thenReturn(HeadObjectResponse.builder().contentLength(3L).build());

        assertThat(new S3ImageSource(client, DEER).find("deer/1.jpg"))
                .contains(new ImageEntry("deer/1.jpg", 3, "", Instant.EPOCH));
    }
}
