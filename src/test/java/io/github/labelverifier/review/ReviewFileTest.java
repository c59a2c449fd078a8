package io.github.labelverifier.review;

import static io.github.labelverifier.sample.SampleFindings.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.review.Decision.Choice;
import io.github.labelverifier.sample.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T16:11:12.345678Z"), ZoneOffset.UTC);
    private static final String HEADER = "{\"type\":\"review-header\",\"schema\":1,\"tool\":\"label-verifier 1.0.0\","
            + "\"location\":\"s3://photos/deer/\",\"startedAt\":\"2026-11-22T10:00:00Z\"}\n";

    @TempDir
    Path folder;

    private Path report;
    private Path file;

    @BeforeEach
    void name_a_report() {
        report = folder.resolve("report.jsonl");
        file = folder.resolve("report.jsonl.review.jsonl");
    }

    private ReviewFile open() throws Exception {
        return ReviewFile.open(report, SampleReport.header(), CLOCK);
    }

    private ReviewFile view() throws Exception {
        return ReviewFile.view(file, SampleReport.header());
    }

    private static String line(String key, String decision) {
        ImageEntry image = image(key);
        return "{\"type\":\"review\",\"key\":\"" + key + "\",\"size\":" + image.size() + ",\"etag\":\"" + image.etag()
                + "\",\"decision\":\"" + decision + "\",\"at\":\"2026-11-25T16:11:12.345Z\"}\n";
    }

    private static Optional<Choice> choice(Decisions decisions, String key) throws IOException {
        return decisions.of(image(key)).map(Decision::choice);
    }

    @Test
    void every_decision_is_in_the_file_at_once() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(image("deer/1.jpg"), Choice.REMOVE);
            assertThat(Files.readString(file)).isEqualTo(HEADER + line("deer/1.jpg", "remove"));

            review.move(List.of(image("deer/2.jpg")), "s3://photos/dog/");
            assertThat(Files.readString(file)).contains("\"decision\":\"move\",\"to\":\"s3://photos/dog/\"");
            assertThat(review.of(image("deer/2.jpg")).orElseThrow().to()).contains("s3://photos/dog/");
        }
    }

    @Test
    void the_last_line_on_a_key_counts_and_one_can_take_the_others_back() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(List.of(image("1"), image("2"), image("3")), Choice.REMOVE);
            review.decide(image("2"), Choice.KEEP);
            review.undo(List.of(image("3")));

            assertThat(choice(review, "1")).contains(Choice.REMOVE);
            assertThat(choice(review, "2")).contains(Choice.KEEP);
            assertThat(choice(review, "3")).isEmpty();
            assertThat(review.decided()).isEqualTo(2);
        }
        try (ReviewFile review = view()) {
            assertThat(choice(review, "2")).contains(Choice.KEEP);
            assertThat(choice(review, "3")).isEmpty();
            assertThat(review.decided()).isEqualTo(2);
        }
    }

    @Test
    void a_decision_is_of_the_content_that_was_seen() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(image("1"), Choice.REMOVE);

            assertThat(review.of(image("1", image("1").size(), "other"))).isEmpty();
            assertThat(review.of(new ImageEntry("1", 5, image("1").etag(), Instant.EPOCH)))
                    .isEmpty();
            assertThat(review.of(image("1").named("2"))).isEmpty();
        }
    }

    @Test
    void what_has_no_etag_is_never_decided() throws Exception {
        ImageEntry unread = image("1", 7, "");
        try (ReviewFile review = open()) {
            review.decide(unread, Choice.REMOVE);

            assertThat(review.of(unread)).isEmpty();
        }
    }

    @Test
    void a_later_review_goes_on_from_there() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(image("1"), Choice.KEEP);
        }
        try (ReviewFile review = open()) {
            assertThat(choice(review, "1")).contains(Choice.KEEP);
            review.decide(image("2"), Choice.UNSURE);
        }
        assertThat(Files.readString(file)).isEqualTo(HEADER + line("1", "keep") + line("2", "unsure"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 90})
    void a_line_that_a_kill_cut_off_counts_as_not_written_and_is_mended(int length) throws Exception {
        Files.writeString(file, HEADER + line("1", "keep") + line("2", "remove").substring(0, length));

        try (ReviewFile review = view()) {
            assertThat(choice(review, "1")).contains(Choice.KEEP);
            assertThat(choice(review, "2")).isEmpty();
        }
        try (ReviewFile review = open()) {
            assertThat(review.decided()).isEqualTo(1);
            review.decide(image("3"), Choice.KEEP);
        }
        assertThat(Files.readString(file)).isEqualTo(HEADER + line("1", "keep") + line("3", "keep"));
    }

    @Test
    void a_header_that_a_kill_cut_off_is_written_anew() throws Exception {
        Files.writeString(file, HEADER.substring(0, 40));

        try (ReviewFile review = open()) {
            review.decide(image("1"), Choice.KEEP);
        }
        assertThat(Files.readString(file)).isEqualTo(HEADER + line("1", "keep"));
    }

    @Test
    void a_last_line_that_only_lacks_its_end_counts() throws Exception {
        Files.writeString(file, HEADER + line("1", "keep").strip());

        try (ReviewFile review = view()) {
            assertThat(choice(review, "1")).contains(Choice.KEEP);
        }
        try (ReviewFile review = open()) {
            review.decide(image("2"), Choice.KEEP);
        }
        assertThat(Files.readString(file)).isEqualTo(HEADER + line("1", "keep") + line("2", "keep"));
    }

    @Test
    void a_second_review_of_the_report_is_refused_while_one_is_open() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(image("1"), Choice.KEEP);

            assertThatExceptionOfType(ReviewInUseException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("another review of this report is under way");
        }
        open().close();
    }

    @Test
    void a_review_of_another_report_is_unfit() throws Exception {
        try (ReviewFile review = ReviewFile.open(report, SampleReport.headerAt("s3://photos/dog/"), CLOCK)) {
            review.decide(image("1"), Choice.KEEP);
        }

        assertThatExceptionOfType(ReviewUnfitException.class)
                .isThrownBy(this::open)
                .withMessageContaining("is the review of another report: of s3://photos/dog/");
        assertThat(Files.readString(file)).contains("s3://photos/dog/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json\n",
                "[]\n",
                "{\"type\":\"review\",\"size\":1,\"etag\":\"e\",\"decision\":\"keep\",\"at\":\"2026-11-25T16:11:12Z\"}\n",
                "{\"type\":\"review\",\"key\":\"1\",\"size\":1,\"etag\":\"e\",\"decision\":\"burn\",\"at\":\"2026-11-25T16:11:12Z\"}\n",
                "{\"type\":\"review\",\"key\":\"1\",\"size\":1,\"etag\":\"e\",\"decision\":\"move\",\"at\":\"2026-11-25T16:11:12Z\"}\n",
                "{\"type\":\"review\",\"key\":\"1\",\"size\":-1,\"etag\":\"e\",\"decision\":\"keep\",\"at\":\"2026-11-25T16:11:12Z\"}\n",
                "{\"type\":\"review\",\"key\":\"1\",\"size\":1,\"etag\":\"e\",\"decision\":\"keep\",\"at\":\"now\"}\n",
                "{\"type\":\"review\",\"key\":[],\"size\":1,\"etag\":\"e\",\"decision\":\"keep\",\"at\":\"2026-11-25T16:11:12Z\"}\n"
            })
    void a_line_that_cannot_be_read_makes_it_unfit_and_says_which(String line) throws Exception {
        Files.writeString(file, HEADER + line("1", "keep") + line + line("2", "keep"));

        assertThatExceptionOfType(ReviewUnfitException.class)
                .isThrownBy(this::view)
                .withMessageContaining("report.jsonl.review.jsonl line 3");
    }

    @Test
    void what_is_no_review_is_left_alone() throws Exception {
        Files.writeString(file, "{\"type\":\"header\",\"schema\":1}\n");

        assertThatExceptionOfType(ReviewUnfitException.class)
                .isThrownBy(this::open)
                .withMessageContaining("is no review: its first line is no header");
        assertThat(Files.readString(file)).isEqualTo("{\"type\":\"header\",\"schema\":1}\n");
    }

    @Test
    void nothing_decided_leaves_no_file() throws Exception {
        open().close();

        assertThat(file).doesNotExist();
        assertThat(ReviewFile.exists(report)).isFalse();
    }

    @Test
    void what_a_later_version_adds_is_passed_over() throws Exception {
        Files.writeString(
                file,
                HEADER.replace("\"schema\"", "\"more\":{\"a\":[1]},\"schema\"") + "\n{\"type\":\"later\"}\n"
                        + line("1", "keep").replace("\"key\"", "\"by\":\"me\",\"key\""));

        try (ReviewFile review = view()) {
            assertThat(choice(review, "1")).contains(Choice.KEEP);
        }
    }

    @Test
    void the_sample_that_was_drawn_last_is_known_later() throws Exception {
        try (ReviewFile review = open()) {
            review.draw(new ReviewSample(60, 42));
            review.decide(image("1"), Choice.KEEP);
            review.draw(new ReviewSample(80, -7));
        }
        try (ReviewFile review = view()) {
            assertThat(review.sample()).contains(new ReviewSample(80, -7));
            assertThat(choice(review, "1")).contains(Choice.KEEP);
        }
    }

    @Test
    void it_grows_beyond_what_is_looked_at() throws Exception {
        try (ReviewFile review = open()) {
            review.decide(image("1"), Choice.KEEP);
            try (ReviewFile looked = view()) {
                Files.writeString(file, line("1", "remove"), StandardOpenOption.APPEND);
                assertThat(choice(looked, "1")).contains(Choice.KEEP);
            }
        }
    }

    @Test
    void thousands_of_decisions_are_found_again() throws Exception {
        List<ImageEntry> images = java.util.stream.IntStream.range(0, 5_000)
                .mapToObj(i -> image("deer/" + "x".repeat(i % 700) + i))
                .toList();
        try (ReviewFile review = open()) {
            review.decide(images, Choice.KEEP);
            review.decide(images.subList(0, 2_500), Choice.REMOVE);
        }
        try (ReviewFile review = view()) {
            for (int i = 0; i < images.size(); i++) {
                assertThat(review.of(images.get(i)).orElseThrow().choice())
                        .isEqualTo(i < 2_500 ? Choice.REMOVE : Choice.KEEP);
            }
        }
    }
}
