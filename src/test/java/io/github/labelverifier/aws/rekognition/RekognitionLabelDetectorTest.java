package io.github.labelverifier.aws.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.AwsRetries;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.aws.credentials.CheckedCredentials;
import io.github.labelverifier.aws.s3.S3ImageSource;
import io.github.labelverifier.aws.s3.S3ImageSourceContract;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.DetectLabelsCall;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.SampleFiles;
import io.github.labelverifier.testing.StubAnswer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** What is asked of Amazon Rekognition, and what is made of its answers and errors. */
class RekognitionLabelDetectorTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");
    private static final Asked ASKED = new Asked(55, 50);
    private static final String KEY = "deer/1.jpg";

    /** As often as a call is made before it is given up; throttled ones are not repeated here at all. */
    private static final int ATTEMPTS = 4;

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeAws server = FakeAws.start();
    private final RekognitionServer rekognition = server.rekognition();
    private AwsClients clients;
    private LabelDetector detector;

    @BeforeEach
    void open() throws ImageStoreException {
        server.s3().createBucket("photos").put("photos", KEY, "content");
        server.s3().put("photos", "deer/2.jpg", "content 2");
        rekognition.answerOthers(StubLabel.of("Deer", 99));
        clients = AwsClients.forBucket(IsolatedAws.settings(server.endpoint()), Map.of(), "photos");
        detector = clients.detector(DEER, ASKED);
    }

    @AfterEach
    void close() {
        clients.close();
        server.close();
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 7, "etag", Instant.EPOCH);
    }

    private Detection detect() throws DetectionException {
        return detector.detect(image(KEY));
    }

    private DetectionException failure() {
        return failureOf(detector, KEY);
    }

    private static DetectionException failureOf(LabelDetector detector, String key) {
        DetectionException failure = catchThrowableOfType(DetectionException.class, () -> detector.detect(image(key)));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    @Nested
    class Requests {
        @Test
        void nameTheObjectAndTheLimitsAndNoFeature() throws Exception {
            clients.detector(DEER, new Asked(62.5, 17)).detect(image(KEY));

            DetectLabelsCall call = rekognition.calls().get(0);
            assertThat(call.bucket()).isEqualTo("photos");
            assertThat(call.name()).isEqualTo(KEY);
            assertThat(call.minConfidence().orElseThrow()).isEqualTo(62.5);
            assertThat(call.maxLabels()).hasValue(17);
            assertThat(call.features()).isZero();
            assertThat(call.isBytes()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 55, 99.9, 100})
        void keepAConfidenceWithItsDecimals(double confidence) throws Exception {
            clients.detector(DEER, new Asked(confidence, 1)).detect(image(KEY));

            assertThat(rekognition.calls().get(0).minConfidence().orElseThrow()).isCloseTo(confidence, within(1e-5));
        }

        @ParameterizedTest
        @MethodSource("io.github.labelverifier.image.ImageSourceContract#oddNames")
        void carryTheKeyAsItStands(String name) throws Exception {
            server.s3().put("photos", "deer/" + name, "x");

            detector.detect(image("deer/" + name));

            assertThat(rekognition.keys()).containsExactly("deer/" + name);
        }

        @Test
        void carryTheBytesOfAFile(@TempDir Path folder) throws Exception {
            byte[] bytes = {(byte) 0xff, (byte) 0xd8, 0, 1, 2, (byte) 0x80};
            Files.write(folder.resolve("1.jpg"), bytes);
            rekognition.answerBytes(bytes, StubLabel.of("Fox", 98));

            FolderSource source = new FolderSource(new FolderLocation(folder));
            Detection detection =
                    clients.detector(source, ASKED).detect(source.find("1.jpg").orElseThrow());

            assertThat(detection.labels()).extracting(Label::name).containsExactly("Fox");
            DetectLabelsCall call = rekognition.calls().get(0);
            assertThat(call.imageBytes()).isEqualTo(6);
            assertThat(call.bucket()).isEmpty();
            assertThat(call.minConfidence().orElseThrow()).isEqualTo(55);
            assertThat(call.maxLabels()).hasValue(50);
            assertThat(call.features()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"79, 400, too-small, smaller than the 80", "10001, 400, too-large, larger than the 10"})
        void areNotMadeOfAFetchedObjectOfASizeThatIsRefused(int width, int height, String reason, String why) {
            put(Jpegs.of(width, height, "x"));

            expectUnsent(reason, "at " + width + " x " + height + " pixels it is " + why);
        }

        @ParameterizedTest
        @ValueSource(strings = {"card.jpg", "progressive.jpg", "lossless.webp"})
        void areNotMadeOfAFetchedObjectThatEndsBeforeItsPictureDoes(String name) throws Exception {
            byte[] whole = SampleFiles.file(name);
            put(Arrays.copyOf(whole, whole.length * 2 / 3));

            expectUnsent("truncated", "the file ends before its picture does");
        }

        @Test
        void areMadeOfAFetchedObjectThatIsWhole() throws Exception {
            put(SampleFiles.file("card.jpg"));

            assertThat(detectFetched().labels()).hasSize(1);
        }

        private Detection detectFetched() throws Exception {
            ImageSource fetched = clients.sentSource(DEER);
            return clients.detector(fetched, ASKED).detect(fetched.find(KEY).orElseThrow());
        }

        private void put(byte[] content) {
            server.s3().put("photos", KEY, content);
        }

        private void expectUnsent(String reason, String why) {
            assertThatThrownBy(this::detectFetched)
                    .isInstanceOfSatisfying(DetectionException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(Kind.UNCHECKABLE);
                        assertThat(failure.code()).isEqualTo(reason);
                    })
                    .hasMessageStartingWith(KEY + ": " + why);
            assertThat(rekognition.calls()).isEmpty();
        }

        @Test
        void areManyAtATimeOverAsManyConnections() throws Exception {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            rekognition.inject(Fault.holdUntil(gate), When.always());
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Detection>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(threads.submit(() -> detect()));
                }
                rekognition.awaitRequests(4);
                // The listing goes on while all calls wait.
                assertThat(S3ImageSourceContract.keys(clients.source(DEER))).hasSize(2);
                gate.complete(null);
                for (Future<Detection> answer : answers) {
                    assertThat(answer.get().labels()).hasSize(1);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class Answers {
        @Test
        void haveLabelsWithTheirParentsAndAliasesBestFirst() throws Exception {
            rekognition.answer(
                    KEY,
                    StubAnswer.of(
                                    StubLabel.of("Man", 88.25, "Adult", "Male", "Person"),
                                    StubLabel.person(96.1),
                                    StubLabel.of("Deer", 91.5, "Animal", "Mammal", "Wildlife"))
                            .model("3.0"));

            Detection detection = detect();

            assertThat(detection)
                    .isEqualTo(new Detection(
                            List.of(
                                    new Label("Person", 96.1, List.of(), List.of("Human")),
                                    new Label("Deer", 91.5, List.of("Animal", "Mammal", "Wildlife")),
                                    new Label("Man", 88.25, List.of("Adult", "Male", "Person"))),
                            "3.0",
                            ASKED));
        }

        @ParameterizedTest
        @ValueSource(doubles = {96.1, 99.99999, 55.000004, 87.33333, 100, 0.1})
        void haveConfidencesAsTheDecimalsThatWereSent(double confidence) throws Exception {
            rekognition.answer(KEY, StubLabel.of("Deer", confidence));

            Detection detection = clients.detector(DEER, new Asked(0, 50)).detect(image(KEY));

            // The service answers in single precision; its decimal text is what a report shows and a threshold meets.
            assertThat(detection.labels().get(0).confidence())
                    .isEqualTo(Double.parseDouble(Float.toString((float) confidence)));
        }

        @Test
        void haveTheNumberAndTheLargestAreaOfTheBoxesOfALabel() throws Exception {
            rekognition.answer(KEY, StubLabel.of("Deer", 99).boxes(0.25, 0.5, 0.125), StubLabel.of("Animal", 98));

            List<Label> labels = detect().labels();

            assertThat(labels.get(0).instances()).contains(new Instances(3, 0.25));
            assertThat(labels.get(1).instances()).isEmpty();
        }

        @Test
        void areNoWorseForABoxThatIsNone() throws Exception {
            rekognition.inject(
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99,\"Instances\":[{},{\"BoundingBox\":{}},"
                            + "{\"BoundingBox\":{\"Width\":2,\"Height\":3}},{\"BoundingBox\":{\"Width\":-1,"
                            + "\"Height\":1}}]},{\"Name\":\"Fox\",\"Confidence\":97,\"Instances\":[{}]}]}"),
                    When.always());

            List<Label> labels = detect().labels();

            assertThat(labels.get(0).instances()).contains(new Instances(3, 1));
            assertThat(labels.get(1).instances()).isEmpty();
        }

        @Test
        void mayHaveNoLabelAtAll() throws Exception {
            rekognition.answer(KEY, StubLabel.of("Blur", 12));

            assertThat(detect().labels()).isEmpty();
        }

        @Test
        void tellWhetherThereMayBeMoreLabelsThanWereAskedFor() throws Exception {
            rekognition.answer(KEY, StubLabel.of("A", 99), StubLabel.of("B", 98), StubLabel.of("C", 97));

            assertThat(clients.detector(DEER, new Asked(55, 2))
                            .detect(image(KEY))
                            .isCut())
                    .isTrue();
            assertThat(clients.detector(DEER, new Asked(55, 4))
                            .detect(image(KEY))
                            .isCut())
                    .isFalse();
        }

        @Test
        void ofAnOlderModelSaySo() throws Exception {
            rekognition.answer(KEY, StubAnswer.of(StubLabel.of("Human", 99)).model("2.0"));

            assertThat(detect().model()).isEqualTo("2.0");
        }

        @Test
        void mayNameNoModelAndParentsAndAliasesWithoutAName() throws Exception {
            rekognition.inject(
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99},{\"Name\":\"Fox\",\"Confidence\":97,"
                            + "\"Parents\":[{},{\"Name\":\"Animal\"}],\"Aliases\":[{},{\"Name\":\"Reynard\"}]}]}"),
                    When.always());

            assertThat(detect())
                    .isEqualTo(new Detection(
                            List.of(
                                    new Label("Deer", 99, List.of()),
                                    new Label("Fox", 97, List.of("Animal"), List.of("Reynard"))),
                            "",
                            ASKED));
        }

        @Test
        void withAnEmptyListOfLabelsAreAnswers() throws Exception {
            rekognition.inject(json("{\"Labels\":[],\"LabelModelVersion\":\"3.0\"}"), When.always());

            assertThat(detect().labels()).isEmpty();
        }

        static List<Fault> silent() {
            return List.of(
                    json("{}"),
                    json(""),
                    json("{\"Labels\":null}"),
                    json("{\"Labels\":[null]}"),
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99,\"Parents\":[null]}]}"),
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99,\"Aliases\":[null]}]}"),
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99,\"Instances\":[null]}]}"),
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":99},{\"Confidence\":98}]}"),
                    json("{\"Labels\":[{\"Name\":\" \",\"Confidence\":98}]}"),
                    json("{\"Labels\":[{\"Name\":\"Deer\"}]}"),
                    Fault.htmlPage(),
                    Fault.emptyBody());
        }

        @ParameterizedTest
        @MethodSource("silent")
        void thatSayNothingAreAskedForAgainAndNeverReadAsNoLabels(Fault silent) throws Exception {
            rekognition.inject(silent, When.always().first(1));

            assertThat(detect().labels()).hasSize(1);
            assertThat(rekognition.requests()).isEqualTo(2);
        }

        @Test
        void thatGoOnSayingNothingFailTheImage() {
            rekognition.inject(json("{}"), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(rekognition.requests()).isEqualTo(ATTEMPTS);
            assertThat(failure.code()).isEqualTo("BrokenAnswer");
            assertThat(failure).hasMessage(KEY + ": what came is no answer of the service: it has no labels");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e308", "-1", "100.5", "\"NaN\""})
        void thatNoReportCouldHoldFailTheImageAndAreNotPaidForAgain(String confidence) {
            rekognition.inject(
                    json("{\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":" + confidence + "}]}"), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("BrokenAnswer");
            assertThat(failure).hasMessageContaining("the answer cannot be used: a label has the confidence");
            assertThat(rekognition.requests()).isEqualTo(1);
        }
    }

    private static Fault json(String body) {
        return Fault.foreign("application/x-amz-json-1.1", body);
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ImageTooLargeException | too-large | larger than Rekognition takes",
                    "InvalidImageFormatException | not-jpeg-or-png | its content is no JPEG or PNG",
                    "InvalidParameterException | invalid | perhaps below 80 or above 10,000 pixels a side"
                })
        void ofTheImageItselfMeanThatItCanNeverBeChecked(String error, String code, String what) {
            rekognition.inject(RekognitionServer.error(error), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.UNCHECKABLE);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.getMessage()).startsWith(KEY + ": " + what);
            assertThat(rekognition.requests()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException"})
        void ofTooManyCallsAreHandedOnAtOnceAndNotRepeatedHere(String code) throws Exception {
            rekognition.inject(RekognitionServer.error(code), When.always().first(1));

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(rekognition.requests()).isEqualTo(1);
            assertThat(detect().labels()).hasSize(1);
            assertThat(rekognition.requests()).isEqualTo(2);
        }

        @Test
        void ofTooManyCallsAreKnownByTheirStatusToo() {
            rekognition.inject(Fault.error(429, "SomethingNew", "Slow down"), When.always());

            assertThat(failure().kind()).isEqualTo(Kind.THROTTLED);
            assertThat(rekognition.requests()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException"
                })
        void ofCredentialsThatAreWrongEndTheRun(String code) {
            rekognition.inject(RekognitionServer.error(code), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FATAL);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure)
                    .hasMessage("the credentials are not accepted: check --profile, AWS_PROFILE and AWS_ACCESS_KEY_ID");
        }

        @Test
        void ofCredentialsThatExpireEndTheRunAlsoInItsMiddle() throws Exception {
            detect();
            rekognition.inject(RekognitionServer.error("ExpiredTokenException"), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FATAL);
            assertThat(failure)
                    .hasMessage("the credentials have expired: renew them (aws sso login, or a new session token)");
            assertThat(rekognition.requests()).isEqualTo(2);
        }

        @Test
        void ofPermissionEndTheRunBeforeTheFirstAnswer() {
            rekognition.inject(RekognitionServer.error("AccessDeniedException"), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure.code()).isEqualTo("AccessDeniedException");
            assertThat(failure.getMessage())
                    .startsWith("no permission to call DetectLabels (rekognition:DetectLabels): User: arn:aws:iam");
            assertThat(rekognition.requests()).isEqualTo(1);
        }

        @Test
        void ofPermissionNameTheOneThatTheServiceMisses() {
            rekognition.inject(
                    Fault.error(
                            400,
                            "AccessDeniedException",
                            "User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on resource: k"),
                    When.always());

            assertThat(failure()).hasMessageStartingWith("no permission to call DetectLabels (kms:Decrypt): User: ");
        }

        @Test
        void ofPermissionConcernTheImageAloneAfterAnAnswer() throws Exception {
            detector.detect(image("deer/2.jpg"));
            rekognition.inject(RekognitionServer.error("AccessDeniedException"), When.key(KEY));

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("AccessDeniedException");
            assertThat(failure.getMessage()).startsWith(KEY + ": User: arn:aws:iam");
        }

        @Test
        void ofAnImageBeforeTheFirstAnswerAreNotTakenForAnAnswer() {
            rekognition.inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/2.jpg"));
            rekognition.inject(RekognitionServer.error("AccessDeniedException"), When.key(KEY));
            failureOf(detector, "deer/2.jpg");

            assertThat(failure().kind()).isEqualTo(Kind.DENIED);
        }

        @Test
        void nobodyKnowsConcernTheImageAlone() {
            rekognition.inject(Fault.error(400, "SomethingNewException", "What is this?"), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("SomethingNewException");
            assertThat(failure).hasMessage(KEY + ": What is this?");
            assertThat(rekognition.requests()).isEqualTo(1);
        }

        @Test
        void thatNobodyHasThoughtOfConcernTheImageAloneToo() {
            RekognitionClient client = mock(RekognitionClient.class);
            when(client.detectLabels(any(DetectLabelsRequest.class))).thenThrow(new IllegalStateException("odd key"));

            DetectionException failure =
                    failureOf(RekognitionLabelDetector.ofObjects(client, mock(S3Client.class), "photos", ASKED), KEY);

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("ClientError");
            assertThat(failure)
                    .hasMessage(KEY + ": the call failed in an unexpected way (IllegalStateException: odd key)");
        }

        @Test
        void ofBearableLengthReachPeople() {
            rekognition.inject(Fault.error(400, "LongException", "x".repeat(5_000)), When.always());

            assertThat(failure().getMessage()).hasSizeLessThan(400);
        }
    }

    @Nested
    class ObjectsThatRekognitionCannotRead {
        private DetectionException failureOfObject(String key) {
            DetectionException failure = failureOf(detector, key);
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("InvalidS3ObjectException");
            return failure;
        }

        @Test
        void becauseTheyAreGone() {
            assertThat(failureOfObject("deer/3.jpg")).hasMessage("deer/3.jpg: it is not there (any more)");
        }

        @Test
        void becauseNobodyMayReadThem() {
            rekognition.inject(RekognitionServer.error("InvalidS3ObjectException"), When.always());
            server.s3().inject(FakeS3.error("AccessDenied"), When.key(KEY));

            assertThat(failureOfObject(KEY)).hasMessage(KEY + ": access denied: it needs s3:GetObject");
        }

        @Test
        void althoughTheyAreThere() {
            rekognition.inject(RekognitionServer.error("InvalidS3ObjectException"), When.always());

            assertThat(failureOfObject(KEY))
                    .hasMessage(KEY + ": it is there: Rekognition needs s3:GetObject on it, in the bucket's own"
                            + " region; or send it from here by --send bytes");
        }

        @Test
        void becauseTheyAreEncryptedWithAKeyThatIsOutOfReach() {
            rekognition.inject(RekognitionServer.error("InvalidS3ObjectException"), When.always());
            server.s3().telling(KEY, "x-amz-server-side-encryption", "aws:kms");

            assertThat(failureOfObject(KEY))
                    .hasMessage(KEY + ": it is there, encrypted by KMS: Rekognition needs kms:Decrypt on its key, and"
                            + " s3:GetObject");
        }

        @Test
        void becauseTheyHaveSunkIntoAnArchiveForWhichNoCallIsMade() {
            server.s3().telling(KEY, "x-amz-archive-status", "DEEP_ARCHIVE_ACCESS");
            ImageEntry image = new ImageEntry(
                    KEY,
                    1,
                    "e",
                    java.time.Instant.EPOCH,
                    java.util.Optional.of("INTELLIGENT_TIERING"),
                    java.util.Optional.empty());

            DetectionException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    DetectionException.class, () -> detector.detect(image));

            assertThat(failure.kind()).isEqualTo(Kind.UNCHECKABLE);
            assertThat(failure.code()).isEqualTo("archived");
            assertThat(rekognition.requests()).isZero();
        }

        @Test
        void whileS3DoesNotAnswerEither() {
            rekognition.inject(RekognitionServer.error("InvalidS3ObjectException"), When.always());
            server.s3().inject(Fault.reset(), When.operation("HeadObject"));

            assertThat(failureOfObject(KEY).getMessage()).startsWith(KEY + ": ");
        }
    }

    @Nested
    class FilesThatCannotBeRead {
        @Test
        void failAloneAndAreNotPaidFor(@TempDir Path folder) {
            LabelDetector files = clients.detector(new FolderSource(new FolderLocation(folder)), ASKED);

            DetectionException failure = failureOf(files, "gone.jpg");

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure.code()).isEqualTo("Unreadable");
            assertThat(failure).hasMessageContaining("gone.jpg");
            assertThat(rekognition.requests()).isZero();
        }

        @Test
        void orAreNotWhatWasListedAreNotSent(@TempDir Path folder) throws Exception {
            Files.writeString(folder.resolve("gone.jpg"), "another picture");
            LabelDetector files = clients.detector(new FolderSource(new FolderLocation(folder)), ASKED);

            DetectionException failure = failureOf(files, "gone.jpg");

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure.code()).isEqualTo("changed");
            assertThat(failure).hasMessage("gone.jpg: it was changed after it was listed: check it again");
            assertThat(rekognition.requests()).isZero();
        }

        @Test
        void orAreNoImageAreUncheckable(@TempDir Path folder) throws Exception {
            Files.writeString(folder.resolve("1.jpg"), "no image at all");
            rekognition.checkingFormat();
            FolderSource source = new FolderSource(new FolderLocation(folder));
            ImageEntry listed = source.find("1.jpg").orElseThrow();
            LabelDetector files = clients.detector(source, ASKED);

            assertThatThrownBy(() -> files.detect(listed))
                    .isInstanceOfSatisfying(
                            DetectionException.class,
                            failure -> assertThat(failure.code()).isEqualTo("not-jpeg-or-png"));
        }
    }

    @Nested
    class Trouble {
        static List<Fault> passing() {
            return List.of(
                    RekognitionServer.error("InternalServerError"),
                    RekognitionServer.error("ServiceUnavailableException"),
                    Fault.error(502, "BadGateway", "no gateway"),
                    Fault.reset(),
                    Fault.resetMidway(),
                    Fault.cutConnection(),
                    Fault.cutAfterHead(),
                    Fault.cutBody());
        }

        @ParameterizedTest
        @MethodSource("passing")
        void thatPassesIsNotSeenAtAll(Fault fault) throws Exception {
            rekognition.inject(fault, When.always().first(2));

            assertThat(detect().labels()).hasSize(1);
            assertThat(rekognition.requests()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"InternalServerError", "ServiceUnavailableException"})
        void ofTheServiceThatStaysFailsTheImage(String code) {
            rekognition.inject(RekognitionServer.error(code), When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(rekognition.requests()).isEqualTo(ATTEMPTS);
        }

        static List<Fault> brokenAnswers() {
            return List.of(
                    Fault.reset(), Fault.resetMidway(), Fault.cutBody(), Fault.cutConnection(), Fault.cutAfterHead());
        }

        @ParameterizedTest
        @MethodSource("brokenAnswers")
        void onTheWayThatStaysFailsTheImage(Fault fault) {
            rekognition.inject(fault, When.always());

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("ClientError");
            assertThat(failure.getMessage()).startsWith(KEY + ": ").hasSizeLessThan(400);
            assertThat(rekognition.requests()).isEqualTo(ATTEMPTS);
        }

        @Test
        void ofThrottlingAfterAFaultIsStillNotRepeated() {
            rekognition.inject(
                    RekognitionServer.error("InternalServerError"),
                    When.always().first(1));
            rekognition.inject(
                    RekognitionServer.error("ThrottlingException"),
                    When.always().from(2));

            assertThat(failure().kind()).isEqualTo(Kind.THROTTLED);
            assertThat(rekognition.requests()).isEqualTo(2);
        }

        private AwsClients impatient() throws ImageStoreException {
            return AwsClients.forBucket(
                    new AwsSettings(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(server.endpoint()),
                            false,
                            Duration.ofMillis(300),
                            4),
                    Map.of(),
                    "photos");
        }

        @Test
        void ofAnAnswerThatDoesNotComeIsRepeated() throws Exception {
            rekognition.inject(Fault.hang(), When.always().first(1));

            try (AwsClients hasty = impatient()) {
                assertThat(hasty.detector(DEER, ASKED).detect(image(KEY)).labels())
                        .hasSize(1);
            }

            assertThat(rekognition.requests()).isEqualTo(2);
        }

        @Test
        void ofAnswersThatNeverComeFailsTheImage() throws Exception {
            rekognition.inject(Fault.hang(), When.always());

            try (AwsClients hasty = impatient()) {
                DetectionException failure = failureOf(hasty.detector(DEER, ASKED), KEY);

                assertThat(failure.kind()).isEqualTo(Kind.FAILED);
                assertThat(failure.code()).isEqualTo("Timeout");
                assertThat(failure.getMessage()).startsWith(KEY + ": no answer in time");
            }

            assertThat(rekognition.requests()).isEqualTo(ATTEMPTS);
        }

        @Test
        void ofNobodyBeingThereEndsTheRunBeforeTheFirstAnswer() {
            server.close();

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FATAL);
            assertThat(failure.code()).isEqualTo("ConnectionFailed");
            assertThat(failure.getMessage())
                    .startsWith("Amazon Rekognition cannot be reached: ")
                    .contains("refused");
        }

        @Test
        void ofNobodyBeingThereAnyMoreFailsTheImage() throws Exception {
            detect();
            server.close();

            DetectionException failure = failure();

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("ConnectionFailed");
        }
    }

    @Nested
    class CredentialsThatAreLost {
        private final AtomicInteger asked = new AtomicInteger();

        /** Like a single sign-on whose session ends after some calls. */
        private AwsCredentialsProvider lostAfter(int calls) {
            return () -> {
                if (asked.incrementAndGet() > calls) {
                    throw SdkClientException.create("The SSO session has expired");
                }
                return TestAws.credentials().resolveCredentials();
            };
        }

        private RekognitionClient client(AwsCredentialsProvider credentials) {
            return RekognitionClient.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(new CheckedCredentials(credentials))
                    .httpClientBuilder(Apache5HttpClient.builder())
                    .overrideConfiguration(o -> o.retryStrategy(AwsRetries.rekognition()))
                    .build();
        }

        @Test
        void endTheRunWithoutARepetition() throws Exception {
            try (RekognitionClient client = client(lostAfter(1))) {
                LabelDetector lost = RekognitionLabelDetector.ofObjects(client, mock(S3Client.class), "photos", ASKED);
                lost.detect(image(KEY));

                DetectionException failure = failureOf(lost, KEY);

                assertThat(failure.kind()).isEqualTo(Kind.FATAL);
                assertThat(failure)
                        .hasMessage("the AWS credentials cannot be loaded: The SSO session has expired; run `aws"
                                + " configure` or `aws sso login`, or set AWS_PROFILE");
            }
            assertThat(asked).hasValue(2);
            assertThat(rekognition.requests()).isEqualTo(1);
        }

        @Test
        void areLostForS3AsWell() {
            try (S3Client client = S3Client.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .forcePathStyle(true)
                    .credentialsProvider(new CheckedCredentials(lostAfter(0)))
                    .httpClientBuilder(Apache5HttpClient.builder())
                    .overrideConfiguration(o -> o.retryStrategy(AwsRetries.s3()))
                    .build()) {
                ImageStoreException failure = catchThrowableOfType(
                        ImageStoreException.class,
                        () -> new S3ImageSource(client, DEER).list().next());

                assertThat(failure.kind()).isEqualTo(ImageStoreException.Kind.CREDENTIALS);
                assertThat(failure.getMessage())
                        .startsWith("cannot list s3://photos/deer/: the AWS credentials cannot be loaded: The SSO");
            }
            assertThat(asked).hasValue(1);
        }
    }
}
