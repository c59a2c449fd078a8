package io.github.labelverifier.report;

import static io.github.labelverifier.sample.SampleFindings.image;
import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleFindings.shows;
import static io.github.labelverifier.sample.SampleReport.LOCATION;
import static io.github.labelverifier.sample.SampleReport.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReusedAnswersTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name_a_report() {
        file = folder.resolve("earlier.jsonl");
    }

    private void write(Finding... findings) throws IOException {
        SampleReport.write(file, SampleReport.header(), findings);
    }

    private ReusedAnswers open(boolean inListingOrder) throws IOException {
        return open(POLICY, inListingOrder);
    }

    private ReusedAnswers open(Policy policy, boolean inListingOrder, ImageEntry... exemplars) throws IOException {
        return open(List.of(file), policy, inListingOrder, exemplars);
    }

    private static ReusedAnswers open(List<Path> given, Policy policy, boolean inListingOrder, ImageEntry... exemplars)
            throws IOException {
        return ReusedAnswers.open(
                given, new ReusedAnswers.Wanted(LOCATION, policy, List.of(exemplars), inListingOrder, false));
    }

    private static ReusedAnswers open(Path... given) throws IOException {
        return open(List.of(given), POLICY, true);
    }

    private static Policy rule(double minConfidence, int maxLabels) {
        return new Policy(minConfidence, maxLabels, List.of(), List.of());
    }

    @Nested
    class In_listing_order {

        @Test
        void each_image_gets_the_answer_that_was_recorded_for_it() throws IOException {
            write(kept(image("a"), shows("A")), kept(image("c"), shows("C")), kept(image("e"), shows("E")));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("a"))).contains(shows("A"));
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).contains(shows("C"));
                assertThat(answers.find(image("d"))).isEmpty();
                assertThat(answers.find(image("e"))).contains(shows("E"));
                assertThat(answers.find(image("f"))).isEmpty();
            }
        }

        @Test
        void images_that_are_gone_are_passed_over() throws IOException {
            write(kept("a"), kept("b"), kept("c"), kept("d"));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("d"))).isPresent();
            }
        }

        @Test
        void the_order_is_that_of_UTF_8() throws IOException {
            write(kept(image("\uffee"), shows("A")), kept(image("\ud83e\udd8c"), shows("B")));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("\uffee"))).contains(shows("A"));
                assertThat(answers.find(image("\ud83e\udd8c"))).contains(shows("B"));
            }
        }

        @Test
        void a_report_in_another_order_answers_too() throws IOException {
            write(kept(image("a"), shows("A")), kept(image("c"), shows("C")), kept(image("b"), shows("B")));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("a"))).contains(shows("A"));
                assertThat(answers.find(image("b"))).contains(shows("B"));
                assertThat(answers.find(image("c"))).contains(shows("C"));
            }
        }

        @Test
        void a_report_in_another_order_that_has_a_key_twice_is_refused() throws IOException {
            write(kept("c"), kept("a"), kept("b"), kept("c"));

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessage(file + " line 5: the key c stands there twice");
        }

        @Test
        void a_report_that_has_a_key_twice_is_refused() throws IOException {
            write(kept("a"), SampleFindings.skipped("a"));

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessage(file + " line 3: the key a stands there twice");
        }
    }

    @Nested
    class In_any_order {

        @Test
        void each_image_gets_the_answer_that_was_recorded_for_it() throws IOException {
            write(kept(image("c"), shows("C")), kept(image("a"), shows("A")), kept(image("b"), shows("B")));

            try (ReusedAnswers answers = open(false)) {
                assertThat(answers.find(image("b"))).contains(shows("B"));
                assertThat(answers.find(image("c"))).contains(shows("C"));
                assertThat(answers.find(image("d"))).isEmpty();
                assertThat(answers.find(image("a"))).contains(shows("A"));
                assertThat(answers.find(image("b"))).contains(shows("B"));
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void the_answers_are_those_of_listing_order(long seed) throws IOException {
            Random random = new Random(seed);
            List<Finding> findings = new ArrayList<>();
            List<ImageEntry> asked = new ArrayList<>();
            for (int i = 1_000; i < 2_000; i++) {
                ImageEntry image = image("deer/" + i);
                if (random.nextBoolean()) {
                    findings.add(
                            random.nextInt(5) == 0 ? SampleFindings.failed(image.key()) : kept(image, shows("L" + i)));
                }
                if (random.nextBoolean()) {
                    asked.add(random.nextInt(5) == 0 ? image(image.key(), 1, "changed") : image);
                }
            }
            write(findings.toArray(Finding[]::new));

            List<ImageEntry> shuffled = new ArrayList<>(asked);
            Collections.shuffle(shuffled, random);
            int found = 0;
            try (ReusedAnswers anyOrder = open(false);
                    ReusedAnswers sameAgain = open(false);
                    ReusedAnswers listingOrder = open(true)) {
                for (ImageEntry image : shuffled) {
                    assertThat(anyOrder.find(image)).isEqualTo(sameAgain.find(image));
                }
                for (ImageEntry image : asked) {
                    assertThat(listingOrder.find(image)).isEqualTo(anyOrder.find(image));
                    found += anyOrder.find(image).isPresent() ? 1 : 0;
                }
            }
            assertThat(found).isBetween(50, 450);
        }
    }

    @Nested
    class An_answer {

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_only_good_for_the_content_it_was_given_for(boolean inListingOrder) throws IOException {
            write(
                    kept(image("a", 5, "x"), shows("A")),
                    kept(image("b", 5, "x"), shows("B")),
                    kept(image("c", 5, ""), shows("C")),
                    kept(image("d", 5, "x"), shows("D")));

            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(image("a", 5, "y"))).as("another ETag").isEmpty();
                assertThat(answers.find(image("b", 6, "x"))).as("another size").isEmpty();
                assertThat(answers.find(image("c", 5, ""))).as("no ETag").isEmpty();
                assertThat(answers.find(image("d", 5, "x"))).contains(shows("D"));
            }
        }

        @ParameterizedTest
        @CsvSource({"85, 10, true", "55, 50, true", "54.9, 10, false", "0, 10, false", "85, 51, false"})
        void is_only_good_for_a_rule_that_looks_at_no_more_than_was_asked_for(
                double minConfidence, int maxLabels, boolean expected) throws IOException {
            write(kept("a"));

            for (boolean inListingOrder : new boolean[] {true, false}) {
                try (ReusedAnswers answers = open(rule(minConfidence, maxLabels), inListingOrder)) {
                    assertThat(answers.find(image("a")).isPresent()).isEqualTo(expected);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void that_was_itself_reused_is_judged_by_what_its_own_call_asked_for(boolean inListingOrder)
                throws IOException {
            Detection wide = shows("A", new Asked(10, 999));
            Detection narrow = shows("B", new Asked(90, 5));
            write(kept(image("a"), wide), kept(image("b"), narrow), kept("c"));

            try (ReusedAnswers answers = open(rule(20, 500), inListingOrder)) {
                assertThat(answers.find(image("a"))).contains(wide);
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).isEmpty();
            }
            try (ReusedAnswers answers = open(rule(95, 5), inListingOrder)) {
                assertThat(answers.hasTooNarrow()).isFalse();
                assertThat(answers.find(image("b"))).contains(narrow);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_not_there_for_an_image_that_was_skipped_or_in_error(boolean inListingOrder) throws IOException {
            write(SampleFindings.skipped("a"), SampleFindings.failed("b"), kept("c"));

            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(image("a"))).isEmpty();
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).isPresent();
            }
        }
    }

    @Nested
    class A_report {

        @Test
        void need_not_be_finished() throws IOException {
            SampleReport.writeUnfinished(file, SampleReport.header(), kept("a"), kept("b"));
            Files.writeString(file, "{\"type\":\"image\",\"key\":\"c", StandardOpenOption.APPEND);

            for (boolean inListingOrder : new boolean[] {true, false}) {
                try (ReusedAnswers answers = open(inListingOrder)) {
                    assertThat(answers.find(image("a"))).isPresent();
                    assertThat(answers.find(image("b"))).isPresent();
                    assertThat(answers.find(image("c"))).isEmpty();
                }
            }
        }

        @Test
        void of_another_kind_of_store_is_refused() throws IOException {
            SampleReport.write(file, SampleReport.headerAt("/data/deer"), kept("a"));

            assertThatExceptionOfType(ForeignReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessageStartingWith(file + " is a report of /data/deer: ");
        }

        @Test
        void that_cannot_be_read_to_its_end_is_refused_before_it_answers() throws IOException {
            write(kept("a"));
            Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessageStartingWith(file + " line 4: ");
        }
    }

    @Nested
    class An_exemplar {

        @Test
        void has_an_answer_in_the_header_whatever_comes_first() throws IOException {
            SampleReport.write(
                    file,
                    SampleReport.header(
                            List.of("z", "other/place"),
                            List.of(
                                    new ReportHeader.Answer(image("z"), shows("Z")),
                                    new ReportHeader.Answer(image("other/place"), shows("P")))),
                    kept("a"));

            try (ReusedAnswers answers = open(POLICY, true, image("other/place"), image("z"))) {
                assertThat(answers.forExemplars().find(image("other/place"))).contains(shows("P"));
                assertThat(answers.forExemplars().find(image("z"))).contains(shows("Z"));
                assertThat(answers.forExemplars().find(image("z", 1, "changed")))
                        .isEmpty();
                assertThat(answers.find(image("a"))).isPresent();
            }
        }

        @Test
        void has_an_answer_if_it_was_an_ordinary_image_then() throws IOException {
            write(kept(image("a"), shows("A")), kept(image("b"), shows("B")), kept(image("c"), shows("C")));

            try (ReusedAnswers answers = open(POLICY, true, image("c"), image("b"))) {
                assertThat(answers.forExemplars().find(image("c"))).contains(shows("C"));
                assertThat(answers.forExemplars().find(image("b"))).contains(shows("B"));
                assertThat(answers.forExemplars().find(image("a")))
                        .as("no exemplar")
                        .isEmpty();
                assertThat(answers.find(image("a")))
                        .as("the listing still starts at its start")
                        .isPresent();
            }
        }

        @Test
        void has_none_that_does_not_suffice_for_the_rule() throws IOException {
            SampleReport.write(
                    file,
                    SampleReport.header(List.of("z"), List.of(new ReportHeader.Answer(image("z"), shows("Z")))),
                    kept("a"));

            try (ReusedAnswers answers = open(rule(50, 10), true, image("z"), image("a"))) {
                assertThat(answers.forExemplars().find(image("z"))).isEmpty();
                assertThat(answers.forExemplars().find(image("a"))).isEmpty();
            }
        }
    }

    @Nested
    class What_a_killed_run_left_beside_its_report {

        @BeforeEach
        void leave_two_answers() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.finding(kept("a"));
                writer.hold(image("d"), shows("D"));
                writer.hold(image("c"), shows("C", new Asked(80, 20)));
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_used_like_the_report_itself(boolean inListingOrder) throws IOException {
            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(image("a"))).contains(shows("Deer"));
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).contains(shows("C", new Asked(80, 20)));
                assertThat(answers.find(image("d"))).contains(shows("D"));
                assertThat(answers.forExemplars().find(image("d"))).contains(shows("D"));
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_only_good_for_the_same_content_and_rule(boolean inListingOrder) throws IOException {
            try (ReusedAnswers answers = open(rule(60, 10), inListingOrder)) {
                assertThat(answers.find(image("c"))).isEmpty();
                assertThat(answers.find(image("d", 5, "changed"))).isEmpty();
                assertThat(answers.find(image("d"))).isPresent();
            }
        }

        @Test
        void may_be_torn_at_its_end() throws IOException {
            Path pending = folder.resolve("earlier.jsonl.pending.jsonl");
            String content = Files.readString(pending);
            Files.writeString(pending, content.substring(0, content.length() - 20));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("c"))).isEmpty();
                assertThat(answers.find(image("d"))).isPresent();
            }
        }
    }

    @Nested
    class Labels_belong_to_content {
        private static final String MD5 = "0123456789abcdef0123456789abcdef";
        private static final String SHA_256 = MD5 + MD5;
        private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

        /** An image whose ETag is as its store gives it. */
        private static ImageEntry listed(String key, long size, String etag) {
            return new ImageEntry(key, size, etag, DAY);
        }

        @ParameterizedTest
        @ValueSource(strings = {MD5, MD5 + "-12", SHA_256})
        void under_whichever_name_it_stands(String etag) throws IOException {
            SampleReport.write(
                    file, SampleReport.headerAt("s3://other/place/"), kept(listed("place/1", 7, etag), shows("A")));

            for (boolean inListingOrder : new boolean[] {true, false}) {
                try (ReusedAnswers answers = open(inListingOrder)) {
                    assertThat(answers.twinOf(listed("deer/9", 7, etag)))
                            .contains(new Recorded(listed("place/1", 7, etag), shows("A"), false));
                    assertThat(answers.twinOf(listed("deer/9", 8, etag))).isEmpty();
                }
            }
        }

        private void writeProven(Path report, Finding finding, String... changed) throws IOException {
            SampleReport.at(LOCATION).add(finding).changedMeanwhile(changed).write(report);
        }

        @Test
        void and_are_proven_where_the_run_looked_again_after_its_calls() throws IOException {
            writeProven(file, kept(listed("a", 7, MD5), shows("A")));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.twinOf(listed("b", 7, MD5)))
                        .contains(new Recorded(listed("a", 7, MD5), shows("A"), true));
                assertThat(answers.find(listed("a", 7, MD5))).contains(shows("A"));
                assertThat(answers.tooNarrow(listed("b", 7, MD5))).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void but_not_of_an_image_that_was_changed_meanwhile(boolean inListingOrder) throws IOException {
            writeProven(file, kept(listed("a", 7, MD5), shows("A")), "a");

            try (ReusedAnswers answers = open(POLICY, inListingOrder, listed("a", 7, MD5))) {
                assertThat(answers.twinOf(listed("b", 7, MD5))).isEmpty();
                assertThat(answers.find(listed("a", 7, MD5))).isEmpty();
                assertThat(answers.forExemplars().find(listed("a", 7, MD5))).isEmpty();
            }
        }

        @Test
        void and_one_that_is_proven_goes_before_a_later_one_that_is_not() throws IOException {
            writeProven(file, kept(listed("a", 7, MD5), shows("A")));
            Path killed = folder.resolve("killed.jsonl");
            SampleReport.at(LOCATION)
                    .add(kept(listed("a", 7, MD5), shows("B")))
                    .unfinished()
                    .write(killed);
            Files.setLastModifiedTime(killed, FileTime.from(Instant.now().plusSeconds(60)));

            try (ReusedAnswers answers = open(List.of(file, killed), POLICY, false, listed("a", 7, MD5))) {
                assertThat(answers.find(listed("a", 7, MD5))).contains(shows("B"));
                assertThat(answers.twinOf(listed("b", 7, MD5)))
                        .contains(new Recorded(listed("a", 7, MD5), shows("A"), true));
            }
        }

        @Test
        void but_are_not_found_for_another_image_as_for_the_one_that_was_shown() throws IOException {
            write(kept(listed("a", 7, MD5), shows("A")));

            for (boolean inListingOrder : new boolean[] {true, false}) {
                try (ReusedAnswers answers = open(inListingOrder)) {
                    assertThat(answers.find(listed("b", 7, MD5)))
                            .as("nobody knows whether a was what was listed when it was shown")
                            .isEmpty();
                    assertThat(answers.find(listed("a", 7, MD5))).contains(shows("A"));
                }
            }
        }

        @Test
        void but_an_ETag_that_is_no_digest_does_not_tell_it() throws IOException {
            write(kept(listed("a", 7, "same for all"), shows("A")));

            for (boolean inListingOrder : new boolean[] {true, false}) {
                try (ReusedAnswers answers = open(inListingOrder)) {
                    assertThat(answers.twinOf(listed("b", 7, "same for all"))).isEmpty();
                    assertThat(answers.find(new ImageEntry("a", 7, "same for all", Instant.EPOCH)))
                            .as("another time")
                            .isEmpty();
                    assertThat(answers.find(listed("a", 7, "same for all"))).isPresent();
                }
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void and_an_ETag_that_images_of_several_sizes_have_tells_it_of_each_alone(boolean inListingOrder)
                throws IOException {
            Finding refused = Finding.unchecked(
                    listed("c", 9, MD5), Verdict.SKIP, "invalid", Optional.of("c: perhaps below 80 pixels"));
            Asked narrow = new Asked(90, 5);
            write(
                    kept(listed("a", 7, MD5), shows("A")),
                    kept(listed("b", 8, MD5), shows("B")),
                    refused,
                    kept(listed("d", 10, MD5), shows("D", narrow)));

            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(listed("a", 7, MD5))).contains(shows("A"));
                assertThat(answers.find(listed("b", 8, MD5))).contains(shows("B"));
                assertThat(answers.twinOf(listed("x", 7, MD5))).isEmpty();
                assertThat(answers.refusal(listed("c", 9, MD5)))
                        .contains(new Refusal("invalid", "c: perhaps below 80 pixels"));
                assertThat(answers.refusal(listed("x", 9, MD5))).isEmpty();
                assertThat(answers.tooNarrow(listed("d", 10, MD5))).contains(narrow);
                assertThat(answers.tooNarrow(listed("x", 10, MD5))).isEmpty();
            }
        }

        @Test
        void so_an_image_that_got_another_name_is_known_beside_those_that_kept_theirs() throws IOException {
            write(kept("a"), kept(listed("b", 7, MD5), shows("B")), kept("c"));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.find(image("a"))).isPresent();
                assertThat(answers.find(listed("b2", 7, MD5))).isEmpty();
                assertThat(answers.twinOf(listed("b2", 7, MD5)).map(Recorded::detection))
                        .contains(shows("B"));
                assertThat(answers.find(image("c"))).isPresent();
            }
        }
    }

    @Nested
    class Several_reports {

        @Test
        void are_all_taken_files_and_folders_alike() throws IOException {
            write(kept(image("a"), shows("A")));
            Path nights = Files.createDirectories(folder.resolve("nights"));
            SampleReport.write(nights.resolve("1.jsonl"), SampleReport.header(), kept(image("c"), shows("C")));
            SampleReport.writeUnfinished(
                    nights.resolve("2.jsonl"), SampleReport.headerAt("s3://all/"), kept(image("b"), shows("B")));

            try (ReusedAnswers answers = open(file, nights)) {
                assertThat(answers.reports()).hasSize(3);
                assertThat(answers.find(image("a"))).contains(shows("A"));
                assertThat(answers.find(image("b"))).contains(shows("B"));
                assertThat(answers.find(image("c"))).contains(shows("C"));
            }
        }

        @Test
        void are_each_taken_once() throws IOException {
            write(kept("a"));

            try (ReusedAnswers answers = open(file, folder, folder.resolve(".").resolve("earlier.jsonl"))) {
                assertThat(answers.reports()).hasSize(1);
            }
        }

        @Test
        void whatever_else_lies_in_the_folder_is_passed_over() throws IOException {
            write(kept("a"));
            Files.writeString(folder.resolve("earlier.jsonl.removed.jsonl"), "{\"type\":\"removals\"}\n");
            Files.writeString(folder.resolve("list.jsonl"), "not JSON\n");
            Files.writeString(folder.resolve("begun.jsonl"), "");
            Files.writeString(folder.resolve("notes.txt"), "{\"type\":\"header\" and so on");
            Files.createDirectories(folder.resolve("images.jsonl"));
            Files.delete(folder.resolve("notes.txt"));
            SampleReport.write(folder.resolve("local.jsonl"), SampleReport.headerAt("/data/deer"), kept("b"));

            try (ReusedAnswers answers = open(folder)) {
                assertThat(answers.reports()).containsExactly(file);
            }
        }

        @Test
        void may_be_none() throws IOException {
            try (ReusedAnswers answers = open(Files.createDirectories(folder.resolve("new")))) {
                assertThat(answers.reports()).isEmpty();
                assertThat(answers.find(image("a"))).isEmpty();
            }
        }

        @Test
        void a_report_of_the_folder_that_is_damaged_is_refused() throws IOException {
            write(kept("a"));
            Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(folder))
                    .withMessageStartingWith(file + " line 4: ");
        }

        @Test
        void of_two_answers_for_a_content_the_wide_one_counts() throws IOException {
            SampleReport.write(
                    folder.resolve("narrow.jsonl"),
                    SampleReport.header(),
                    kept(image("a"), shows("Narrow", new Asked(90, 5))));
            SampleReport.write(folder.resolve("wide.jsonl"), SampleReport.header(), kept(image("a"), shows("Wide")));

            try (ReusedAnswers answers = open(folder)) {
                assertThat(answers.find(image("a"))).contains(shows("Wide"));
                assertThat(answers.tooNarrow(image("a"))).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"first.jsonl", "second.jsonl"})
        void of_two_that_began_in_the_same_second_the_one_that_was_written_last_counts(String last) throws IOException {
            for (String name : List.of("first.jsonl", "second.jsonl")) {
                Path report = folder.resolve(name);
                SampleReport.write(report, SampleReport.header(), kept(image("a"), shows(name)));
                Instant written = Instant.parse("2026-11-22T16:10:00.5Z").plusMillis(name.equals(last) ? 1 : 0);
                Files.setLastModifiedTime(report, FileTime.from(written));
            }

            try (ReusedAnswers answers = open(folder)) {
                assertThat(answers.find(image("a"))).contains(shows(last));
            }
        }

        @Test
        void of_two_that_differ_in_no_time_the_one_that_is_given_later_counts() throws IOException {
            for (String name : List.of("first.jsonl", "second.jsonl")) {
                SampleReport.write(folder.resolve(name), SampleReport.header(), kept(image("a"), shows(name)));
                Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.parse("2026-11-22T16:10:00.5Z")));
            }

            try (ReusedAnswers answers = open(folder.resolve("second.jsonl"), folder.resolve("first.jsonl"))) {
                assertThat(answers.find(image("a"))).contains(shows("first.jsonl"));
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void answer_like_one_that_has_all(long seed) throws IOException {
            Random random = new Random(seed);
            List<List<Finding>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 10_000; i < 16_000; i++) {
                parts.get(random.nextInt(3)).add(kept(image("deer/" + i), shows("L" + i)));
            }
            Collections.shuffle(parts.get(1), random);
            for (int i = 0; i < 3; i++) {
                SampleReport.write(
                        folder.resolve(i + ".jsonl"),
                        SampleReport.header(),
                        parts.get(i).toArray(Finding[]::new));
            }

            try (ReusedAnswers answers = open(folder)) {
                for (int i = 10_000; i < 16_000; i++) {
                    assertThat(answers.find(image("deer/" + i))).contains(shows("L" + i));
                    assertThat(answers.find(image("deer/" + i + "-new"))).isEmpty();
                }
            }
        }
    }

    @Nested
    class An_unfinished_report {

        @Test
        void gives_what_its_run_had_reused_from_file_or_folder() throws IOException {
            write(kept(image("a"), shows("A")));
            Path more = Files.createDirectories(folder.resolve("more"));
            SampleReport.write(more.resolve("c.jsonl"), SampleReport.header(), kept(image("c"), shows("C")));
            Path resumed = folder.resolve("resumed.jsonl");
            SampleReport.writeUnfinished(
                    resumed,
                    SampleReport.header().reusing(List.of("earlier.jsonl", more.toString())),
                    kept(image("b"), shows("B")));

            try (ReusedAnswers answers = open(resumed)) {
                assertThat(answers.find(image("a"))).contains(shows("A"));
                assertThat(answers.find(image("b"))).contains(shows("B"));
                assertThat(answers.find(image("c"))).contains(shows("C"));
            }
        }

        @Test
        void is_followed_from_one_to_the_next_and_never_in_a_circle() throws IOException {
            SampleReport.writeUnfinished(
                    file, SampleReport.header().reusing(List.of("3.jsonl")), kept(image("a"), shows("A")));
            SampleReport.writeUnfinished(
                    folder.resolve("2.jsonl"), SampleReport.header().reusing(List.of("earlier.jsonl")));
            SampleReport.writeUnfinished(
                    folder.resolve("3.jsonl"), SampleReport.header().reusing(List.of("2.jsonl")));

            try (ReusedAnswers answers = open(folder.resolve("3.jsonl"))) {
                assertThat(answers.reports()).hasSize(3);
                assertThat(answers.find(image("a"))).contains(shows("A"));
            }
        }

        @Test
        void tells_what_is_not_there_any_more() throws IOException {
            SampleReport.writeUnfinished(file, SampleReport.header().reusing(List.of("gone.jsonl")), kept("a"));

            try (ReusedAnswers answers = open(file)) {
                assertThat(answers.missing()).containsExactly(folder.resolve("gone.jsonl"));
                assertThat(answers.find(image("a"))).isPresent();
            }
        }

        @Test
        void that_was_cut_off_in_its_first_line_is_passed_over_in_a_folder() throws IOException {
            write(kept(image("a"), shows("A")));
            Files.writeString(
                    folder.resolve("cut.jsonl"), Files.readString(file).substring(0, 100));

            try (ReusedAnswers answers = open(folder)) {
                assertThat(answers.reports()).containsExactly(file);
            }
        }

        @Test
        void is_one_whose_summary_was_cut() throws IOException {
            write(kept(image("a"), shows("A")));
            String text = Files.readString(file);
            for (String end : List.of("\"skipped\":{}", "\"flag\":0,")) {
                Files.writeString(file, text.substring(0, text.indexOf(end) + end.length()));

                try (ReusedAnswers answers = open(file)) {
                    assertThat(answers.find(image("a"))).contains(shows("A"));
                }
            }
        }

        @Test
        void once_finished_gives_what_its_run_had_reused_where_it_proves_nothing_itself() throws IOException {
            SampleReport.at(LOCATION)
                    .add(kept(image("a"), shows("A")))
                    .changedMeanwhile()
                    .write(file);
            Path second = folder.resolve("second.jsonl");
            SampleReport.write(second, SampleReport.header().reusing(List.of("earlier.jsonl")), kept("b"));

            try (ReusedAnswers answers = open(second)) {
                assertThat(answers.reports()).containsExactly(second, file);
            }
        }

        @Test
        void once_finished_has_all_that_its_run_needed() throws IOException {
            SampleReport.write(
                    folder.resolve("finished.jsonl"), SampleReport.header().reusing(List.of("gone.jsonl")), kept("b"));

            try (ReusedAnswers answers = open(folder.resolve("finished.jsonl"))) {
                assertThat(answers.missing()).isEmpty();
                assertThat(answers.reports()).hasSize(1);
            }
        }
    }

    @Nested
    class What_was_recorded_too_narrowly {

        @Test
        void is_told_with_what_was_asked_for() throws IOException {
            write(kept("a"), kept(image("b"), shows("B", new Asked(40, 60))), SampleFindings.skipped("c"));

            try (ReusedAnswers answers = open(rule(50, 10), true)) {
                assertThat(answers.hasTooNarrow()).isTrue();
                assertThat(answers.tooNarrow(image("a"))).contains(SampleFindings.ASKED);
                assertThat(answers.tooNarrow(image("b"))).isEmpty();
                assertThat(answers.tooNarrow(image("c"))).isEmpty();
                assertThat(answers.tooNarrow(image("a", 5, "changed"))).isEmpty();
            }
            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.hasTooNarrow()).isFalse();
            }
        }
    }

    @Nested
    class What_was_refused_for_its_content {
        private final Finding refused =
                Finding.unchecked(image("b"), Verdict.SKIP, "invalid", Optional.of("b: perhaps below 80 pixels"));

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_refused_again_while_it_is_unchanged(boolean inListingOrder) throws IOException {
            write(kept("a"), refused, SampleFindings.skipped("c"), SampleFindings.failed("d"));

            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.refusal(image("b"))).contains(new Refusal("invalid", "b: perhaps below 80 pixels"));
                assertThat(answers.refusal(image("b", 5, "changed"))).isEmpty();
                assertThat(answers.refusal(image("a"))).as("answered").isEmpty();
                assertThat(answers.refusal(image("c"))).as("never sent").isEmpty();
                assertThat(answers.refusal(image("d"))).as("an error").isEmpty();
            }
        }

        @Test
        void is_named_by_the_name_that_it_has_now() throws IOException {
            String etag = "0123456789abcdef0123456789abcdef";
            write(Finding.unchecked(
                    image("old", 7, etag), Verdict.SKIP, "invalid", Optional.of("old: no picture of old: at all")));

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.refusal(image("new", 7, etag)))
                        .contains(new Refusal("invalid", "new: no picture of old: at all"));
            }
        }
    }
}
