package io.github.labelverifier.job.review;

import static io.github.labelverifier.sample.SampleFindings.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Selection ALL = new Selection(Selection.Shown.CHECKED, Selection.Decided.ANY, "", "", "", "");
    private static final Label DEER = label("Deer", 98);
    private static final Label CAR = label("Car", 97);

    @TempDir
    private Path folder;

    private SampleReport report() {
        return SampleReport.at(folder.resolve("deer").toString()).exemplars("exemplar.jpg");
    }

    private static ImageEntry image(String key, long size) {
        return new ImageEntry(key, size, "e" + key, Instant.ofEpochSecond(1_000 + size));
    }

    private ReviewedReport open(SampleReport report) throws Exception {
        return open(report, "r.jsonl", "deer");
    }

    private ReviewedReport open(SampleReport report, String name, String images) throws Exception {
        return open(report, name, new FolderLocation(Files.createDirectories(folder.resolve(images))));
    }

    private ReviewedReport open(SampleReport report, String name, ImageLocation location) throws Exception {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            report.write(file);
        }
        ReviewFile review;
        try (ReportReader reader = ReportReader.open(file)) {
            review = ReviewFile.open(file, reader.header(), Clock.systemUTC());
        }
        ReviewedReport reviewed = new ReviewedReport(
                file,
                location,
                ImageTable.of(file, review, (finding, number) -> {}),
                review,
                new Stores(Map.of())
                        .openPictures(
                                new FolderLocation(folder),
                                new AwsSettings(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Duration.ofSeconds(1),
                                        1)),
                List.of());
        reviewed.offer(List.of(new FolderLocation(folder.resolve("dog"))));
        return reviewed;
    }

    private static List<String> keys(Session session, long view) throws Exception {
        List<String> keys = new ArrayList<>();
        session.window(
                view,
                0,
                1_000,
                (report, seen) -> keys.add(seen.finding().image().key()));
        return keys;
    }

    private static List<String> keys(Session session, Selection selection, Sorting sorting, boolean isReversed)
            throws Exception {
        return keys(session, session.view(0, selection, sorting, isReversed, Grouping.NONE));
    }

    @Test
    void images_are_sorted_by_score_size_date_and_name_and_backwards() throws Exception {
        SampleReport report = report().image(image("b", 3), DEER)
                .image(image("c", 1), CAR)
                .image(image("a", 2), CAR, label("Deer", 70));
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            assertThat(keys(session, ALL, Sorting.SCORE, false)).containsExactly("c", "a", "b");
            assertThat(keys(session, ALL, Sorting.SIZE, false)).containsExactly("b", "a", "c");
            assertThat(keys(session, ALL, Sorting.DATE, true)).containsExactly("c", "a", "b");
            assertThat(keys(session, ALL, Sorting.NAME, false)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void an_image_that_looks_like_another_is_shown_with_it_and_with_what_was_noted() throws Exception {
        Finding near = near("b", "a").seen(new PictureFacts("jpeg", 200, 100, "0".repeat(64), List.of("dark\u202e")));
        try (ReviewedReport reviewed = open(report().image(image("a", 9), DEER).add(near));
                Session session = new Session(List.of(reviewed))) {
            assertThat(shown(session, 0))
                    .contains("\"twin\":{\"name\":\"a\",\"report\":0,\"image\":0}", "\"notes\":[]", "\"notes\":[\"dark")
                    .doesNotContain("\u202e");
        }
    }

    private static String shown(Session session, int report) throws Exception {
        long view = session.view(report, ALL, Sorting.NAME, false, Grouping.NONE);
        return new String(
                PageJson.object(page -> {
                    page.out().writeArrayFieldStart("images");
                    session.window(view, 0, 10, page::image);
                    page.out().writeEndArray();
                }),
                StandardCharsets.UTF_8);
    }

    private static Finding near(String key, String other) {
        return new Finding(
                image(key, 3),
                Verdict.FLAG,
                List.of(Reason.nearDuplicateOf(other)),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void an_image_that_looks_like_one_of_another_report_is_shown_with_it() throws Exception {
        String deer = folder.resolve("deer").toString();
        SampleReport elk = SampleReport.at(folder.resolve("elk").toString())
                .add(near("a", deer + "/b"))
                .add(near("c", deer + "/gone"));
        try (ReviewedReport first = open(report().image(image("a", 9), DEER).image(image("b", 9), DEER));
                ReviewedReport second = open(elk, "elk.jsonl", "elk");
                Session session = new Session(List.of(first, second))) {
            assertThat(shown(session, 1))
                    .contains("\"twin\":{\"name\":\"" + deer + "/b\",\"report\":0,\"image\":1}")
                    .contains("\"twin\":{\"name\":\"" + deer + "/gone\"}");
        }
    }

    @Test
    void one_of_another_bucket_is_told_from_the_one_of_its_key_in_the_same_bucket() throws Exception {
        SampleReport photos = SampleReport.at("s3://photos/deer/")
                .add(near("deer/1", "s3://copies/deer/2"))
                .image(image("deer/2", 9), CAR)
                .add(near("deer/3", "deer/4"));
        SampleReport copies = SampleReport.at("s3://copies/deer/")
                .image(image("deer/2", 9), DEER)
                .image(image("deer/4", 9), DEER);
        try (ReviewedReport first = open(photos, "photos.jsonl", new S3Location("photos", "deer/"));
                ReviewedReport second = open(copies, "copies.jsonl", new S3Location("copies", "deer/"));
                Session session = new Session(List.of(first, second))) {
            assertThat(shown(session, 0))
                    .contains("\"twin\":{\"name\":\"s3://copies/deer/2\",\"report\":1,\"image\":0}")
                    .as("a report of before, without the bucket")
                    .contains("\"twin\":{\"name\":\"deer/4\",\"report\":1,\"image\":1}");
        }
    }

    @Test
    void images_are_filtered_by_what_was_found_and_by_what_was_decided() throws Exception {
        SampleReport report = report().image(image("a", 1), DEER)
                .image(image("B.jpg", 1), CAR)
                .image(image("c", 1), CAR, new Label("Man", 92, List.of("Person")))
                .unchecked("d", Verdict.SKIP, "empty", "it is empty");
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            session.decide(0, List.of("a"), Mark.UNSURE, Optional.empty());
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.FLAGGED, Selection.Decided.ANY, "", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("B.jpg", "c");
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.CHECKED, Selection.Decided.NO, "", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("B.jpg", "c");
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.CHECKED, Selection.Decided.UNSURE, "", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("a");
            assertThat(keys(
                            session,
                            new Selection(
                                    Selection.Shown.CHECKED, Selection.Decided.ANY, "contains:Person", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("c");
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.CHECKED, Selection.Decided.ANY, "", "Car", "", "b.J"),
                            Sorting.NAME,
                            false))
                    .containsExactly("B.jpg");
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.CHECKED, Selection.Decided.ANY, "", "no such label", "", ""),
                            Sorting.NAME,
                            false))
                    .isEmpty();
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.UNCHECKED, Selection.Decided.ANY, "", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("d");
        }
    }

    @Test
    void groups_are_told_with_their_places_the_largest_first_and_what_has_no_reason_last() throws Exception {
        SampleReport report = report().image(image("a", 1), DEER)
                .image(image("b", 1), CAR)
                .image(image("c", 1), CAR)
                .image(image("d", 1), DEER, new Label("Man", 92, List.of("Person")));
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            long view = session.view(0, ALL, Sorting.NAME, false, Grouping.REASON);
            assertThat(session.groups(view))
                    .containsExactly(
                            new View.Group("no-overlap", 0, 2),
                            new View.Group("contains:Person", 2, 1),
                            new View.Group("", 3, 1));
            assertThat(keys(session, view)).containsExactly("b", "c", "d", "a");
        }
    }

    @Test
    void a_view_stays_as_it_was_while_its_images_are_decided() throws Exception {
        try (ReviewedReport reviewed = open(report().image(image("a", 1), CAR).image(image("b", 1), CAR));
                Session session = new Session(List.of(reviewed))) {
            Selection open = new Selection(Selection.Shown.FLAGGED, Selection.Decided.NO, "", "", "", "");
            long view = session.view(0, open, Sorting.NAME, false, Grouping.NONE);
            session.decide(0, List.of("a"), Mark.KEEP, Optional.empty());

            assertThat(keys(session, view)).containsExactly("a", "b");
            assertThat(keys(session, open, Sorting.NAME, false)).containsExactly("b");
        }
    }

    @Test
    void what_was_decided_is_found_again_by_a_later_review() throws Exception {
        SampleReport report = report().image(image("a", 1), CAR).image(image("b", 1), CAR);
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            session.decide(
                    0,
                    List.of("a"),
                    Mark.MOVE,
                    Optional.of(folder.resolve("dog").toString()));
        }
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            assertThat(reviewed.table().row(0).mark()).isEqualTo(Mark.MOVE);
            assertThat(reviewed.table().counts().of(Verdict.FLAG, Mark.NONE)).isEqualTo(1);
            assertThat(keys(
                            session,
                            new Selection(Selection.Shown.FLAGGED, Selection.Decided.MOVE, "", "", "", ""),
                            Sorting.NAME,
                            false))
                    .containsExactly("a");
        }
    }

    @Test
    void a_key_of_no_image_a_foreign_place_and_an_exemplar_change_nothing() throws Exception {
        SampleReport report = report().image(image("a", 1), CAR).image(image("exemplar.jpg", 1), DEER);
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            assertThatThrownBy(() -> session.decide(0, List.of("a", "z"), Mark.REMOVE, Optional.empty()))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> session.decide(0, List.of("a"), Mark.MOVE, Optional.of("/etc")))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> session.decide(1, List.of("a"), Mark.REMOVE, Optional.empty()))
                    .isInstanceOf(RefusedException.class);
            assertThat(session.decide(0, List.of("exemplar.jpg"), Mark.REMOVE, Optional.empty()))
                    .isEqualTo(new Session.Outcome(0, 1));
            assertThat(session.decide(0, List.of("a"), Mark.MOVE, Optional.empty()))
                    .isEqualTo(new Session.Outcome(0, 1));
            assertThat(reviewed.review().decided()).isZero();
            assertThat(session.undo()).isEmpty();
        }
    }

    @Test
    void whatever_is_decided_and_taken_back_the_index_and_the_file_agree() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 1_200; i++) {
            // Not in the order of names, as with a list of keys.
            report.image(image("k" + i * 7 % 1_200, i), i % 3 == 0 ? DEER : CAR);
        }
        Random random = new Random(5);
        Map<String, Mark> marks = new TreeMap<>();
        List<Map<String, Mark>> before = new ArrayList<>();
        try (ReviewedReport reviewed = open(report);
                Session session = new Session(List.of(reviewed))) {
            long view = session.view(0, ALL, Sorting.NAME, false, Grouping.NONE);
            List<String> keys = keys(session, view);
            session.window(
                    view,
                    1_000,
                    1_000,
                    (one, seen) -> keys.add(seen.finding().image().key()));
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(4) == 0 && !before.isEmpty()) {
                    session.undo();
                    marks = before.remove(before.size() - 1);
                    continue;
                }
                Map<String, Mark> then = new TreeMap<>(marks);
                Mark mark = List.of(Mark.REMOVE, Mark.KEEP, Mark.UNSURE).get(random.nextInt(3));
                int from = random.nextInt(keys.size());
                int to = random.nextBoolean() ? from + 1 : Math.min(keys.size(), from + random.nextInt(700));
                session.decide(view, from, to, mark, Optional.empty());
                for (String key : keys.subList(from, to)) {
                    marks.put(key, mark);
                }
                if (!then.equals(marks)) {
                    before.add(then);
                }
            }
            for (String key : keys) {
                long number = reviewed.table().find(key).orElseThrow();
                Mark wanted = marks.getOrDefault(key, Mark.NONE);
                assertThat(reviewed.table().row(number).mark()).as(key).isEqualTo(wanted);
                assertThat(reviewed.review()
                                .of(reviewed.image(number))
                                .map(decision -> Mark.of(decision.choice()))
                                .orElse(Mark.NONE))
                        .as(key)
                        .isEqualTo(wanted);
            }
            assertThat(reviewed.table().counts().decided()).isEqualTo(marks.size());
        }
    }
}
