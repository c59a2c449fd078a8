package io.github.labelverifier.removal;

import static io.github.labelverifier.sample.SampleFindings.failed;
import static io.github.labelverifier.sample.SampleFindings.flagged;
import static io.github.labelverifier.sample.SampleFindings.image;
import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleFindings.skipped;
import static io.github.labelverifier.sample.SampleReport.headerAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalPlanTest {
    @TempDir
    Path folder;

    private Path report;

    @BeforeEach
    void name_a_report() {
        report = folder.resolve("report.jsonl");
    }

    private RemovalPlan plan(Finding... findings) throws Exception {
        return RemovalPlan.of(SampleReport.write(report, headerAt("s3://photos/", "deer/exemplar.jpg"), findings));
    }

    private static FindingFilter keyIn(Set<String> keys) {
        return finding -> keys.contains(finding.image().key());
    }

    private static List<String> keys(RemovalPlan plan) throws IOException {
        List<String> keys = new ArrayList<>();
        try (RemovalPlan.Entries entries = plan.entries()) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                keys.add(next.get().image().key());
            }
            assertThat(entries.next()).isEmpty();
        }
        return keys;
    }

    @Nested
    class Of_images_that_were_changed_while_they_were_checked {

        private Path written(String... changed) throws IOException {
            return SampleReport.at("s3://photos/")
                    .exemplars("deer/exemplar.jpg")
                    .add(flagged("a"), flagged("b"), kept("c"))
                    .changedMeanwhile(changed)
                    .write(report);
        }

        @Test
        void those_that_a_person_has_seen_since_may_go() throws Exception {
            Decision seen = new Decision(Decision.Choice.REMOVE, Optional.empty(), Instant.EPOCH);

            RemovalPlan plan = RemovalPlan.of(
                    written("a", "b", "c"), image -> image.key().equals("b") ? Optional.of(seen) : Optional.empty());

            assertThat(keys(plan)).containsExactly("a", "b");
            assertThat(Obstacles.changes(plan).at(List.of(image("a"), image("b"))))
                    .containsOnlyKeys("a");
            assertThat(Obstacles.changes(plan.only(keyIn(Set.of("b")))).at(List.of(image("b"))))
                    .isEmpty();
        }
    }

    @Nested
    class A_plan {

        @Test
        void has_the_flagged_images_in_the_order_of_the_report_and_nothing_else() throws Exception {
            RemovalPlan plan =
                    plan(kept("a"), flagged("b"), skipped("c"), flagged("d"), failed("e"), kept("f"), flagged("g"));

            assertThat(keys(plan)).containsExactly("b", "d", "g");
            assertThat(plan.summary().counts().flag()).isEqualTo(3);
            assertThat(plan.summary().counts().images()).isEqualTo(7);
        }

        @Test
        void has_each_image_with_the_ETag_and_the_size_it_was_judged_by() throws Exception {
            ImageEntry image = image("b", 42, "9b2c");

            try (RemovalPlan.Entries entries =
                    plan(kept("a"), flagged(image, "no-overlap")).entries()) {
                assertThat(entries.next()).map(Finding::image).contains(image);
            }
        }

        @Test
        void never_has_an_exemplar_even_if_the_report_flags_it() throws Exception {
            RemovalPlan plan = plan(flagged("a"), flagged("deer/exemplar.jpg"), flagged("z"));

            assertThat(keys(plan)).containsExactly("a", "z");
            assertThat(plan.overview().images()).isEqualTo(2);
        }

        @Test
        void of_a_report_without_flagged_images_is_empty() throws Exception {
            RemovalPlan plan = plan(kept("a"), skipped("b"));

            assertThat(keys(plan)).isEmpty();
            assertThat(plan.overview().images()).isZero();
            assertThat(plan.overview().oldest()).isEmpty();
            assertThat(plan.overview().newest()).isEmpty();
        }

        @Test
        void knows_its_report() throws Exception {
            RemovalPlan plan = plan(flagged("a"));

            assertThat(plan.report()).isEqualTo(report);
            assertThat(plan.header()).isEqualTo(headerAt("s3://photos/", "deer/exemplar.jpg"));
        }

        @Test
        void can_be_gone_through_more_than_once() throws Exception {
            RemovalPlan plan = plan(flagged("a"), flagged("b"));

            assertThat(keys(plan)).isEqualTo(keys(plan)).containsExactly("a", "b");
        }
    }

    @Nested
    class Nothing_is_planned_by_a_report {

        @Test
        void that_is_unfinished() throws Exception {
            SampleReport.writeUnfinished(report, headerAt("s3://photos/"), flagged("a"));

            assertThatExceptionOfType(UnfinishedReportException.class)
                    .isThrownBy(() -> RemovalPlan.of(report))
                    .withMessage(report + " is unfinished: it has no summary line");
        }

        @Test
        void that_both_keeps_and_flags_a_key() {
            assertThatExceptionOfType(AlteredReportException.class)
                    .isThrownBy(() -> plan(kept("a"), flagged("b"), flagged("a")))
                    .withMessageContaining("line 2: a stands there twice");
            assertThatExceptionOfType(AlteredReportException.class)
                    .isThrownBy(() -> plan(flagged("a"), kept("a")))
                    .withMessageContaining("line 3: a stands there twice");
        }

        @Test
        void whose_summary_is_torn() throws Exception {
            SampleReport.write(report, headerAt("s3://photos/"), flagged("a"));
            String content = Files.readString(report);
            Files.writeString(report, content.substring(0, content.length() - 10));

            assertThatExceptionOfType(UnfinishedReportException.class).isThrownBy(() -> RemovalPlan.of(report));
        }

        @Test
        void that_goes_on_after_its_summary() throws Exception {
            SampleReport.write(report, headerAt("s3://photos/"), flagged("a"));
            String line = Files.readAllLines(report).get(1);
            Files.writeString(report, line.replace("\"a\"", "\"b\""), StandardOpenOption.APPEND);

            assertThatExceptionOfType(MalformedReportException.class).isThrownBy(() -> RemovalPlan.of(report));
        }

        @Test
        void that_cannot_be_read() throws Exception {
            SampleReport.write(report, headerAt("s3://photos/"), flagged("a"));
            Files.writeString(report, Files.readString(report).replace("\"verdict\":\"flag\"", "\"verdict\":\"burn\""));

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> RemovalPlan.of(report))
                    .withMessageContaining("line 2");
        }

        @Test
        void that_is_gone() {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> RemovalPlan.of(report));
        }
    }

    @Nested
    class A_plan_fails_if_its_report {
        private RemovalPlan plan;

        @BeforeEach
        void make_a_plan() throws Exception {
            plan = plan(flagged("a"), flagged("b"));
            assertThat(keys(plan)).hasSize(2);
        }

        private void assertFails() {
            String message = report + " was changed after it was read; nothing more was removed";
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> plan.entries().close())
                    .withMessage(message);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> plan.only(keyIn(Set.of("a"))))
                    .withMessage(message);
        }

        @Test
        void has_grown_since() throws IOException {
            Files.writeString(report, "\n", StandardOpenOption.APPEND);

            assertFails();
        }

        @Test
        void was_written_again_with_the_same_size_since() throws IOException {
            Files.writeString(report, Files.readString(report).replace("\"key\":\"a\"", "\"key\":\"c\""));
            Files.setLastModifiedTime(report, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

            assertFails();
        }

        @Test
        void is_another_file_since_that_looks_the_same() throws IOException {
            FileTime modified = Files.getLastModifiedTime(report);
            Path other = Files.copy(report, folder.resolve("other"));
            Files.setLastModifiedTime(other, modified);
            Files.move(other, report, StandardCopyOption.REPLACE_EXISTING);

            assertFails();
        }

        @Test
        void is_gone_since() throws IOException {
            Files.delete(report);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> plan.entries().close());
        }
    }

    @Nested
    class A_narrower_plan {

        @Test
        void has_the_chosen_images_of_the_plan_in_its_order() throws Exception {
            RemovalPlan narrow = plan(flagged("a"), flagged("b"), flagged("c")).only(keyIn(Set.of("c", "a")));

            assertThat(keys(narrow)).containsExactly("a", "c");
            assertThat(narrow.overview().images()).isEqualTo(2);
            assertThat(narrow.overview().examples()).containsExactly("a", "c");
        }

        @Test
        void never_has_more_than_the_plan() throws Exception {
            RemovalPlan plan = plan(flagged("a"), kept("b"), skipped("c"), failed("d"), flagged("deer/exemplar.jpg"));
            Set<String> everything = Set.of("a", "b", "c", "d", "deer/exemplar.jpg", "elsewhere");

            assertThat(keys(plan.only(keyIn(everything)))).containsExactly("a");
            assertThat(keys(plan.only(keyIn(Set.of())).only(keyIn(everything)))).isEmpty();
        }

        @Test
        void is_of_the_same_report() throws Exception {
            RemovalPlan plan = plan(flagged("a"), flagged("b"));
            RemovalPlan narrow = plan.only(keyIn(Set.of("a")));

            assertThat(narrow.summary().counts())
                    .isEqualTo(plan.summary().counts())
                    .extracting(Counts::flag)
                    .isEqualTo(2L);
            assertThat(narrow.report()).isEqualTo(report);
            assertThat(narrow.header()).isEqualTo(plan.header());
            assertThat(keys(plan)).as("the plan itself").containsExactly("a", "b");
        }
    }

    @Nested
    class An_overview {

        private static ImageEntry modified(String key, String when) {
            return new ImageEntry(key, 1_000_000_000_000L, "x", Instant.parse(when));
        }

        @Test
        void adds_up_what_the_plan_has() throws Exception {
            RemovalPlan plan = plan(
                    flagged(modified("a", "2026-03-01T00:00:00Z"), "no-overlap"),
                    kept("b"),
                    flagged(modified("c", "2026-01-01T00:00:00Z"), "contains:Person", "no-overlap"),
                    flagged(modified("d", "2026-05-01T00:00:00Z"), "contains:Car"),
                    flagged(modified("e", "2026-02-01T00:00:00Z"), "contains:Car", "no-overlap"));

            RemovalPlan.Overview overview = plan.overview();

            assertThat(overview.images()).isEqualTo(4);
            assertThat(overview.bytes()).isEqualTo(4_000_000_000_000L);
            assertThat(overview.oldest()).contains(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(overview.newest()).contains(Instant.parse("2026-05-01T00:00:00Z"));
            assertThat(overview.examples()).containsExactly("a", "c", "d");
        }

        @Test
        void has_the_most_frequent_reasons_first_and_equal_ones_by_name() throws Exception {
            RemovalPlan plan = plan(
                    flagged(image("a"), "no-overlap", "contains:Zebra"),
                    flagged(image("b"), "contains:Person", "no-overlap"),
                    flagged(image("c"), "contains:Car"),
                    flagged(image("d"), "no-overlap", "contains:Car"));

            assertThat(plan.overview().reasons())
                    .containsExactly(
                            entry(Reason.parse("no-overlap"), 3L),
                            entry(Reason.parse("contains:Car"), 2L),
                            entry(Reason.parse("contains:Person"), 1L),
                            entry(Reason.parse("contains:Zebra"), 1L));
        }
    }
}
