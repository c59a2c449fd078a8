package io.github.labelverifier.job.delete;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.cli.ProgramInProcess;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code delete REPORT} against a store over HTTP that fails on every call that a deletion has no business to make. */
class DeletionTest {
    private static final String A = "deer/a.jpg";
    private static final String B = "deer/b.jpg";
    private static final String C = "deer/c.jpg";
    private static final String KEPT = "deer/kept.jpg";

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() {
        s3 = FakeS3.start().createBucket(BUCKET);
        report = folder.resolve("deer.jsonl");
    }

    @AfterEach
    void nothing_is_ever_listed() {
        assertThat(s3.count("ListObjectsV2")).isZero();
        s3.close();
    }

    private SampleReport threeFlagged() {
        return SampleReport.on(s3).flag(s3, A, B, C).keep(s3, KEPT, "deer/kept2.jpg", "deer/kept3.jpg");
    }

    private ProgramInProcess.Result delete(String... options) {
        return delete(new ProgramInProcess(), options);
    }

    private ProgramInProcess.Result delete(ProgramInProcess program, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "delete", report.toString(), "--endpoint-url", s3.endpoint().toString()));
        arguments.addAll(List.of(options));
        return program.run(arguments.toArray(String[]::new));
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(Ledger.pathFor(report));
    }

    private List<String> outcomes(String outcome) throws IOException {
        return ledger().stream()
                .filter(line ->
                        line.contains("\"type\":\"removal\"") && line.contains("\"outcome\":\"" + outcome + "\""))
                .map(line -> line.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void what_was_flagged_goes_and_all_else_stays() throws IOException {
        threeFlagged()
                .put(s3, "deer/error.jpg", Verdict.ERROR, "Timeout")
                .put(s3, "deer/skip.webp", Verdict.SKIP, "not-jpeg-or-png")
                .write(report);

        ProgramInProcess.Result result = delete("--yes");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET))
                .containsExactly(
                        "deer/error.jpg", "deer/kept.jpg", "deer/kept2.jpg", "deer/kept3.jpg", "deer/skip.webp");
        assertThat(outcomes("deleted")).containsExactly(A, B, C);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void sizes_and_times_beyond_all_bounds_can_be_asked_about() throws IOException {
        SampleReport.on(s3)
                .add(new ImageEntry(A, Long.MAX_VALUE, "", Instant.MIN), Verdict.FLAG, "no-overlap")
                .add(new ImageEntry(B, Long.MAX_VALUE, "", Instant.MAX), Verdict.FLAG, "no-overlap")
                .write(report);

        ProgramInProcess.Result result =
                delete(new ProgramInProcess().answering("no"), "--max-flagged", "100", "--color", "never");

        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.err())
                .contains("Delete 2 flagged images (9223 PB)")
                .contains("last changed -1000000000-01-01T00:00:00Z to +1000000000-12-31T23:59:59.999999999Z");
    }

    @Test
    void a_report_from_before_the_calendar_is_too_old() throws IOException {
        threeFlagged().finishedAt(Instant.MIN).write(report);

        ProgramInProcess.Result result = delete("--yes");

        assertThat(result.code()).as(result.err()).isEqualTo(5);
        assertThat(result.err()).contains(" days old, and images may have come and gone");
        assertThat(s3.keys(BUCKET)).contains(A, B, C);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void a_report_from_the_future_is_of_an_age_that_nobody_knows(String time) throws IOException {
        threeFlagged().finishedAt(Instant.parse(time)).write(report);

        refused(delete("--yes", "--max-age", "100000d"), "still to come by the clock of this machine");
        assertThat(s3.keys(BUCKET)).contains(A, B, C);
    }

    @Test
    void clocks_that_are_some_hours_apart_are_no_fault() throws IOException {
        threeFlagged().finishedAt(Instant.now().plus(5, ChronoUnit.HOURS)).write(report);

        assertThat(delete("--yes").code()).isZero();
    }

    @Test
    void exemplars_stay_even_if_a_report_flags_them() throws IOException {
        threeFlagged().exemplars(B).write(report);

        assertThat(delete("--yes").code()).isZero();
        assertThat(s3.keys(BUCKET)).contains(B).doesNotContain(A, C);
    }

    @Test
    void lines_taken_out_by_hand_are_a_review() throws IOException {
        threeFlagged().write(report);
        List<String> lines = Files.readAllLines(report);
        Files.write(
                report,
                lines.stream()
                        .filter(line -> !line.contains(B) && !line.contains(KEPT))
                        .toList());

        assertThat(delete("--yes").code()).isZero();
        assertThat(s3.keys(BUCKET)).contains(B, KEPT).doesNotContain(A, C);
    }

    @Test
    void an_unfinished_report_is_refused() throws IOException {
        threeFlagged().unfinished().write(report);

        refused(delete("--yes"), "unfinished");
    }

    @Test
    void a_line_that_does_not_parse_is_refused() throws IOException {
        threeFlagged().write(report);
        Files.writeString(report, Files.readString(report).replace("\"etag\"", "\"etag"));

        refused(delete("--yes"), "line 2");
    }

    @Test
    void a_key_outside_the_location_is_refused() throws IOException {
        SampleReport scene = threeFlagged();
        s3.put(BUCKET, "other/x.jpg", "x");
        scene.addStored(s3, "other/x.jpg", Verdict.FLAG, "no-overlap").write(report);

        refused(delete("--yes", "--max-flagged", "100"), "not at s3://photos/deer/");
    }

    @Test
    void a_line_that_stands_twice_is_refused() throws IOException {
        threeFlagged().addStored(s3, A, Verdict.FLAG, "no-overlap").write(report);

        refused(delete("--yes", "--max-flagged", "100"), "twice");
    }

    @Test
    void more_flagged_images_than_the_summary_counts_are_refused() throws IOException {
        threeFlagged().write(report);
        Files.writeString(report, Files.readString(report).replace("\"verdict\":\"keep\"", "\"verdict\":\"flag\""));

        refused(delete("--yes", "--max-flagged", "100"), "more flagged images");
    }

    @Test
    void a_report_of_another_schema_is_refused() throws IOException {
        threeFlagged().write(report);
        Files.writeString(report, Files.readString(report).replace("\"schema\":1", "\"schema\":2"));

        refused(delete("--yes"), "schema 2");
    }

    @Test
    void a_report_of_another_endpoint_is_refused() throws IOException {
        SampleReport.at("s3://photos/deer/").flag(s3, A).keep(s3, KEPT).write(report);

        refused(delete("--yes"), "Amazon's own endpoint");
    }

    @Test
    void an_old_report_is_refused_until_it_is_allowed() throws IOException {
        threeFlagged().finishedAt(Instant.now().minus(9, ChronoUnit.DAYS)).write(report);

        refused(delete("--yes"), "9 days old", "--max-age 10d");
        assertThat(delete("--yes", "--max-age", "10d").code()).isZero();
    }

    @Test
    void too_many_flagged_images_are_refused() throws IOException {
        SampleReport.on(s3).flag(s3, A, B).keep(s3, KEPT).write(report);

        refused(delete("--yes"), "67%", "--max-flagged 50");
        assertThat(delete("--yes", "--max-flagged", "70").code()).isZero();
    }

    @Test
    void a_dry_run_shows_also_what_would_be_too_many() throws IOException {
        SampleReport.on(s3).flag(s3, A, B).keep(s3, KEPT).write(report);

        ProgramInProcess.Result result = delete("--dry-run", "--format", "keys");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(A + "\n" + B + "\n");
        assertThat(result.err()).contains("nothing would go", "67%", "--max-flagged 50");
    }

    @Test
    void a_report_that_is_given_twice_is_a_mistake() throws IOException {
        threeFlagged().write(report);

        ProgramInProcess.Result result = delete(
                "--yes", report.resolveSibling("./" + report.getFileName()).toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is given twice");
        assertThat(s3.keys(BUCKET)).hasSize(6);
    }

    @Test
    void a_whole_bucket_has_to_be_meant() throws IOException {
        SampleReport scene = threeFlagged();
        scene.write(report);
        Files.writeString(report, Files.readString(report).replace("s3://photos/deer/", "s3://photos/"));

        ProgramInProcess.Result result = delete("--yes");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--whole-bucket");
        assertThat(s3.keys(BUCKET)).hasSize(6);
        assertThat(delete("--yes", "--whole-bucket").code()).isZero();
    }

    private void refused(ProgramInProcess.Result result, String... words) {
        assertThat(result.code()).as(result.err()).isEqualTo(5);
        assertThat(result.err()).contains(words);
        assertThat(result.err().lines().count()).as(result.err()).isLessThanOrEqualTo(2);
        assertThat(s3.count("DeleteObjects") + s3.count("DeleteObject")).isZero();
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @Test
    void nobody_to_ask_ends_before_any_request() throws IOException {
        threeFlagged().write(report);

        assertThat(delete().code()).isEqualTo(2);
        assertThat(s3.exchanges()).isEmpty();
    }

    @Test
    void a_dry_run_prints_what_would_go_and_asks_nobody_anything() throws IOException {
        threeFlagged().write(report);

        ProgramInProcess.Result result = delete("--dry-run", "--format", "keys", "-0");

        assertThat(result.code()).isZero();
        assertThat(result.entries()).containsExactly(A, B, C);
        assertThat(s3.exchanges()).isEmpty();
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 0", "4, 4, 3", "yes, 4, 3", "'', 4, 3", "' 3 ', 0, 0"})
    void only_the_exact_number_means_yes(String answer, int code, int left) throws IOException {
        threeFlagged().write(report);

        ProgramInProcess.Result result = delete(new ProgramInProcess().answering(answer));

        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(s3.keys(BUCKET)).hasSize(3 + left);
        assertThat(result.err()).contains("Delete 3 flagged images", "nothing in common", "cannot be undone");
    }

    @Test
    void the_end_of_input_keeps_everything_and_leaves_no_ledger() throws IOException {
        threeFlagged().write(report);

        assertThat(delete(new ProgramInProcess().answering()).code()).isEqualTo(4);
        assertThat(s3.keys(BUCKET)).hasSize(6);
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void the_question_says_whether_the_bucket_keeps_versions(Versioning state) throws IOException {
        s3.versioning(BUCKET, state);
        threeFlagged().write(report);

        assertThat(delete(new ProgramInProcess().answering("no")).err())
                .contains(
                        switch (state) {
                            case NEVER -> "keeps no versions, so this cannot be undone";
                            case ENABLED -> "can be undone with restore";
                            case SUSPENDED -> "versioning is suspended";
                        });
    }

    @Test
    void the_question_says_that_versions_are_unknown_if_nobody_may_ask() throws IOException {
        s3.inject(FakeS3.error("AccessDenied"), When.operation("GetBucketVersioning"));
        threeFlagged().write(report);

        assertThat(delete(new ProgramInProcess().answering("no")).err()).contains("keeps versions is unknown");
    }

    @Test
    void a_review_goes_forth_and_back() throws IOException {
        threeFlagged().write(report);

        ProgramInProcess.Result result =
                delete(new ProgramInProcess().answering("r", "b", "d", "d", "b", "k", "x", "d", "2"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).contains(B).doesNotContain(A, C);
        assertThat(result.err()).contains("(2 of 3)", "marked: remove", "Delete 2 flagged images", "b back");
    }

    @Test
    void to_quit_a_review_keeps_the_rest() throws IOException {
        threeFlagged().write(report);

        assertThat(delete(new ProgramInProcess().answering("r", "d", "q", "1")).code())
                .isZero();
        assertThat(s3.keys(BUCKET)).contains(B, C).doesNotContain(A);
        assertThat(outcomes("deleted")).containsExactly(A);
    }

    @Test
    void to_keep_all_in_a_review_is_no_yes() throws IOException {
        threeFlagged().write(report);

        assertThat(delete(new ProgramInProcess().answering("r", "k", "k", "k")).code())
                .isEqualTo(4);
        assertThat(s3.keys(BUCKET)).hasSize(6);
    }

    @Test
    void a_keep_list_keeps_keys_and_uris_and_what_a_list_for_people_shows() throws IOException {
        String odd = "deer/new\nline.jpg";
        threeFlagged().flag(s3, odd).write(report);
        Path list = folder.resolve("keep.txt");
        Files.writeString(list, A + "\ns3://photos/" + B + "\ndeer/new\\nline.jpg\n" + KEPT + "\n");

        ProgramInProcess.Result result = delete("--yes", "--max-flagged", "90", "--keep-list", list.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).contains(A, B, odd).doesNotContain(C);
        assertThat(result.err()).contains("keeps 3 flagged images. It names 1 more that would not go anyway.");
    }

    @Test
    void a_keep_list_may_come_from_standard_input_ended_by_nul() throws IOException {
        String odd = "deer/new\nline.jpg";
        threeFlagged().flag(s3, odd).write(report);

        ProgramInProcess.Result result = delete(
                new ProgramInProcess().stdin(odd + "\0" + A + "\0"),
                "--yes",
                "--max-flagged",
                "90",
                "-0",
                "--keep-list",
                "-");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).contains(A, odd).doesNotContain(B, C);
    }

    @Test
    void a_keep_list_that_cannot_be_read_keeps_everything() throws IOException {
        threeFlagged().write(report);

        assertThat(delete("--yes", "--keep-list", folder.resolve("none").toString())
                        .code())
                .isEqualTo(1);
        assertThat(s3.keys(BUCKET)).hasSize(6);
    }

    @Test
    void a_reason_narrows() throws IOException {
        threeFlagged()
                .put(s3, "deer/p.jpg", Verdict.FLAG, "no-overlap", "contains:Person")
                .write(report);

        assertThat(delete("--yes", "--max-flagged", "90", "--only", "contains:person")
                        .code())
                .isZero();
        assertThat(s3.keys(BUCKET)).contains(A, B, C).doesNotContain("deer/p.jpg");
    }

    @Test
    void what_changed_since_is_kept() throws IOException {
        threeFlagged().write(report);
        s3.put(BUCKET, B, "something new");

        ProgramInProcess.Result result = delete("--yes");

        assertThat(result.code()).isEqualTo(3);
        assertThat(s3.get(BUCKET, B).orElseThrow().text()).isEqualTo("something new");
        assertThat(outcomes("changed")).containsExactly(B);
        assertThat(outcomes("deleted")).containsExactly(A, C);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_gone_already_is_absent_or_deleted_and_never_a_failure(FakeS3.Absent behaviour) throws IOException {
        s3.absent(behaviour);
        threeFlagged().write(report);
        s3.delete(BUCKET, B);

        assertThat(delete("--yes", "--check-first").code()).isZero();
        assertThat(outcomes("absent")).containsExactly(B);
    }

    @Test
    void a_store_that_ignores_conditions_is_looked_at_first() throws IOException {
        s3.ignoringConditions();
        threeFlagged().write(report);
        s3.put(BUCKET, B, "something new");

        assertThat(delete("--yes").code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET)).contains(B).doesNotContain(A, C);
    }

    @Test
    void a_failure_of_one_key_is_that_keys_alone() throws IOException {
        threeFlagged().write(report);
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key(B));

        ProgramInProcess.Result result = delete("--yes");

        assertThat(result.code()).isEqualTo(3);
        assertThat(outcomes("failed")).containsExactly(B);
        assertThat(result.err()).contains(B, "AccessDenied").doesNotContain("Exception");
        assertThat(s3.count("DeleteObjects")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"InternalError", "SlowDown", "ServiceUnavailable"})
    void errors_that_pass_are_tried_again(String code) throws IOException {
        threeFlagged().write(report);
        s3.injectPerKey(FakeS3.error(code), When.key(B).first(2));
        s3.inject(FakeS3.error(code), When.operation("DeleteObjects").nth(1));

        assertThat(delete("--yes").code()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B, C);
        assertThat(outcomes("deleted")).containsExactly(A, B, C);
    }

    @Test
    void lost_answers_are_settled_by_looking() throws IOException {
        threeFlagged().write(report);
        s3.inject(Fault.cutBody(), When.operation("DeleteObjects").nth(1));
        s3.injectPerKey(Fault.leftOut(), When.key(B).nth(1));

        assertThat(delete("--yes").code()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B, C);
        assertThat(outcomes("deleted")).containsExactly(A, B, C);
    }

    @Test
    void an_answer_that_is_lost_to_the_end_is_unknown_and_looked_up_next_time() throws IOException {
        threeFlagged().write(report);
        s3.inject(Fault.resetMidway(), When.operation("DeleteObjects"));
        s3.inject(
                FakeS3.error("AccessDenied"),
                When.operation("HeadObject").andKey(B).from(2));

        assertThat(delete("--yes").code()).isEqualTo(3);
        assertThat(outcomes("unknown")).containsExactly(B);
        s3.clearFaults();
        ProgramInProcess.Result again = delete("--yes");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(outcomes("deleted")).containsExactlyInAnyOrder(A, B, C);
        assertThat(again.err()).contains("left 1 image open");
    }

    @Test
    void a_refusal_of_the_first_batch_stops_the_rest() throws IOException {
        SampleReport scene = SampleReport.on(s3);
        IntStream.range(0, 1200).forEach(i -> scene.flag(s3, String.format("deer/%04d.jpg", i)));
        scene.write(report);
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.always());

        ProgramInProcess.Result result = delete("--yes", "--max-flagged", "100");

        assertThat(result.code()).isEqualTo(1);
        assertThat(s3.count("DeleteObjects")).isEqualTo(1);
        assertThat(result.err())
                .contains("refuses to remove anything: AccessDenied", "200 images were not tried", "s3:DeleteObject");
        assertThat(outcomes("failed")).hasSize(1000);
    }

    @Test
    void a_refusal_to_look_before_the_first_batch_stops_the_rest() throws IOException {
        SampleReport scene = SampleReport.on(s3);
        IntStream.range(0, 1200).forEach(i -> scene.flag(s3, String.format("deer/%04d.jpg", i)));
        scene.write(report);
        s3.inject(FakeS3.error("AccessDenied"), When.operation("HeadObject"));

        ProgramInProcess.Result result = delete("--yes", "--max-flagged", "100");

        assertThat(result.code()).isEqualTo(1);
        assertThat(s3.count("HeadObject")).isEqualTo(1000);
        assertThat(s3.count("DeleteObjects")).isZero();
        assertThat(result.err())
                .contains(
                        "refuses to remove anything: it could not be compared before deleting: access denied",
                        "200 images were not tried",
                        "s3:GetObject");
    }

    @Test
    void a_refusal_after_others_went_says_that_it_was_not_always_so() throws IOException {
        SampleReport scene = SampleReport.on(s3);
        IntStream.range(0, 3001).forEach(i -> scene.flag(s3, String.format("deer/%04d.jpg", i)));
        scene.write(report);
        s3.inject(FakeS3.error("ExpiredToken"), When.operation("DeleteObjects").from(2));

        ProgramInProcess.Result result = delete("--yes", "--max-flagged", "100");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "refuses to remove any more: ExpiredToken",
                        "2,001 images were not tried",
                        "Removal    1,000 deleted");
        assertThat(result.err()).doesNotContain("failed");
        assertThat(outcomes("deleted")).hasSize(1000);
    }

    @Test
    void a_refusal_of_the_last_image_alone_is_that_images_alone() throws IOException {
        SampleReport scene = SampleReport.on(s3);
        IntStream.range(0, 1001).forEach(i -> scene.flag(s3, String.format("deer/%04d.jpg", i)));
        scene.write(report);
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("deer/1000.jpg"));

        ProgramInProcess.Result result = delete("--yes", "--max-flagged", "100");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("deer/1000.jpg was kept (failed: AccessDenied")
                .doesNotContain("refuses");
    }

    @Test
    void done_is_done() throws IOException {
        threeFlagged().write(report);
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key(B));
        delete("--yes");
        s3.clearFaults();
        // Somebody uploads the same image again: it was not there when the plan was carried out, and is not touched.
        s3.put(BUCKET, A, "content of " + A);

        ProgramInProcess.Result again = delete("--yes");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(s3.keys(BUCKET)).contains(A).doesNotContain(B, C);
        assertThat(again.err()).contains("2 images went before");
        ProgramInProcess.Result third = delete("--yes");
        assertThat(third.code()).isZero();
        assertThat(third.err()).contains("Nothing is left to remove");
    }

    @Test
    void the_ledger_of_another_report_is_refused() throws IOException {
        threeFlagged().write(report);
        delete("--yes");
        Files.writeString(report, Files.readString(report).replace("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"));

        assertThat(delete("--yes").code()).isEqualTo(5);
    }

    @Test
    void a_ledger_that_was_altered_is_refused() throws IOException {
        threeFlagged().write(report);
        delete("--yes");
        List<String> lines = new ArrayList<>(ledger());
        lines.add(1, "not a line");
        Files.write(Ledger.pathFor(report), lines);

        ProgramInProcess.Result result = delete("--yes");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("line 2");
    }

    @Test
    void of_two_runs_at_once_the_second_is_refused() throws Exception {
        threeFlagged().write(report);
        try (ReportReader reader = ReportReader.open(report);
                Ledger held = Ledger.open(report, reader.header(), Clock.systemUTC())) {
            assertThat(held.done()).isZero();
            ProgramInProcess.Result result = delete("--yes");
            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err()).contains("in use");
        }
        assertThat(s3.keys(BUCKET)).hasSize(6);
        assertThat(delete("--yes").code()).isZero();
    }

    @Test
    void keys_that_xml_cannot_carry_go_alone() throws IOException {
        String control = "deer/bell\u0007.jpg";
        threeFlagged().flag(s3, control).write(report);

        assertThat(delete("--yes", "--max-flagged", "90").code()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain(control, A);
        assertThat(s3.exchanges("DeleteObject")).hasSize(1);
    }

    @Test
    void an_image_without_an_etag_is_kept() throws IOException {
        SampleReport scene = threeFlagged();
        ImageEntry entry = SampleReport.entry(s3, A);
        Path other = folder.resolve("other.jsonl");
        scene.write(other);
        Files.writeString(report, Files.readString(other).replace(entry.etag(), ""));

        assertThat(delete("--yes").code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET)).contains(A).doesNotContain(B);
    }

    @Test
    void several_reports_are_all_found_fit_before_anything_goes() throws IOException {
        threeFlagged().write(report);
        Path second = folder.resolve("second.jsonl");
        SampleReport.on(s3).flag(s3, "deer/x.jpg").keep(s3, KEPT).unfinished().write(second);

        assertThat(delete("--yes", second.toString()).code()).isEqualTo(5);
        assertThat(s3.keys(BUCKET)).contains(A, "deer/x.jpg");
        Files.delete(second);
        SampleReport.on(s3).flag(s3, "deer/x.jpg").keep(s3, KEPT).write(second);
        assertThat(delete("--yes", second.toString()).code()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain(A, "deer/x.jpg");
    }

    private Path second() throws IOException {
        Path second = folder.resolve("second.jsonl");
        SampleReport.on(s3)
                .flag(s3, "deer/x.jpg")
                .keep(s3, KEPT, "deer/kept2.jpg")
                .write(second);
        return second;
    }

    @Test
    void one_question_can_be_about_all_reports_and_takes_their_sum() throws IOException {
        threeFlagged().write(report);
        String second = second().toString();

        ProgramInProcess.Result no = delete(new ProgramInProcess().answering("3"), second, "--ask", "all");
        assertThat(no.code()).isEqualTo(4);
        assertThat(no.err()).contains("Delete 4 flagged images", "of 2 reports?", "3  from s3://photos/deer/");
        assertThat(s3.keys(BUCKET)).contains(A, B, C, "deer/x.jpg");

        ProgramInProcess.Result yes = delete(new ProgramInProcess().answering("4"), second, "--ask", "all");
        assertThat(yes.code()).as(yes.err()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B, C, "deer/x.jpg");
        assertThat(Ledger.pathFor(report)).exists();
        assertThat(Ledger.pathFor(folder.resolve("second.jsonl"))).exists();
    }

    @Test
    void what_went_before_is_not_asked_about_again() throws IOException {
        threeFlagged().write(report);
        assertThat(delete("--yes").code()).isZero();
        String second = second().toString();

        ProgramInProcess.Result result = delete(new ProgramInProcess().answering("1"), second, "--ask", "all");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).doesNotContain("deer/x.jpg");
    }

    @Test
    void one_question_a_report_leaves_the_others_to_theirs() throws IOException {
        threeFlagged().write(report);

        ProgramInProcess.Result result = delete(new ProgramInProcess().answering("no", "1"), second().toString());

        assertThat(result.code()).isEqualTo(4);
        assertThat(s3.keys(BUCKET)).contains(A, B, C).doesNotContain("deer/x.jpg");
    }

    @Test
    void the_limit_of_one_report_keeps_all() throws IOException {
        threeFlagged().write(report);
        Path second = folder.resolve("second.jsonl");
        SampleReport.on(s3).flag(s3, "deer/x.jpg", "deer/y.jpg").keep(s3, KEPT).write(second);

        ProgramInProcess.Result result = delete("--yes", second.toString());

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("second.jsonl", "--max-flagged");
        assertThat(s3.keys(BUCKET)).contains(A, B, C, "deer/x.jpg", "deer/y.jpg");
    }

    @Test
    void images_of_several_reports_move_into_a_folder_of_their_own() throws IOException {
        threeFlagged().write(report);

        assertThat(delete("--yes", second().toString(), "--move-to", "s3://photos/trash")
                        .code())
                .isZero();
        assertThat(s3.keys(BUCKET)).contains("trash/deer/x.jpg").doesNotContain(A, "deer/x.jpg");
    }

    @Test
    void duplicates_are_one_reason_which_can_be_chosen_as_a_whole_or_by_the_other_image() throws IOException {
        SampleReport.on(s3)
                .put(s3, A, Verdict.FLAG, "duplicate-of:deer/kept.jpg")
                .put(s3, B, Verdict.FLAG, "fits-elsewhere", "duplicate-of:deer/kept2.jpg")
                .put(s3, C, Verdict.FLAG, "unlike-the-rest")
                .keep(s3, KEPT, "deer/kept2.jpg", "deer/kept3.jpg")
                .write(report);

        ProgramInProcess.Result asked = delete(new ProgramInProcess().answering("no"));
        assertThat(asked.err()).contains("2  the same as another image", "1  fits elsewhere", "1  unlike the rest");
        assertThat(delete("--dry-run", "--format", "keys", "--only", "duplicate-of")
                        .out())
                .isEqualTo(A + "\n" + B + "\n");
        assertThat(delete("--dry-run", "--format", "keys", "--only", "duplicate-of:deer/kept.jpg")
                        .out())
                .isEqualTo(A + "\n");
        assertThat(delete("--yes", "--only", "fits-elsewhere", "--only", "unlike-the-rest")
                        .code())
                .isZero();
        assertThat(s3.keys(BUCKET)).contains(A).doesNotContain(B, C);
    }
}
