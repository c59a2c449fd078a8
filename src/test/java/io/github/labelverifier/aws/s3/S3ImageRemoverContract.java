package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.TestAws;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What a removal does with any store that speaks S3 and honours conditions, whether it looks at the objects first or not. */
abstract class S3ImageRemoverContract {
    static final String BUCKET = "photos";
    static final S3Location DEER = new S3Location(BUCKET, "deer/");

    private Optional<S3Client> client = Optional.empty();

    /** Puts an object into {@link #BUCKET}. */
    abstract void put(String key, String content);

    /** Deletes an object. */
    abstract void remove(String key);

    /** The keys of {@link #BUCKET}. */
    abstract List<String> keys();

    /** Where the store is; the bucket exists and is empty. */
    abstract URI endpoint();

    /** Whether the store can hold such a key at all. */
    abstract boolean canHold(String key);

    /** How many objects a batch is tried with. */
    int mostAtOnce() {
        return 1000;
    }

    @AfterEach
    final void closeClient() {
        client.ifPresent(S3Client::close);
    }

    final S3Client client() {
        if (client.isEmpty()) {
            client = Optional.of(new CheckedS3Client(TestAws.s3(endpoint())));
        }
        return client.get();
    }

    final ImageRemover remover(boolean lookFirst) {
        return new S3ImageRemover(client(), client(), DEER, () -> lookFirst, new Concurrently(16), Backoff.NONE);
    }

    static List<RemovalOutcome> delete(ImageRemover remover, List<ImageEntry> batch) {
        return remover.remove(batch, key -> false);
    }

    /** Every object as a listing shows it now. */
    final List<ImageEntry> listed(S3Location location) throws Exception {
        List<ImageEntry> entries = new ArrayList<>();
        ImageCursor cursor = new S3ImageSource(client(), location).list();
        for (Optional<ImageEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
            entries.add(entry.get());
        }
        return entries;
    }

    static ImageEntry judged(String key, String etag, long size) {
        return new ImageEntry(key, size, etag, Instant.EPOCH);
    }

    static List<Result> results(List<RemovalOutcome> outcomes) {
        return outcomes.stream().map(RemovalOutcome::result).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAsItWasJudgedIsDeletedAndNothingElse(boolean lookFirst) throws Exception {
        put("deer/1.jpg", "one");
        put("deer/2.jpg", "two");
        put("deer/3.jpg", "three");
        List<ImageEntry> entries = listed(DEER);

        List<RemovalOutcome> outcomes = delete(remover(lookFirst), List.of(entries.get(2), entries.get(0)));

        assertThat(outcomes)
                .containsExactly(
                        RemovalOutcome.of("deer/3.jpg", Result.DELETED),
                        RemovalOutcome.of("deer/1.jpg", Result.DELETED));
        assertThat(keys()).containsExactly("deer/2.jpg");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyImageEndsInOneOutcomeInTheOrderOfTheBatch(boolean lookFirst) throws Exception {
        for (int i = 1; i <= 5; i++) {
            put("deer/" + i + ".jpg", "content " + i);
        }
        List<ImageEntry> entries = listed(DEER);
        put("deer/2.jpg", "replaced since");
        remove("deer/4.jpg");

        List<RemovalOutcome> outcomes = delete(remover(lookFirst), entries);

        assertThat(outcomes)
                .extracting(RemovalOutcome::key)
                .containsExactlyElementsOf(entries.stream().map(ImageEntry::key).toList());
        assertThat(outcomes.get(1))
                .isEqualTo(RemovalOutcome.of("deer/2.jpg", Result.CHANGED, "it is not what was checked"));
        assertThat(results(outcomes))
                .containsExactly(Result.DELETED, Result.CHANGED, Result.DELETED, absent(lookFirst), Result.DELETED);
        assertThat(keys()).containsExactly("deer/2.jpg");
    }

    /** What becomes of an object that somebody else has deleted. */
    Result absent(boolean lookFirst) {
        return Result.ABSENT;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImageReplacedByOneOfTheSameSizeIsKept(boolean lookFirst) throws Exception {
        put("deer/1.jpg", "one");
        List<ImageEntry> entries = listed(DEER);
        put("deer/1.jpg", "two");

        assertThat(results(delete(remover(lookFirst), entries))).containsExactly(Result.CHANGED);
        assertThat(keys()).containsExactly("deer/1.jpg");
    }

    @Test
    void anImageOfAnotherSizeThanTheReportSaysIsKeptWhereItIsLookedAt() throws Exception {
        put("deer/1.jpg", "one");
        String etag = listed(DEER).get(0).etag();

        assertThat(results(delete(remover(true), List.of(judged("deer/1.jpg", etag, 4)))))
                .containsExactly(Result.CHANGED);
        assertThat(keys()).containsExactly("deer/1.jpg");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImageBesideTheLocationIsRefused(boolean lookFirst) throws Exception {
        put("fox/1.jpg", "fox");
        put("deer-old/1.jpg", "old");
        put("deer", "not below it");
        List<ImageEntry> entries = listed(new S3Location(BUCKET, ""));

        List<RemovalOutcome> outcomes = delete(remover(lookFirst), entries);

        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> {
            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message()).contains("it is not at s3://photos/deer/");
        });
        assertThat(keys()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImageOfWhichTheReportHasNoEtagIsRefused(boolean lookFirst) throws Exception {
        put("deer/1.jpg", "one");
        put("deer/2.jpg", "two");
        ImageEntry known = listed(DEER).get(1);

        List<RemovalOutcome> outcomes = delete(remover(lookFirst), List.of(judged("deer/1.jpg", "", 3), known));

        assertThat(outcomes)
                .containsExactly(
                        RemovalOutcome.of("deer/1.jpg", Result.FAILED, "the report has no ETag of it"),
                        RemovalOutcome.of("deer/2.jpg", Result.DELETED));
        assertThat(keys()).containsExactly("deer/1.jpg");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatIsNotUnicodeIsRefusedSinceAnotherWouldBeDeleted(boolean lookFirst) throws Exception {
        put("deer/?.jpg", "question");
        ImageEntry question = listed(DEER).get(0);

        List<RemovalOutcome> outcomes =
                delete(remover(lookFirst), List.of(judged("deer/\ud83e.jpg", question.etag(), question.size())));

        assertThat(outcomes)
                .containsExactly(RemovalOutcome.of("deer/\ud83e.jpg", Result.FAILED, "its key is not valid Unicode"));
        assertThat(keys()).containsExactly("deer/?.jpg");
    }

    @ParameterizedTest
    @MethodSource("io.github.labelverifier.image.ImageSourceContract#oddNames")
    void anOddKeyIsDeletedExactlyAndItsNeighboursStay(String name) throws Exception {
        String key = "deer/" + name;
        assumeThat(canHold(key)).isTrue();
        put("deer/plain.jpg", "plain");
        put("deer/?.jpg", "question");
        put(key, "odd");
        put("deer/gone.jpg", "gone");
        List<ImageEntry> batch = listed(DEER).stream()
                .filter(entry -> entry.key().equals(key) || entry.key().equals("deer/gone.jpg"))
                .toList();

        assertThat(results(delete(remover(false), batch))).containsExactly(Result.DELETED, Result.DELETED);
        assertThat(keys()).containsExactlyInAnyOrder("deer/plain.jpg", "deer/?.jpg");
    }

    @ParameterizedTest
    @MethodSource("io.github.labelverifier.image.ImageSourceContract#oddNames")
    void anOddKeyThatHasChangedIsKept(String name) throws Exception {
        String key = "deer/" + name;
        assumeThat(canHold(key)).isTrue();
        put(key, "odd");
        List<ImageEntry> batch = listed(DEER);
        put(key, "other");

        assertThat(results(delete(remover(false), batch))).containsExactly(Result.CHANGED);
        assertThat(keys()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWholeBatchGoesAtOnce(boolean lookFirst) throws Exception {
        int count = lookFirst ? 100 : mostAtOnce();
        IntStream.range(0, count).forEach(i -> put(String.format("deer/%04d.jpg", i), "content " + i));
        ImageRemover remover = remover(lookFirst);
        List<ImageEntry> entries = listed(DEER);
        assertThat(entries).hasSize(count).hasSizeLessThanOrEqualTo(remover.batchSize());

        assertThat(results(delete(remover, entries))).hasSize(count).containsOnly(Result.DELETED);
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsGoneAfterItsRemovalWasBegunIsGoneByThat(boolean lookFirst) throws Exception {
        put("deer/1.jpg", "one");
        put("deer/2.jpg", "two");
        List<ImageEntry> entries = listed(DEER);
        remove("deer/1.jpg");

        assertThat(results(remover(lookFirst).remove(entries, "deer/1.jpg"::equals)))
                .containsExactly(Result.DELETED, Result.DELETED);
    }

    @Test
    void anEmptyBatchIsNothing() {
        assertThat(delete(remover(true), List.of())).isEmpty();
    }

    @Test
    void doingItAgainHarmsNothing() throws Exception {
        put("deer/1.jpg", "one");
        List<ImageEntry> entries = listed(DEER);
        ImageRemover remover = remover(true);

        assertThat(results(delete(remover, entries))).containsExactly(Result.DELETED);
        assertThat(results(delete(remover, entries))).containsExactly(Result.ABSENT);
    }
}
