package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision.Choice;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code delete} with a review beside the report, and {@code delete --move-to-suggested}. */
class ReviewedRemovalTest {
    private static final String BAD = "deer/bad.jpg";
    private static final String WORSE = "deer/sub/worse.jpg";
    private static final String GOOD = "deer/good.jpg";
    private static final String FINE = "deer/fine.jpg";
    private static final String DOG = "s3://photos/dog/";

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start().createBucket(BUCKET);
        report = folder.resolve("deer.jsonl");
        s3.put(BUCKET, "deer/exemplar.jpg", "exemplar");
        SampleReport.on(s3)
                .flag(s3, BAD, WORSE)
                .keep(s3, GOOD, FINE, "deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/4.jpg")
                .addStored(s3, "deer/exemplar.jpg", Verdict.KEEP, "exemplar")
                .write(report);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private ProgramInProcess.Result run(ProgramInProcess program, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command, report.toString(), "--endpoint-url", s3.endpoint().toString()));
        arguments.addAll(List.of(options));
        return program.run(arguments.toArray(String[]::new));
    }

    private ProgramInProcess.Result run(String command, String... options) {
        return run(new ProgramInProcess(), command, options);
    }

    private static void expect(int code, ProgramInProcess.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    private ReviewFile review() throws Exception {
        try (ReportReader reader = ReportReader.open(report)) {
            return ReviewFile.open(report, reader.header(), Clock.systemUTC());
        }
    }

    private void decide(Choice choice, String... keys) throws Exception {
        try (ReviewFile review = review()) {
            review.decide(
                    Arrays.stream(keys).map(key -> SampleReport.entry(s3, key)).toList(), choice);
        }
    }

    private void move(String to, String... keys) throws Exception {
        try (ReviewFile review = review()) {
            review.move(
                    Arrays.stream(keys).map(key -> SampleReport.entry(s3, key)).toList(), to);
        }
    }

    private String content(String key) {
        return s3.get(BUCKET, key).orElseThrow().text();
    }

    @Test
    void what_is_kept_stays_what_is_removed_goes_and_what_is_moved_is_elsewhere() throws Exception {
        decide(Choice.KEEP, BAD);
        decide(Choice.UNSURE, WORSE);
        decide(Choice.REMOVE, GOOD);
        move("s3://photos/dog", FINE);

        ProgramInProcess.Result result = run(new ProgramInProcess().answering("2"), "delete");

        expect(0, result);
        assertThat(result.err())
                .contains(
                        "deer.jsonl.review.jsonl: 4 decisions; 2 added, 2 spared, 1 to move.",
                        "Delete 1 image and move 1 (",
                        "2  not flagged, but marked in the review",
                        "1  of them to s3://photos/dog/",
                        "Type 2 to delete and move them",
                        "Removal    1 deleted, 1 moved");
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, WORSE).doesNotContain(GOOD, FINE);
        assertThat(content("dog/fine.jpg")).isEqualTo("content of " + FINE);
        expect(3, run("restore"));
        assertThat(s3.keys(BUCKET, "deer/")).contains(FINE);
        assertThat(s3.keys(BUCKET, "dog/")).isEmpty();
    }

    @Test
    void a_decision_that_was_taken_back_leaves_the_rules_word() throws Exception {
        decide(Choice.KEEP, BAD);
        try (ReviewFile review = review()) {
            review.undo(List.of(SampleReport.entry(s3, BAD)));
        }

        expect(0, run("delete", "--yes"));

        assertThat(s3.keys(BUCKET, "deer/")).doesNotContain(BAD, WORSE);
    }

    @Test
    void an_exemplar_is_kept_whatever_the_review_says() throws Exception {
        decide(Choice.REMOVE, "deer/exemplar.jpg");

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(0, result);
        assertThat(result.err()).contains("1 exemplar is marked in the review, and kept all the same");
        assertThat(s3.keys(BUCKET, "deer/")).contains("deer/exemplar.jpg");
    }

    @Test
    void a_decision_on_other_content_or_on_no_image_of_the_report_does_not_count() throws Exception {
        ImageEntry good = SampleReport.entry(s3, GOOD);
        try (ReviewFile review = review()) {
            review.decide(
                    new ImageEntry(GOOD, good.size(), "0123456789abcdef0123456789abcdef", good.lastModified()),
                    Choice.REMOVE);
            review.decide(good.named("deer/nowhere.jpg"), Choice.REMOVE);
            review.decide(good.named("../up.jpg"), Choice.REMOVE);
        }
        s3.put(BUCKET, "deer/nowhere.jpg", "content of " + GOOD);

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(0, result);
        assertThat(result.err())
                .contains("3 decisions of the review do not count", "0 decisions; 0 added", "Removal    2 deleted");
        assertThat(s3.keys(BUCKET, "deer/")).contains(GOOD, "deer/nowhere.jpg");
    }

    @Test
    void what_changed_since_it_was_marked_is_kept() throws Exception {
        decide(Choice.REMOVE, GOOD);
        s3.put(BUCKET, GOOD, "something else");

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(3, result);
        assertThat(content(GOOD)).isEqualTo("something else");
        assertThat(result.err()).contains(GOOD + " was kept (changed");
    }

    @Test
    void added_ones_count_for_the_limit() throws Exception {
        decide(Choice.REMOVE, GOOD, FINE, "deer/1.jpg");

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(5, result);
        assertThat(s3.keys(BUCKET, "deer/")).contains(GOOD, BAD);
        expect(0, run("delete", "--yes", "--max-flagged", "60"));
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(4);
    }

    @Test
    void a_keep_list_beats_the_review_and_only_leaves_out_what_has_no_such_reason() throws Exception {
        decide(Choice.REMOVE, GOOD, FINE);
        Path list = Files.writeString(folder.resolve("keep"), GOOD + "\n" + BAD + "\n");

        expect(0, run("delete", "--yes", "--keep-list", list.toString(), "--only", "no-overlap"));
        assertThat(s3.keys(BUCKET, "deer/")).contains(GOOD, BAD, FINE).doesNotContain(WORSE);

        expect(0, run("delete", "--yes", "--keep-list", list.toString()));
        assertThat(s3.keys(BUCKET, "deer/")).contains(GOOD, BAD).doesNotContain(FINE);
    }

    @Test
    void the_review_can_be_left_out_and_another_be_named() throws Exception {
        decide(Choice.KEEP, BAD);
        Path other = folder.resolve("from-a-colleague.jsonl");
        Files.move(ReviewFile.pathFor(report), other);
        decide(Choice.KEEP, WORSE);

        ProgramInProcess.Result named = run("delete", "--dry-run", "--format", "keys", "--review", other.toString());
        expect(0, named);
        assertThat(named.out()).isEqualTo(WORSE + "\n");
        ProgramInProcess.Result none = run("delete", "--dry-run", "--format", "keys", "--no-review");
        assertThat(none.out()).isEqualTo(BAD + "\n" + WORSE + "\n");
        expect(2, run("delete", "--dry-run", "--no-review", "--review", other.toString()));
        expect(1, run("delete", "--yes", "--review", folder.resolve("nowhere").toString()));
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, WORSE);
    }

    @Test
    void a_review_of_another_report_or_a_damaged_one_ends_it_with_5() throws Exception {
        decide(Choice.KEEP, BAD);
        Path file = ReviewFile.pathFor(report);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("2026-11-22T10:00:00Z", "2026-11-21T10:00:00Z"));

        ProgramInProcess.Result result = run("delete", "--yes");
        expect(5, result);
        assertThat(result.err()).contains("is the review of another report", "nothing was removed", "--no-review");

        Files.writeString(file, text + "{\"type\":\"review\"}\n");
        result = run("delete", "--yes");
        expect(5, result);
        assertThat(result.err()).contains("deer.jsonl.review.jsonl line 3: the field 'key' is missing");
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, WORSE);
    }

    @Test
    void a_review_that_breaks_off_is_told_and_nothing_goes_by_it_unasked() throws Exception {
        decide(Choice.KEEP, BAD, WORSE);
        Path file = ReviewFile.pathFor(report);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 3));

        ProgramInProcess.Result result = run("delete", "--dry-run");
        expect(0, result);
        assertThat(result.err()).contains("breaks off in its last line");
        result = run("delete", "--yes");
        expect(5, result);
        assertThat(result.err()).contains("breaks off in its last line", "nothing was removed", "--no-review");
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, WORSE);
    }

    @Test
    void a_review_without_a_word_is_told_too() throws Exception {
        Files.createFile(ReviewFile.pathFor(report));

        ProgramInProcess.Result result = run("delete", "--dry-run");

        expect(0, result);
        assertThat(result.err()).contains("deer.jsonl.review.jsonl: 0 decisions");
    }

    @Test
    void a_place_that_depends_on_where_one_is_is_refused() throws Exception {
        Path deer = Files.createDirectories(folder.resolve("images/deer"));
        Files.writeString(deer.resolve("a.jpg"), "not a deer");
        SampleReport scene = SampleReport.at(deer.toString());
        for (ImageEntry image : SampleFindings.files(deer)) {
            scene.suggest(image, "relative/dog");
        }
        scene.write(report);

        ProgramInProcess.Result result = relabel("--yes");

        expect(5, result);
        assertThat(result.err()).contains("relative/dog", "nothing was removed");
        assertThat(deer.resolve("a.jpg")).exists();
    }

    @Test
    void a_move_into_the_folder_itself_or_to_no_place_is_refused() throws Exception {
        for (String place : List.of("s3://photos/", "s3://photos/deer/sub", "/tmp/here", "dog")) {
            move(place, BAD);
            ProgramInProcess.Result result = run("delete", "--yes");
            expect(5, result);
            assertThat(result.err()).contains("the destination " + place, "nothing was removed");
        }
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, WORSE);
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @Test
    void a_removal_goes_on_after_decisions_were_added() throws Exception {
        expect(0, run("delete", "--yes"));
        decide(Choice.REMOVE, GOOD);
        move(DOG, FINE);

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(0, result);
        assertThat(result.err()).contains("2 images went before; 2 are left", "Removal    1 deleted, 1 moved");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/fine.jpg");
        assertThat(run("delete", "--yes").err()).contains("Nothing is left to remove: 4 images went before");
    }

    private void suggested() throws IOException {
        SampleReport.on(s3)
                .suggest(s3, "deer/a.jpg", DOG)
                .suggest(s3, "deer/b.jpg", DOG)
                .suggest(s3, "deer/c", "s3://photos/horse/")
                .flag(s3, BAD)
                .keep(s3, GOOD)
                .write(report);
    }

    private ProgramInProcess.Result relabel(String... more) {
        List<String> options = new ArrayList<>(List.of("--move-to-suggested", "--max-flagged", "100"));
        options.addAll(List.of(more));
        return run("delete", options.toArray(String[]::new));
    }

    @Test
    void each_goes_where_it_seems_to_belong_and_what_has_no_such_place_stays() throws Exception {
        suggested();

        ProgramInProcess.Result result =
                run(new ProgramInProcess().answering("3"), "delete", "--move-to-suggested", "--max-flagged", "100");

        expect(0, result);
        assertThat(result.err())
                .contains(
                        "1 image stays: no folder is suggested for it.",
                        "Move 3 flagged images",
                        "2  of them to s3://photos/dog/",
                        "1  of them to s3://photos/horse/",
                        "This can be undone with restore.");
        assertThat(s3.keys(BUCKET, "deer/")).contains(BAD, GOOD).doesNotContain("deer/a.jpg", "deer/c");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a.jpg", "dog/b.jpg");
        assertThat(s3.keys(BUCKET, "horse/")).containsExactly("horse/c");
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "deer/")).contains("deer/a.jpg", "deer/b.jpg", "deer/c");
    }

    @Test
    void a_name_that_is_taken_gets_a_number_and_comes_back_from_there() throws Exception {
        suggested();
        s3.put(BUCKET, "dog/a.jpg", "a dog");
        s3.put(BUCKET, "dog/a-2.jpg", "another dog");
        s3.put(BUCKET, "horse/c", "a horse");

        ProgramInProcess.Result result = relabel("--yes");

        expect(0, result);
        assertThat(result.err()).contains("Removal    3 moved").doesNotContain("was kept");
        assertThat(content("dog/a.jpg")).isEqualTo("a dog");
        assertThat(content("dog/a-2.jpg")).isEqualTo("another dog");
        assertThat(content("dog/a-3.jpg")).isEqualTo("content of deer/a.jpg");
        assertThat(content("horse/c-2")).isEqualTo("content of deer/c");
        assertThat(Files.readString(Ledger.pathFor(report)))
                .contains("\"number\":3,\"outcome\":\"moved\",\"destination\":\"s3://photos/dog/a-3.jpg\"");

        expect(0, run("restore"));
        assertThat(content("deer/a.jpg")).isEqualTo("content of deer/a.jpg");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a-2.jpg", "dog/a.jpg");
        assertThat(s3.keys(BUCKET, "horse/")).containsExactly("horse/c");
    }

    @Test
    void a_run_that_was_killed_half_way_goes_on_with_the_numbers_that_it_gave() throws Exception {
        suggested();
        s3.put(BUCKET, "dog/a.jpg", "a dog");
        try (ReportReader reader = ReportReader.open(report);
                Ledger ledger = Ledger.open(report, reader.header(), Clock.systemUTC())) {
            RemovalAction first = RemovalAction.numberedMoveTo(DOG);
            ledger.intend(first, List.of(SampleReport.entry(s3, "deer/b.jpg")));
            ledger.intend(first.next().orElseThrow(), List.of(SampleReport.entry(s3, "deer/a.jpg")));
        }
        // The copies were made, the images not yet deleted.
        s3.put(BUCKET, "dog/a-2.jpg", "content of deer/a.jpg");
        s3.put(BUCKET, "dog/b.jpg", "content of deer/b.jpg");
        s3.put(BUCKET, "horse/c", "a horse");

        ProgramInProcess.Result result = relabel("--yes");

        expect(0, result);
        assertThat(result.err()).contains("An earlier run left 2 images open");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a-2.jpg", "dog/a.jpg", "dog/b.jpg");
        assertThat(s3.keys(BUCKET, "horse/")).containsExactly("horse/c", "horse/c-2");
        assertThat(s3.keys(BUCKET, "deer/")).doesNotContain("deer/a.jpg", "deer/b.jpg", "deer/c");

        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a.jpg");
        assertThat(content("dog/a.jpg")).isEqualTo("a dog");
        assertThat(s3.keys(BUCKET, "deer/")).contains("deer/a.jpg", "deer/b.jpg", "deer/c");
    }

    @Test
    void what_stood_there_before_a_run_that_was_killed_is_not_its_copy_however_alike() throws Exception {
        suggested();
        s3.put(BUCKET, "dog/b.jpg", "content of deer/b.jpg");
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (ReportReader reader = ReportReader.open(report);
                Ledger ledger = Ledger.open(report, reader.header(), later)) {
            ledger.intend(RemovalAction.numberedMoveTo(DOG), List.of(SampleReport.entry(s3, "deer/b.jpg")));
        }

        expect(0, relabel("--yes"));

        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a.jpg", "dog/b-2.jpg", "dog/b.jpg");
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/b.jpg");
        assertThat(s3.keys(BUCKET, "deer/")).contains("deer/b.jpg");
    }

    @Test
    void what_was_killed_half_way_comes_back_without_going_on() throws Exception {
        suggested();
        s3.put(BUCKET, "dog/a.jpg", "a dog");
        try (ReportReader reader = ReportReader.open(report);
                Ledger ledger = Ledger.open(report, reader.header(), Clock.systemUTC())) {
            RemovalAction second = RemovalAction.numberedMoveTo(DOG).next().orElseThrow();
            ledger.intend(second, List.of(SampleReport.entry(s3, "deer/a.jpg")));
        }
        s3.put(BUCKET, "dog/a-2.jpg", "content of deer/a.jpg");
        s3.delete(BUCKET, "deer/a.jpg");

        expect(0, run("restore"));

        assertThat(content("deer/a.jpg")).isEqualTo("content of deer/a.jpg");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/a.jpg");
    }

    @Test
    void copies_that_a_killed_move_may_have_left_are_told() throws Exception {
        suggested();
        try (ReportReader reader = ReportReader.open(report);
                Ledger ledger = Ledger.open(report, reader.header(), Clock.systemUTC())) {
            ledger.intend(
                    RemovalAction.moveTo("s3://photos/elsewhere/"), List.of(SampleReport.entry(s3, "deer/a.jpg")));
        }
        s3.put(BUCKET, "elsewhere/a.jpg", "content of deer/a.jpg");

        ProgramInProcess.Result declined = run(
                new ProgramInProcess().answering("n"),
                "delete",
                "--move-to",
                "s3://photos/elsewhere/",
                "--max-flagged",
                "100");

        assertThat(declined.err()).contains("Nothing was removed.", "may have left copies of 1 image at its dest");

        try (ReportReader reader = ReportReader.open(report);
                Ledger ledger = Ledger.open(report, reader.header(), Clock.systemUTC())) {
            ledger.intend(
                    RemovalAction.moveTo("s3://photos/elsewhere/"), List.of(SampleReport.entry(s3, "deer/a.jpg")));
        }
        ProgramInProcess.Result result = run("restore");

        assertThat(result.err()).contains("may have left copies of 1 image at its destination", ".removed.jsonl");
        assertThat(content("deer/a.jpg")).isEqualTo("content of deer/a.jpg");
    }

    @Test
    void a_ledger_that_was_altered_brings_nothing_from_elsewhere() throws Exception {
        suggested();
        s3.put(BUCKET, "dog/a.jpg", "a dog");
        s3.put(BUCKET, "secret/a.jpg", "content of deer/a.jpg");
        expect(0, relabel("--yes"));
        Path ledger = Ledger.pathFor(report);
        String text = Files.readString(ledger);
        for (String altered : List.of(
                text.replace("s3://photos/dog/a-2.jpg", "s3://photos/dog/a-7.jpg"),
                text.replace("s3://photos/dog/a-2.jpg", "s3://photos/secret/a.jpg"),
                text.replace("\"number\":2", "\"number\":3"))) {
            Files.writeString(ledger, altered);
            ProgramInProcess.Result result = run("restore");
            expect(3, result);
            assertThat(result.err()).contains("deer/a.jpg was not brought back: no move of it can have put it at");
            Files.writeString(ledger, text);
            s3.delete(BUCKET, "deer/b.jpg");
        }
        Files.writeString(ledger, text.replace("\"number\":2", "\"number\":-2"));
        expect(5, run("restore"));
        assertThat(content("secret/a.jpg")).isEqualTo("content of deer/a.jpg");
    }

    @Test
    void in_a_folder_it_is_the_same() throws Exception {
        Path deer = Files.createDirectories(folder.resolve("images/deer/sub"));
        Path dog = Files.createDirectories(folder.resolve("images/dog"));
        Files.writeString(deer.resolve("a.jpg"), "not a deer");
        Files.writeString(deer.resolve("b.jpg"), "not a deer either");
        Files.writeString(deer.resolveSibling("keep.jpg"), "a deer");
        Files.createDirectories(dog.resolve("sub"));
        Files.writeString(dog.resolve("sub/a.jpg"), "a dog");
        SampleReport scene =
                SampleReport.at(folder.resolve("images/deer").toString()).exemplars("keep.jpg");
        for (ImageEntry image : SampleFindings.files(folder.resolve("images/deer"))) {
            if (image.key().equals("keep.jpg")) {
                scene.add(image, Verdict.KEEP, "exemplar");
            } else {
                scene.suggest(image, dog.toString());
            }
        }
        scene.write(report);

        ProgramInProcess.Result result = relabel("--yes");

        expect(0, result);
        assertThat(dog.resolve("sub/a.jpg")).hasContent("a dog");
        assertThat(dog.resolve("sub/a-2.jpg")).hasContent("not a deer");
        assertThat(dog.resolve("sub/b.jpg")).hasContent("not a deer either");
        assertThat(deer.toFile().list()).isEmpty();
        expect(0, run("restore"));
        assertThat(deer.resolve("a.jpg")).hasContent("not a deer");
        assertThat(deer.resolve("b.jpg")).hasContent("not a deer either");
        assertThat(dog.resolve("sub").toFile().list()).containsExactly("a.jpg");
    }

    @Test
    void a_move_to_one_place_and_to_suggested_ones_exclude_each_other() {
        ProgramInProcess.Result result = relabel("--yes", "--move-to", "s3://photos/trash");

        expect(2, result);
        assertThat(result.err()).contains("--move-to and --move-to-suggested exclude each other");
    }
}
