package io.github.labelverifier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.InvalidS3ObjectException;
import software.amazon.awssdk.services.rekognition.model.Label;
import software.amazon.awssdk.services.rekognition.model.LabelAlias;
import software.amazon.awssdk.services.rekognition.model.LabelCategory;
import software.amazon.awssdk.services.rekognition.model.Parent;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;

/** What the SDK's own client makes of the stand-in. */
class RekognitionServerTest {
    private static final StubLabel[] DEER = {
        StubLabel.of("Animal", 99), StubLabel.of("Deer", 98.5, "Animal", "Mammal"), StubLabel.of("Mammal", 60, "Animal")
    };

    private final RekognitionServer server = RekognitionServer.start();
    private final RekognitionClient client = TestAws.rekognition(server.endpoint());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private DetectLabelsResponse detect(String key) {
        return detect(key, 1000, 0);
    }

    private DetectLabelsResponse detect(String key, int maxLabels, float minConfidence) {
        return client.detectLabels(r -> r.image(
                        i -> i.s3Object(o -> o.bucket("photos").name(key)))
                .maxLabels(maxLabels)
                .minConfidence(minConfidence));
    }

    private static List<String> names(DetectLabelsResponse response) {
        return response.labels().stream().map(Label::name).toList();
    }

    @Test
    void aLabelArrivesWithAllItHas() {
        server.answer(
                "a.jpg",
                StubAnswer.of(StubLabel.of("Man", 97.25, "Adult", "Male", "Person")
                                .aliases("Guy")
                                .categories("Person Description"))
                        .model("2.0"));

        DetectLabelsResponse response = detect("a.jpg");

        assertThat(response.labelModelVersion()).isEqualTo("2.0");
        Label label = response.labels().get(0);
        assertThat(label.name()).isEqualTo("Man");
        assertThat(label.confidence()).isEqualTo(97.25f);
        assertThat(label.parents()).extracting(Parent::name).containsExactly("Adult", "Male", "Person");
        assertThat(label.aliases()).extracting(LabelAlias::name).containsExactly("Guy");
        assertThat(label.categories()).extracting(LabelCategory::name).containsExactly("Person Description");
        assertThat(label.instances()).isEmpty();
    }

    @Test
    void labelsComeBestFirstAndWithinTheLimits() {
        server.answer("a.jpg", DEER[2], DEER[0], DEER[1]);

        assertThat(names(detect("a.jpg"))).containsExactly("Animal", "Deer", "Mammal");
        assertThat(names(detect("a.jpg", 2, 0))).containsExactly("Animal", "Deer");
        assertThat(names(detect("a.jpg", 10, 98.5f))).containsExactly("Animal", "Deer");
        assertThat(names(detect("a.jpg", 10, 98.6f))).containsExactly("Animal");
    }

    @Test
    void withoutLimitsTheConfidenceIsAtLeast55() {
        server.answer("a.jpg", StubLabel.of("Sure", 55), StubLabel.of("Unsure", 54.9));

        DetectLabelsResponse response = client.detectLabels(
                r -> r.image(i -> i.s3Object(o -> o.bucket("photos").name("a.jpg"))));

        assertThat(names(response)).containsExactly("Sure");
    }

    @Test
    void anAnswerIsFoundByKeyThenByTheLongestSuffixThenByDefault() {
        server.answer("x/person.jpg", StubLabel.of("Key", 90))
                .answerSuffix(".jpg", StubLabel.of("Short", 90))
                .answerSuffix("person.jpg", StubLabel.of("Long", 90))
                .answerOthers(StubLabel.of("Other", 90));

        assertThat(names(detect("x/person.jpg"))).containsExactly("Key");
        assertThat(names(detect("y/person.jpg"))).containsExactly("Long");
        assertThat(names(detect("y/deer.jpg"))).containsExactly("Short");
        assertThat(names(detect("y/deer"))).containsExactly("Other");
    }

    @Test
    void bytesAreKnownByTheirHash() {
        byte[] image = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
        server.answerBytes(image, DEER);

        DetectLabelsResponse response = client.detectLabels(r -> r.image(i -> i.bytes(SdkBytes.fromByteArray(image))));

        assertThat(names(response)).hasSize(3);
        DetectLabelsCall call = server.calls().get(0);
        assertThat(call.isBytes()).isTrue();
        assertThat(call.imageBytes()).isEqualTo(5);
        assertThat(call.name()).isEqualTo(DetectLabelsCall.sha256(image));
        assertThat(call.imageFormat()).contains("jpeg");
    }

    @Test
    void aLargeImageArrivesWholeAndATooLargeOneIsRefused() {
        byte[] largest = new byte[5_242_880];
        server.answerBytes(largest, DEER);
        server.checkingFormat();

        assertThatThrownBy(() -> client.detectLabels(r -> r.image(i -> i.bytes(SdkBytes.fromByteArray(largest)))))
                .isInstanceOf(InvalidImageFormatException.class);
        assertThatThrownBy(() ->
                        client.detectLabels(r -> r.image(i -> i.bytes(SdkBytes.fromByteArray(new byte[5_242_881])))))
                .isInstanceOf(ImageTooLargeException.class);
        assertThat(server.calls()).extracting(DetectLabelsCall::imageBytes).containsExactly(5_242_880, 5_242_881);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b+c%20/..//é.jpg", "new\nline\t\u0001\u202e.jpg", "\ud83e\udd8c \uffff \"<&>.jpg", "-x@"})
    void anOddKeyArrivesExactly(String key) {
        server.answerOthers(DEER);

        detect(key);

        assertThat(server.keys()).containsExactly(key);
        assertThat(server.calls().get(0).bucket()).isEqualTo("photos");
        assertThat(server.calls().get(0).maxLabels()).hasValue(1000);
        assertThat(server.calls().get(0).minConfidence()).hasValue(0);
    }

    @Test
    void anUnknownImageAndBadLimitsAreRefused() {
        assertThatThrownBy(() -> detect("missing.jpg"))
                .isInstanceOf(InvalidS3ObjectException.class)
                .hasMessageContaining("Unable to get object metadata");
        server.answerOthers(DEER);
        assertThatThrownBy(() -> detect("a.jpg", 1001, 50)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> detect("a.jpg", 10, 100.5f)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void onlyObjectsOfTheStoreAreSeen() {
        try (FakeS3 s3 = FakeS3.start()) {
            s3.createBucket("photos").put("photos", "a.jpg", "x");
            server.seeing(s3).answerOthers(DEER);

            assertThat(names(detect("a.jpg"))).isNotEmpty();
            s3.delete("photos", "a.jpg");
            assertThatThrownBy(() -> detect("a.jpg")).isInstanceOf(InvalidS3ObjectException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, 400",
        "ImageTooLargeException, 400",
        "InternalServerError, 500",
        "InvalidImageFormatException, 400",
        "InvalidParameterException, 400",
        "InvalidS3ObjectException, 400",
        "ProvisionedThroughputExceededException, 400",
        "ThrottlingException, 400"
    })
    void everyErrorOfTheServiceBecomesItsException(String code, int status) {
        server.inject(RekognitionServer.error(code), When.always());

        Throwable thrown = catchThrowable(() -> detect("a.jpg"));

        String exception = code.endsWith("Exception") ? code : code + "Exception";
        assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(((AwsServiceException) thrown).statusCode()).isEqualTo(status);
        assertThat(((AwsServiceException) thrown).awsErrorDetails().errorCode()).isEqualTo(code);
    }

    @Test
    void errorsOutsideTheModelKeepTheirCode() {
        server.inject(RekognitionServer.error("ExpiredTokenException"), When.key("a.jpg"))
                .inject(RekognitionServer.error("ServiceUnavailableException"), When.key("b.jpg"));

        assertThatThrownBy(() -> detect("a.jpg"))
                .isInstanceOfSatisfying(
                        RekognitionException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException"));
        assertThatThrownBy(() -> detect("b.jpg"))
                .isInstanceOfSatisfying(
                        RekognitionException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(503));
    }

    @Test
    void aForeignAccessKeyIdIsNotRecognized() {
        server.answerOthers(DEER).requiringAccessKeyId("SOMEBODYELSE");

        assertThatThrownBy(() -> detect("a.jpg"))
                .isInstanceOfSatisfying(
                        RekognitionException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        server.requiringAccessKeyId(TestAws.ACCESS_KEY_ID);
        assertThat(names(detect("a.jpg"))).hasSize(3);
    }

    @Test
    void aboveTheQuotaCallsAreThrottledUntilItGrows() {
        server.answerOthers(DEER).quota(0.001, 3);

        for (int i = 0; i < 3; i++) {
            detect("a.jpg");
        }
        assertThatThrownBy(() -> detect("a.jpg")).isInstanceOf(ProvisionedThroughputExceededException.class);
        server.throttlingWith(RekognitionServer.error("ThrottlingException"));
        assertThatThrownBy(() -> detect("a.jpg")).isInstanceOf(ThrottlingException.class);
        server.unlimited();
        detect("a.jpg");

        assertThat(server.requests()).isEqualTo(6);
        assertThat(server.throttled()).isEqualTo(2);
        assertThat(server.served()).isEqualTo(4);
    }

    @Test
    void theQuotaFillsAgainAtItsRate() {
        AtomicLong nanos = new AtomicLong();
        Quota quota = new Quota(nanos::get);
        quota.set(50, 2);

        assertThat(List.of(quota.take(), quota.take(), quota.take())).containsExactly(true, true, false);
        nanos.addAndGet(19_999_999);
        assertThat(quota.take()).isFalse();
        nanos.addAndGet(1);
        assertThat(List.of(quota.take(), quota.take())).containsExactly(true, false);
        nanos.addAndGet(1_000_000_000);
        assertThat(List.of(quota.take(), quota.take(), quota.take())).containsExactly(true, true, false);
    }

    @Test
    void connectionsThatBreakAndAnswersThatAreCutAreClientExceptions() {
        server.answerOthers(DEER)
                .inject(Fault.reset(), When.key("reset.jpg"))
                .inject(Fault.resetMidway(), When.key("midway.jpg"))
                .inject(Fault.cutBody(), When.key("json.jpg"))
                .inject(Fault.cutConnection(), When.key("short.jpg"));

        for (String key : List.of("reset.jpg", "midway.jpg", "json.jpg", "short.jpg")) {
            assertThatThrownBy(() -> detect(key)).as(key).isInstanceOf(SdkClientException.class);
        }
        assertThat(names(detect("whole.jpg"))).hasSize(3);
        assertThat(server.requests()).isEqualTo(5);
    }

    @Test
    void faultsCanBeBoundToTheNumberOfACall() {
        server.answerOthers(DEER)
                .inject(
                        RekognitionServer.error("InternalServerError"),
                        When.key("a.jpg").first(2))
                .inject(Fault.reset(), When.always().nth(5));

        assertThatThrownBy(() -> detect("a.jpg")).isInstanceOf(AwsServiceException.class);
        detect("b.jpg");
        assertThatThrownBy(() -> detect("a.jpg")).isInstanceOf(AwsServiceException.class);
        detect("a.jpg");
        assertThatThrownBy(() -> detect("b.jpg")).isInstanceOf(SdkClientException.class);
        detect("b.jpg");
        assertThat(server.calls("a.jpg")).hasSize(3);
    }

    @Test
    void faultsByChanceHitTheSameKeysInAnyOrder() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            keys.add("deer/" + i + ".jpg");
        }
        List<String> first = struck(keys, 42);
        List<String> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);

        assertThat(struck(reversed, 42)).containsExactlyInAnyOrderElementsOf(first);
        assertThat(struck(keys, 43)).isNotEqualTo(first);
        assertThat(first.size() / 2000.0).isCloseTo(0.1, within(0.03));
    }

    private static List<String> struck(List<String> keys, long seed) {
        When.Counter counter = When.probability(0.1, seed).counter();
        return keys.stream()
                .filter(key -> counter.meets(new When.Subject("DetectLabels", "photos", List.of(key))))
                .toList();
    }

    @Test
    void anAnswerThatIsHeldComesWhenItIsReleased() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        server.answerOthers(DEER).inject(Fault.holdUntil(gate), When.key("held.jpg"));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<DetectLabelsResponse> held = pool.submit(() -> detect("held.jpg"));
            server.awaitRequests(1);
            detect("other.jpg");
            assertThat(held.isDone()).isFalse();
            assertThat(server.inFlight()).isEqualTo(1);

            gate.complete(null);

            assertThat(names(held.get(10, TimeUnit.SECONDS))).hasSize(3);
            assertThat(server.inFlight()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anAnswerThatNeverComesEndsWithTheServer() throws Exception {
        server.inject(Fault.hang(), When.always());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<DetectLabelsResponse> hanging = pool.submit(() -> detect("a.jpg"));
            server.awaitRequests(1);
            server.close();

            assertThatThrownBy(() -> hanging.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SdkClientException.class);
            assertThat(server.inFlight()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anAnswerIsLateByItsLatencyWithinTheJitter() {
        server.answerOthers(DEER).latency(Duration.ofMillis(60), Duration.ofMillis(20));

        for (int i = 0; i < 5; i++) {
            long started = System.nanoTime();
            detect(i + ".jpg");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        }
    }

    @Test
    void hundredsCanBeInFlight() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        server.answerOthers(DEER).inject(Fault.holdUntil(gate), When.always());
        server.atRequest(250, () -> gate.complete(null));
        ExecutorService pool = Executors.newFixedThreadPool(250);
        try {
            List<Callable<DetectLabelsResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                String key = i + ".jpg";
                calls.add(() -> detect(key));
            }
            for (Future<DetectLabelsResponse> answer : pool.invokeAll(calls)) {
                assertThat(names(answer.get())).hasSize(3);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.maxInFlight()).isEqualTo(250);
        assertThat(server.keys()).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void anActionRunsBeforeTheRequestThatTriggersItIsAnswered() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        server.answerOthers(DEER).atRequest(2, reached::countDown);

        detect("a.jpg");
        assertThat(reached.getCount()).isEqualTo(1);
        detect("b.jpg");
        assertThat(reached.getCount()).isZero();
        server.awaitRequests(2);
    }

    @Test
    void aMistakeInAnAnswerShowsWhenTheServerIsClosed() {
        RekognitionServer broken = RekognitionServer.start();
        broken.answerOthers(call -> {
            throw new IllegalArgumentException("no such case");
        });
        try (RekognitionClient other = TestAws.rekognition(broken.endpoint())) {
            assertThatThrownBy(() -> other.detectLabels(
                            r -> r.image(i -> i.s3Object(o -> o.bucket("b").name("k")))))
                    .isInstanceOf(RekognitionException.class);
        }
        assertThatThrownBy(broken::close).hasMessageContaining("no such case");
    }
}
