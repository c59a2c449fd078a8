package io.github.labelverifier.report;

import static io.github.labelverifier.report.SampleReport.LOCATION;
import static io.github.labelverifier.report.SampleReport.POLICY;
import static io.github.labelverifier.report.SampleReport.image;
import static io.github.labelverifier.report.SampleReport.kept;
import static io.github.labelverifier.report.SampleReport.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        return ReusedAnswers.open(file, LOCATION, POLICY, Set.of(), inListingOrder);
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
        void a_report_in_another_order_is_refused() throws IOException {
            write(kept("a"), kept("c"), kept("b"));

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessage(file + " line 4: out of key order, as a listing never is");
        }

        @Test
        void a_report_that_has_a_key_twice_is_refused() throws IOException {
            write(kept("a"), SampleReport.skipped("a"));

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessageStartingWith(file + " line 3: ");
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
                            random.nextInt(5) == 0 ? SampleReport.failed(image.key()) : kept(image, shows("L" + i)));
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
                assertThat(anyOrder.usable()).isEqualTo(listingOrder.usable());
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
                try (ReusedAnswers answers =
                        ReusedAnswers.open(file, LOCATION, rule(minConfidence, maxLabels), Set.of(), inListingOrder)) {
                    assertThat(answers.find(image("a")).isPresent()).isEqualTo(expected);
                    assertThat(answers.usable()).isEqualTo(expected ? 1 : 0);
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

            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, rule(20, 500), Set.of(), inListingOrder)) {
                assertThat(answers.find(image("a"))).contains(wide);
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).isEmpty();
                assertThat(answers.usable()).isEqualTo(1);
            }
            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, rule(95, 5), Set.of(), inListingOrder)) {
                assertThat(answers.usable()).isEqualTo(3);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_not_there_for_an_image_that_was_skipped_or_in_error(boolean inListingOrder) throws IOException {
            write(SampleReport.skipped("a"), SampleReport.failed("b"), kept("c"));

            try (ReusedAnswers answers = open(inListingOrder)) {
                assertThat(answers.find(image("a"))).isEmpty();
                assertThat(answers.find(image("b"))).isEmpty();
                assertThat(answers.find(image("c"))).isPresent();
                assertThat(answers.usable()).isEqualTo(1);
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
                    assertThat(answers.usable()).isEqualTo(2);
                }
            }
        }

        @Test
        void of_another_location_is_refused() throws IOException {
            write(kept("a"));

            assertThatExceptionOfType(ForeignReportException.class)
                    .isThrownBy(() -> ReusedAnswers.open(file, "s3://photos/moose/", POLICY, Set.of(), true))
                    .withMessage(file + " is a report of s3://photos/deer/, not of s3://photos/moose/");
        }

        @Test
        void that_cannot_be_read_to_its_end_is_refused_before_it_answers() throws IOException {
            write(kept("a"));
            Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> open(true))
                    .withMessageStartingWith(file + " line 4: ");
        }

        @Test
        void shows_its_header() throws IOException {
            write();

            try (ReusedAnswers answers = open(true)) {
                assertThat(answers.header()).isEqualTo(SampleReport.header());
                assertThat(answers.usable()).isZero();
            }
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

            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, POLICY, Set.of("other/place", "z"), true)) {
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

            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, POLICY, Set.of("c", "b"), true)) {
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

            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, rule(50, 10), Set.of("z", "a"), true)) {
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
                assertThat(answers.usable()).isEqualTo(3);
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
            try (ReusedAnswers answers = ReusedAnswers.open(file, LOCATION, rule(60, 10), Set.of(), inListingOrder)) {
                assertThat(answers.usable()).isEqualTo(2);
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
}
