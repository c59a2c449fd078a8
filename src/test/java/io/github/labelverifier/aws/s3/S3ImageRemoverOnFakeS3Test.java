package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.S3Exchange;
import io.github.labelverifier.testing.StubVersion;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** A removal in a store that can be told what goes wrong, and that says what it was asked. */
class S3ImageRemoverOnFakeS3Test extends S3ImageRemoverContract {
    private static final String KEY = "deer/1.jpg";

    private final FakeS3 s3 = FakeS3.start().createBucket(BUCKET);
    private final S3Client persistent = new CheckedS3Client(S3Client.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(TestAws.credentials())
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder())
            .overrideConfiguration(o -> o.retryStrategy(StandardRetryStrategy.builder()
                    .maxAttempts(3)
                    .backoffStrategy(BackoffStrategy.retryImmediately())
                    .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                    .build()))
            .build());

    @AfterEach
    void stop() {
        persistent.close();
        s3.close();
    }

    @Override
    void put(String key, String content) {
        s3.put(BUCKET, key, content);
    }

    @Override
    void remove(String key) {
        s3.delete(BUCKET, key);
    }

    @Override
    List<String> keys() {
        return s3.keys(BUCKET);
    }

    @Override
    URI endpoint() {
        return s3.endpoint();
    }

    @Override
    boolean canHold(String key) {
        return true;
    }

    /** A remover that repeats its looks, as that of the program does. */
    private ImageRemover persistentRemover() {
        return new S3ImageRemover(client(), persistent, DEER, () -> false, new Concurrently(16), Backoff.NONE);
    }

    private List<ImageEntry> putThree() throws Exception {
        put(KEY, "one");
        put("deer/2.jpg", "two");
        put("deer/3.jpg", "three");
        return listed(DEER);
    }

    /** Those on objects: how the bucket keeps versions is asked for once, however many there are. */
    private List<String> operations() {
        return s3.exchanges().stream()
                .map(S3Exchange::operation)
                .filter(operation -> !operation.startsWith("List") && !operation.equals("GetBucketVersioning"))
                .toList();
    }

    @Nested
    class Conditions {
        @Test
        void goWithTheBatchAndCostNoRequestMore() throws Exception {
            List<ImageEntry> entries = putThree();

            delete(remover(false), entries);

            assertThat(operations()).containsExactly("DeleteObjects");
        }

        @Test
        void goWithAnObjectThatCannotBeInABatch() throws Exception {
            put("deer/bell\u0007.jpg", "bell");
            put("deer/return\r.jpg", "return");
            put(KEY, "one");
            List<ImageEntry> entries = listed(DEER);

            assertThat(results(delete(remover(false), entries))).containsOnly(Result.DELETED);

            assertThat(operations()).containsExactlyInAnyOrder("DeleteObjects", "DeleteObject", "DeleteObject");
            assertThat(s3.exchanges("DeleteObject"))
                    .allSatisfy(
                            exchange -> assertThat(exchange.header("If-Match")).isPresent());
            assertThat(s3.exchanges("DeleteObjects"))
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.keys()).containsExactly(KEY));
        }

        @Test
        void thatTheStoreWouldPassOverAreCheckedByALookAtEveryObject() throws Exception {
            List<ImageEntry> entries = putThree();
            put("deer/2.jpg", "changed");
            s3.ignoringConditions();

            assertThat(results(delete(remover(true), entries)))
                    .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED);

            assertThat(keys()).containsExactly("deer/2.jpg");
            assertThat(s3.exchanges("DeleteObjects"))
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.keys()).containsExactly(KEY, "deer/3.jpg"));
        }

        @Test
        void areSentAllTheSameAfterALook() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.at("DeleteObjects", 1, () -> put("deer/2.jpg", "changed between look and deletion"));

            assertThat(results(delete(remover(true), entries)))
                    .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED);
            assertThat(keys()).containsExactly("deer/2.jpg");
        }

        @Test
        void thatCannotBeCheckedByALookKeepTheObject() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(FakeS3.error("AccessDenied"), When.key("deer/2.jpg"));

            List<RemovalOutcome> outcomes = delete(remover(true), entries);

            assertThat(results(outcomes)).containsExactly(Result.DELETED, Result.FAILED, Result.DELETED);
            assertThat(outcomes.get(1).message())
                    .contains("it could not be compared before deleting: access denied: it needs s3:GetObject");
            assertThat(outcomes.get(1).refusal()).isTrue();
            assertThat(keys()).containsExactly("deer/2.jpg");
        }

        @ParameterizedTest
        @EnumSource(FakeS3.Absent.class)
        void onAnObjectThatIsGoneAreAnsweredInSeveralWaysAndMeanTheSame(FakeS3.Absent behaviour) throws Exception {
            List<ImageEntry> entries = putThree();
            remove("deer/2.jpg");
            s3.absent(behaviour);

            List<Result> results = results(delete(remover(false), entries));

            assertThat(results.get(1)).isEqualTo(behaviour == FakeS3.Absent.DELETED ? Result.DELETED : Result.ABSENT);
            assertThat(keys()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(FakeS3.Absent.class)
        void onASingleObjectThatIsGoneAreAnsweredInSeveralWaysAndMeanTheSame(FakeS3.Absent behaviour) throws Exception {
            put("deer/bell\u0007.jpg", "bell");
            List<ImageEntry> entries = listed(DEER);
            remove("deer/bell\u0007.jpg");
            s3.absent(behaviour);

            assertThat(results(delete(remover(false), entries)))
                    .containsExactly(behaviour == FakeS3.Absent.DELETED ? Result.DELETED : Result.ABSENT);
        }
    }

    @Nested
    class StoresThatDoNotTakeTheBatch {
        @ParameterizedTest
        @ValueSource(strings = {"MalformedXML", "NotImplemented", "MethodNotAllowed", "MissingContentMD5"})
        void getTheObjectsOneByOneUnderTheSameCondition(String code) throws Exception {
            List<ImageEntry> entries = putThree();
            put("deer/2.jpg", "changed");
            s3.inject(FakeS3.error(code), When.operation("DeleteObjects"));

            assertThat(results(delete(remover(false), entries)))
                    .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED);

            assertThat(keys()).containsExactly("deer/2.jpg");
            assertThat(s3.exchanges("DeleteObject"))
                    .hasSize(3)
                    .allSatisfy(
                            exchange -> assertThat(exchange.header("If-Match")).isPresent());
        }

        @Test
        void norTheConditionLeaveTheObjectsWhereTheyAre() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(FakeS3.error("NotImplemented"), When.operation("DeleteObjects"));
            s3.inject(FakeS3.error("NotImplemented"), When.operation("DeleteObject"));

            List<RemovalOutcome> outcomes = delete(remover(true), entries);

            assertThat(results(outcomes)).containsOnly(Result.FAILED);
            assertThat(outcomes.get(0).message())
                    .contains("NotImplemented: A header you provided implies functionality that is not implemented");
            assertThat(keys()).hasSize(3);
        }
    }

    @Nested
    class Refusals {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "AccessDenied | AccessDenied: access denied: it needs s3:DeleteObject",
                    "NoSuchBucket | NoSuchBucket: The specified bucket does not exist",
                    "ExpiredToken | ExpiredToken: the credentials have expired: renew them (aws sso login, or a new session"
                            + " token)"
                })
        void ofABatchLeaveAllObjectsAndAreNotRepeated(String code, String message) throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(FakeS3.error(code), When.operation("DeleteObjects"));

            List<RemovalOutcome> outcomes = delete(persistentRemover(), entries);

            assertThat(outcomes)
                    .extracting(RemovalOutcome::result, RemovalOutcome::message)
                    .containsOnly(org.assertj.core.api.Assertions.tuple(Result.FAILED, Optional.of(message)));
            assertThat(operations()).containsExactly("DeleteObjects");
            assertThat(keys()).hasSize(3);
        }

        @Test
        void ofOneObjectLeaveThatOneAndNeedNoLook() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("deer/2.jpg"));

            List<RemovalOutcome> outcomes = delete(remover(false), entries);

            assertThat(results(outcomes)).containsExactly(Result.DELETED, Result.FAILED, Result.DELETED);
            assertThat(outcomes.get(1).message()).contains("AccessDenied: access denied: it needs s3:DeleteObject");
            assertThat(operations()).containsExactly("DeleteObjects");
        }

        @Test
        void byACodeThatNobodyKnowsAreUnderstoodByALook() throws Exception {
            List<ImageEntry> entries = putThree();
            put("deer/2.jpg", "changed");
            remove("deer/3.jpg");
            s3.injectPerKey(FakeS3.error("ConditionOfSomeKindFailed"), When.operation("DeleteObjects"));

            List<RemovalOutcome> outcomes = delete(remover(false), entries);

            assertThat(results(outcomes)).containsExactly(Result.FAILED, Result.CHANGED, Result.ABSENT);
            assertThat(outcomes.get(0).message())
                    .contains("the store did not delete it: ConditionOfSomeKindFailed: ConditionOfSomeKindFailed");
        }

        @Test
        void thatNeitherTheAnswerNorALookExplainsAreFailures() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(FakeS3.error("PreconditionFailed"), When.key("deer/2.jpg"));
            s3.inject(FakeS3.error("AccessDenied"), When.operation("HeadObject"));

            RemovalOutcome outcome = delete(remover(false), entries).get(1);

            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message().orElseThrow()).startsWith("PreconditionFailed: ");
        }

        @Test
        void ofASingleObjectLeaveIt() throws Exception {
            put("deer/bell\u0007.jpg", "bell");
            List<ImageEntry> entries = listed(DEER);
            s3.inject(FakeS3.error("AccessDenied"), When.operation("DeleteObject"));

            RemovalOutcome outcome = delete(remover(false), entries).get(0);

            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message().orElseThrow()).contains("access denied");
            assertThat(keys()).hasSize(1);
        }
    }

    @Nested
    class FailuresThatPass {
        @ParameterizedTest
        @ValueSource(strings = {"InternalError", "SlowDown", "ServiceUnavailable"})
        void ofOneObjectAreMadeGoodWithoutTheOthers(String code) throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(FakeS3.error(code), When.key("deer/2.jpg").first(1));

            assertThat(results(delete(persistentRemover(), entries))).containsOnly(Result.DELETED);

            assertThat(keys()).isEmpty();
            assertThat(s3.exchanges("DeleteObjects"))
                    .extracting(S3Exchange::keys)
                    .containsExactly(List.of(KEY, "deer/2.jpg", "deer/3.jpg"), List.of("deer/2.jpg"));
        }

        @Test
        void ofOneObjectThatHasChangedMeanwhileKeepIt() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(
                    FakeS3.error("InternalError"), When.key("deer/2.jpg").first(1));
            s3.at("DeleteObjects", 2, () -> put("deer/2.jpg", "changed"));

            assertThat(results(delete(persistentRemover(), entries)))
                    .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED);
        }

        @Test
        void ofOneObjectThatStayAreFailures() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(FakeS3.error("SlowDown"), When.key("deer/2.jpg"));

            RemovalOutcome outcome = delete(persistentRemover(), entries).get(1);

            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message())
                    .contains("the store did not delete it: SlowDown: Please reduce your request rate.");
            assertThat(s3.count("DeleteObjects")).isEqualTo(6);
        }

        @ParameterizedTest
        @ValueSource(strings = {"InternalError", "SlowDown", "ServiceUnavailable"})
        void ofABatchAreRepeated(String code) throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(FakeS3.error(code), When.operation("DeleteObjects").first(2));

            assertThat(results(delete(persistentRemover(), entries))).containsOnly(Result.DELETED);
            assertThat(s3.count("DeleteObjects")).isEqualTo(3);
        }

        @Test
        void ofABatchThatStayAreFailuresOfAllThatAreStillThere() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(FakeS3.error("InternalError"), When.operation("DeleteObjects"));

            List<RemovalOutcome> outcomes = delete(persistentRemover(), entries);

            assertThat(results(outcomes)).containsOnly(Result.FAILED);
            assertThat(outcomes.get(0).message())
                    .contains("the store did not delete it: We encountered an internal error. Please try again.");
            assertThat(keys()).hasSize(3);
        }
    }

    @Nested
    class LostAnswers {
        static List<Fault> lost() {
            return List.of(
                    Fault.reset().afterActing(),
                    Fault.resetMidway(),
                    Fault.cutConnection(),
                    Fault.cutBody(),
                    FakeS3.error("InternalError").afterActing());
        }

        @ParameterizedTest
        @MethodSource("lost")
        void ofABatchAreSettledByALook(Fault fault) throws Exception {
            List<ImageEntry> entries = putThree();
            put("deer/2.jpg", "changed");
            s3.inject(fault, When.operation("DeleteObjects"));

            assertThat(results(delete(remover(false), entries)))
                    .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED);
            assertThat(keys()).containsExactly("deer/2.jpg");
        }

        @ParameterizedTest
        @MethodSource("lost")
        void ofASingleObjectAreSettledByALook(Fault fault) throws Exception {
            put("deer/bell\u0007.jpg", "bell");
            List<ImageEntry> entries = listed(DEER);
            s3.inject(fault, When.operation("DeleteObject"));

            assertThat(results(delete(remover(false), entries))).containsExactly(Result.DELETED);
        }

        @Test
        void ofAnAttemptBeforeTheLastAreNotTakenForSomebodyElsesDeed() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(
                    FakeS3.error("SlowDown").afterActing(),
                    When.operation("DeleteObjects").first(1));

            // The second attempt finds nothing to delete any more.
            assertThat(results(delete(persistentRemover(), entries))).containsOnly(Result.DELETED);
            assertThat(s3.count("DeleteObjects")).isEqualTo(2);
        }

        @Test
        void ofAnAttemptBeforeARefusalAreSettledByALook() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(
                    FakeS3.error("SlowDown").afterActing(),
                    When.operation("DeleteObjects").first(1));
            s3.inject(
                    FakeS3.error("AccessDenied"),
                    When.operation("DeleteObjects").from(2));

            assertThat(results(delete(persistentRemover(), entries))).containsOnly(Result.DELETED);
        }

        @Test
        void ofASingleObjectsAttemptBeforeTheLastAreNotTakenForSomebodyElsesDeed() throws Exception {
            put("deer/bell\u0007.jpg", "bell");
            List<ImageEntry> entries = listed(DEER);
            s3.inject(
                    FakeS3.error("SlowDown").afterActing(),
                    When.operation("DeleteObject").first(1));

            assertThat(results(delete(persistentRemover(), entries))).containsExactly(Result.DELETED);
            assertThat(s3.count("DeleteObject")).isEqualTo(2);
        }

        @Test
        void thatNoLookCanSettleAreUnknown() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(Fault.resetMidway(), When.operation("DeleteObjects"));
            s3.inject(FakeS3.error("AccessDenied"), When.operation("HeadObject").andKey("deer/2.jpg"));

            List<RemovalOutcome> outcomes = delete(remover(false), entries);

            assertThat(results(outcomes)).containsExactly(Result.DELETED, Result.UNKNOWN, Result.DELETED);
            assertThat(outcomes.get(1).message().orElseThrow())
                    .endsWith("; then: access denied: it needs s3:GetObject");
        }

        @Test
        void thatLeaveAKeyOutAreSettledByALook() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.injectPerKey(Fault.leftOut(), When.key(KEY));
            s3.injectPerKey(Fault.leftOut().afterActing(), When.key("deer/3.jpg"));

            List<RemovalOutcome> outcomes = delete(remover(false), entries);

            assertThat(results(outcomes)).containsExactly(Result.FAILED, Result.DELETED, Result.DELETED);
            assertThat(outcomes.get(0).message())
                    .contains("the store did not delete it: the store's answer leaves it out");
            assertThat(keys()).containsExactly(KEY);
        }

        @Test
        void ofAStoreThatDiesWithTheBatchAreUnknownForEveryImage() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.inject(Fault.resetMidway(), When.operation("DeleteObjects"));
            s3.inject(Fault.reset(), When.operation("HeadObject"));

            assertThat(results(delete(remover(false), entries))).containsOnly(Result.UNKNOWN);
        }

        @Test
        void cannotBeLostByAStoreThatIsGoneBefore() throws Exception {
            List<ImageEntry> entries = putThree();
            s3.close();
            // With a connection from before, nobody could tell whether the request arrived.
            try (S3Client fresh = new CheckedS3Client(TestAws.s3(s3.endpoint()))) {
                ImageRemover remover =
                        new S3ImageRemover(fresh, fresh, DEER, () -> false, new Concurrently(16), Backoff.NONE);
                List<RemovalOutcome> outcomes = delete(remover, entries);

                assertThat(results(outcomes)).containsOnly(Result.FAILED);
                assertThat(outcomes.get(0).message().orElseThrow()).startsWith("the store did not delete it: ");
            }
            assertThat(results(delete(remover(true), entries))).containsOnly(Result.FAILED);
        }
    }

    @Nested
    class Versions {
        private String marker(String key) {
            StubVersion newest = s3.versions(BUCKET, key).get(0);
            assertThat(newest.isDeleteMarker()).isTrue();
            return newest.versionId();
        }

        @Test
        void areKeptAndTheDeleteMarkersIsTold() throws Exception {
            s3.versioning(BUCKET, Versioning.ENABLED);
            put("deer/bell\u0007.jpg", "bell");
            List<ImageEntry> entries = putThree();

            List<RemovalOutcome> outcomes = delete(remover(false), entries);

            assertThat(outcomes).hasSize(4).allSatisfy(outcome -> {
                assertThat(outcome.result()).isEqualTo(Result.DELETED);
                assertThat(outcome.deleteMarker()).contains(marker(outcome.key()));
                assertThat(s3.versions(BUCKET, outcome.key())).hasSize(2);
            });
        }

        @Test
        void thatAreOlderDoNotMeetTheCondition() throws Exception {
            s3.versioning(BUCKET, Versioning.ENABLED);
            List<ImageEntry> entries = putThree();
            put(KEY, "newer");

            assertThat(results(delete(remover(false), entries.subList(0, 1)))).containsExactly(Result.CHANGED);
        }

        @Test
        void ofAnImageThatSomebodyElseDeletedAreNotClaimed() throws Exception {
            s3.versioning(BUCKET, Versioning.ENABLED);
            List<ImageEntry> entries = putThree();
            remove(KEY);

            assertThat(delete(remover(false), entries.subList(0, 1)))
                    .containsExactly(RemovalOutcome.of(KEY, Result.ABSENT));
            assertThat(s3.versions(BUCKET, KEY)).hasSize(2);
        }

        @ParameterizedTest
        @CsvSource({"NEVER, IMPOSSIBLE", "ENABLED, VERSIONED", "SUSPENDED, SUSPENDED"})
        void decideWhetherADeletionCanBeUndone(Versioning state, Undo undo) {
            s3.versioning(BUCKET, state);

            assertThat(remover(false).undo()).isEqualTo(undo);
        }

        @Test
        void thatMayNotBeAskedForAreUnknown() {
            s3.inject(FakeS3.error("AccessDenied"), When.operation("GetBucketVersioning"));

            assertThat(remover(false).undo()).isEqualTo(Undo.UNKNOWN);
        }
    }
}
