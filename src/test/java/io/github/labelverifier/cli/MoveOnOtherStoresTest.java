package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --move-to} and {@code restore} on stores that are not quite Amazon's: fewer conditions, fewer headers, more names. */
class MoveOnOtherStoresTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-02T03:04:05Z");
    private static final String ALIAS = "photos-alias";

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() {
        s3 = FakeS3.start().createBucket(BUCKET).createBucket("attic").alias(ALIAS, BUCKET);
        report = folder.resolve("deer.jsonl");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    /** A report with so many flagged images, written long ago. */
    private List<String> flagged(int count) throws IOException {
        SampleReport scene = SampleReport.on(s3).keep(s3, "deer/kept.jpg");
        List<String> keys = IntStream.range(0, count)
                .mapToObj(i -> String.format("deer/%04d.jpg", i))
                .toList();
        for (String key : keys) {
            s3.put(BUCKET, key, StubObject.of("content of " + key).lastModified(LONG_AGO));
            scene.addStored(s3, key, Verdict.FLAG, "no-overlap");
        }
        scene.write(report);
        return keys;
    }

    private ProgramInProcess.Result run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command, report.toString(), "--endpoint-url", s3.endpoint().toString()));
        arguments.addAll(List.of(options));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    private ProgramInProcess.Result move(String destination) {
        return run("delete", "--yes", "--max-flagged", "100", "--move-to", destination);
    }

    private static void expect(int code, ProgramInProcess.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    /** As a run leaves the ledger that is killed between its intent and its outcomes. */
    private void leaveOpen(String destination, List<String> keys) throws Exception {
        leaveOpen(destination, keys, Clock.systemUTC());
    }

    private void leaveOpen(String destination, List<String> keys, Clock clock) throws Exception {
        RemovalPlan plan = RemovalPlan.of(report);
        List<ImageEntry> images =
                keys.stream().map(key -> SampleReport.entry(s3, key)).toList();
        try (Ledger ledger = Ledger.open(report, plan.header(), clock)) {
            ledger.intend(RemovalAction.moveTo(destination), images);
        }
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void images_stay_if_the_destination_is_where_they_are_under_another_name_of_the_bucket(Versioning versioning)
            throws Exception {
        s3.versioning(BUCKET, versioning);
        List<String> keys = flagged(12);
        leaveOpen("s3://" + ALIAS + "/deer/", keys);

        for (int i = 0; i < 3; i++) {
            ProgramInProcess.Result result = move("s3://" + ALIAS + "/deer/");

            expect(3, result);
            assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
        }
        run("restore");
        assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
    }

    @Test
    void that_a_place_is_not_shown_to_be_another_is_said() throws Exception {
        List<String> keys = flagged(1);
        // It is younger than the run, so that its age tells nothing.
        leaveOpen("s3://" + ALIAS + "/deer/", keys, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(move("s3://" + ALIAS + "/deer/").err())
                .contains(
                        "deer/0000.jpg was kept (failed: nothing shows that s3://photos-alias/deer/0000.jpg is another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEVER", "ENABLED"})
    void a_copy_that_a_killed_run_has_made_in_another_bucket_is_relied_on(Versioning versioning) throws Exception {
        s3.versioning(BUCKET, versioning).versioning("attic", versioning);
        List<String> keys = flagged(2);
        leaveOpen("s3://attic/", keys);
        s3.put("attic", "0000.jpg", "content of deer/0000.jpg");

        expect(0, move("s3://attic/"));
        assertThat(s3.keys("attic")).containsExactly("0000.jpg", "0001.jpg");
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
    }

    @Test
    void an_object_as_old_as_the_image_is_not_relied_on() throws Exception {
        List<String> keys = flagged(1);
        leaveOpen("s3://attic/", keys);
        s3.put("attic", "0000.jpg", StubObject.of("content of deer/0000.jpg").lastModified(LONG_AGO));

        expect(3, move("s3://attic/"));
        assertThat(s3.exists(BUCKET, "deer/0000.jpg")).isTrue();
    }

    @Test
    void where_the_store_keeps_conditions_nothing_is_looked_at() throws IOException {
        flagged(250);

        expect(0, move("s3://attic/"));

        assertThat(s3.keys("attic")).hasSize(250);
        assertThat(s3.count("CopyObject")).isLessThan(260);
        assertThat(s3.count("HeadObject")).isLessThan(10);
        assertThat(s3.count("DeleteObjects")).isLessThan(6);

        s3.forgetExchanges();
        long copies = s3.count("CopyObject");
        long looks = s3.count("HeadObject");
        expect(0, run("restore"));

        assertThat(s3.keys("attic")).isEmpty();
        assertThat(s3.count("CopyObject") - copies).isLessThan(260);
        assertThat(s3.count("HeadObject") - looks).isLessThan(10);
        assertThat(s3.exchanges("DeleteObjects")).hasSizeLessThan(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void where_the_store_passes_conditions_over_what_changed_or_is_taken_stays(int count) throws IOException {
        s3.ignoringConditions();
        flagged(count);
        s3.put(BUCKET, "deer/0001.jpg", "changed since");
        s3.put("attic", "0002.jpg", "precious");

        expect(3, move("s3://attic/"));

        assertThat(s3.get(BUCKET, "deer/0001.jpg").orElseThrow().text()).isEqualTo("changed since");
        assertThat(s3.get("attic", "0002.jpg").orElseThrow().text()).isEqualTo("precious");
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly("deer/0001.jpg", "deer/0002.jpg", "deer/kept.jpg");
        assertThat(s3.keys("attic")).hasSize(count - 1).doesNotContain("0001.jpg");
    }

    @Test
    void no_copy_of_what_changed_stays_where_the_answer_to_its_copy_was_lost() throws IOException {
        s3.ignoringConditions();
        flagged(3);
        s3.put(BUCKET, "deer/0001.jpg", "changed since");
        s3.inject(
                Fault.reset().afterActing(),
                When.key("0001.jpg")
                        .andMatching(subject -> subject.operation().equals("CopyObject"))
                        .nth(1));

        ProgramInProcess.Result result = move("s3://attic/");

        expect(3, result);
        assertThat(result.err()).contains("deer/0001.jpg was kept (changed: it is not what was checked)");
        assertThat(s3.get(BUCKET, "deer/0001.jpg").orElseThrow().text()).isEqualTo("changed since");
        assertThat(s3.keys("attic")).containsExactly("0000.jpg", "0002.jpg");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void a_store_without_conditions_on_copies_is_looked_at_instead_and_that_is_said_once(int count) throws IOException {
        s3.likeSwift();
        List<String> keys = flagged(count);

        ProgramInProcess.Result result = move("s3://attic/");

        expect(0, result);
        assertThat(result.err()).containsOnlyOnce("takes no conditions with a copy");
        assertThat(s3.keys("attic")).hasSize(count);
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
        assertThat(s3.keys("attic")).isEmpty();
    }

    @Test
    void a_store_without_any_conditions_is_refused_in_a_sentence_and_keeps_no_copies() throws IOException {
        s3.refusingConditions();
        List<String> keys = flagged(30);

        ProgramInProcess.Result result = move("s3://attic/");

        expect(3, result);
        assertThat(result.err()).contains("refuses to remove anything: it takes no condition with a deletion");
        assertThat(s3.count("CopyObject")).isLessThan(5);
        assertThat(s3.keys("attic")).isEmpty();
        assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
    }

    @Test
    void copies_of_images_that_stay_are_taken_back_or_their_number_is_told() throws IOException {
        s3.refusingConditions();
        flagged(3);
        s3.inject(
                FakeS3.error("AccessDenied"),
                When.operation("DeleteObject")
                        .andMatching(
                                to -> to.bucket().equals("attic") && to.keys().contains("0001.jpg")));

        ProgramInProcess.Result result = move("s3://attic/");

        expect(3, result);
        assertThat(s3.keys("attic")).containsExactly("0001.jpg");
        assertThat(result.err()).contains("1 image kept: a copy of it may be left at the destination");
    }

    @Test
    void where_a_missing_object_does_not_tell_its_delete_marker_the_versions_are_listed() throws IOException {
        s3.likeCeph().versioning(BUCKET, Versioning.ENABLED);
        List<String> keys = flagged(3);
        s3.put(BUCKET, "deer/0000.jpg.png", "a key that begins like another");
        s3.inject(Fault.resetMidway(), When.operation("DeleteObjects").nth(1));

        expect(0, run("delete", "--yes", "--max-flagged", "100"));
        assertThat(s3.keys(BUCKET, "deer/")).doesNotContainAnyElementsOf(keys);
        expect(0, run("restore"));

        assertThat(s3.keys(BUCKET, "deer/")).containsAll(keys);
        assertThat(s3.versions(BUCKET, keys.get(0))).hasSize(1);
    }

    @Test
    void a_newer_delete_marker_is_left_alone_there_too() throws IOException {
        s3.likeCeph().versioning(BUCKET, Versioning.ENABLED);
        flagged(2);
        expect(0, run("delete", "--yes", "--max-flagged", "100"));
        s3.delete(BUCKET, "deer/0000.jpg");

        ProgramInProcess.Result result = run("restore");

        expect(3, result);
        assertThat(result.err()).contains("deer/0000.jpg was not brought back: it was deleted once more since");
        assertThat(s3.versions(BUCKET, "deer/0000.jpg")).hasSize(3);
        assertThat(s3.exists(BUCKET, "deer/0001.jpg")).isTrue();
    }

    @Test
    void what_may_not_be_found_out_is_not_called_lost() throws IOException {
        s3.likeCeph().versioning(BUCKET, Versioning.ENABLED);
        flagged(1);
        expect(0, run("delete", "--yes", "--max-flagged", "100"));
        s3.inject(FakeS3.error("AccessDenied"), When.operation("ListObjectVersions"));

        ProgramInProcess.Result result = run("restore");

        expect(3, result);
        assertThat(result.err()).contains("could not be found out", "access denied", "s3:ListBucketVersions");
        assertThat(s3.versions(BUCKET, "deer/0000.jpg")).hasSize(2);
        s3.clearFaults();
        expect(0, run("restore"));
        assertThat(s3.exists(BUCKET, "deer/0000.jpg")).isTrue();
    }

    @Test
    void what_was_not_begun_with_when_the_credentials_expired_has_not_failed() throws IOException {
        flagged(100);
        s3.inject(FakeS3.error("ExpiredToken"), When.operation("CopyObject").from(20));

        ProgramInProcess.Result result = move("s3://attic/");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("Removal    18 moved, 82 not tried").doesNotContain("failed");
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(83);
        assertThat(s3.keys("attic")).hasSize(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "x"})
    void no_more_requests_are_in_flight_than_can_be(String concurrency) throws IOException {
        flagged(1);

        expect(2, run("delete", "--yes", "--concurrency", concurrency));
        expect(2, run("restore", "--concurrency", concurrency));
    }
}
