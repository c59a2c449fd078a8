package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExemplarLookup;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code judge}, {@code delete} and {@code restore} on folders: several names of one file, places that are away. */
class FolderRemovalTest {
    @TempDir
    private Path top;

    private Path images;
    private Path trash;
    private Path report;

    @BeforeEach
    void make_a_folder() throws IOException {
        images = Files.createDirectory(top.resolve("deer"));
        trash = top.resolve("trash");
        report = top.resolve("deer.jsonl");
        write("keep.jpg", "keep");
    }

    private Path write(String key, String content) throws IOException {
        Path file = images.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path link(String key, String target) throws IOException {
        Files.createDirectories(images.resolve(key).getParent());
        return Files.createSymbolicLink(images.resolve(key), Path.of(target));
    }

    private ImageEntry image(String key) throws Exception {
        return new FolderSource(new FolderLocation(images)).find(key).orElseThrow();
    }

    private SampleReport scene() throws Exception {
        return SampleReport.at(images.toString())
                .exemplars()
                .add(image("keep.jpg"), Verdict.KEEP)
                .add(new ImageEntry("notes.txt", 3, "", Instant.EPOCH), Verdict.SKIP, "not-jpeg-or-png");
    }

    private void flag(String... keys) throws Exception {
        SampleReport scene = scene();
        for (String key : keys) {
            scene.add(image(key), Verdict.FLAG, "no-overlap");
        }
        scene.write(report);
    }

    private ProgramInProcess.Result run(String command, String... options) {
        return run(report, command, options);
    }

    private static ProgramInProcess.Result run(Path report, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, report.toString()));
        arguments.addAll(List.of(options));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    private ProgramInProcess.Result delete(String... options) {
        return run(
                "delete",
                Stream.concat(Stream.of("--yes", "--max-flagged", "100"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static void expect(int code, ProgramInProcess.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Nested
    class A_run_that_was_killed {

        private void intended(Clock clock) throws Exception {
            try (ReportReader reader = ReportReader.open(report);
                    Ledger ledger = Ledger.open(report, reader.header(), clock)) {
                ledger.intend(RemovalAction.moveTo(new FolderLocation(trash).uri()), List.of(image("a.jpg")));
            }
        }

        @Test
        void has_not_made_a_file_that_stood_at_its_destination_before() throws Exception {
            write("a.jpg", "a deer");
            flag("a.jpg");
            Files.createDirectory(trash);
            Files.writeString(trash.resolve("a.jpg"), "a deer");
            intended(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

            ProgramInProcess.Result result = delete("--move-to", trash.toString());

            expect(3, result);
            assertThat(result.err()).contains("already");
            assertThat(images.resolve("a.jpg")).hasContent("a deer");
            assertThat(trash.resolve("a.jpg")).hasContent("a deer");
        }

        @Test
        void has_made_a_copy_that_is_younger() throws Exception {
            write("a.jpg", "a deer");
            flag("a.jpg");
            Files.createDirectory(trash);
            intended(Clock.systemUTC());
            // As a copy has it: the times of its original.
            Files.copy(images.resolve("a.jpg"), trash.resolve("a.jpg"), StandardCopyOption.COPY_ATTRIBUTES);

            expect(0, delete("--move-to", trash.toString()));

            assertThat(images.resolve("a.jpg")).doesNotExist();
            assertThat(trash.resolve("a.jpg")).hasContent("a deer");
        }
    }

    @Nested
    class Two_names_of_one_file {

        @Test
        void a_near_duplicate_that_has_become_the_only_file_of_what_it_looks_like_stays() throws Exception {
            write("copy.jpg", "a deer");
            write("first.jpg", "another deer");
            scene().add(image("copy.jpg"), Verdict.FLAG, "near-duplicate-of:first.jpg")
                    .write(report);
            Files.delete(images.resolve("first.jpg"));
            link("first.jpg", "copy.jpg");

            delete();

            assertThat(images.resolve("copy.jpg")).hasContent("a deer");
        }

        @Test
        void a_near_duplicate_goes_while_what_it_looks_like_is_there() throws Exception {
            write("copy.jpg", "a deer");
            write("first.jpg", "another deer");
            scene().add(image("copy.jpg"), Verdict.FLAG, "near-duplicate-of:first.jpg")
                    .write(report);

            expect(0, delete());

            assertThat(images.resolve("copy.jpg")).doesNotExist();
            assertThat(images.resolve("first.jpg")).exists();
        }

        private List<String> duplicates(Path judged) throws IOException {
            List<String> keys = new ArrayList<>();
            try (ReportReader reader = ReportReader.open(judged)) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get().verdict() == Verdict.FLAG) {
                        keys.add(next.get().image().key() + " " + next.get().reasons());
                    }
                }
            }
            return keys;
        }

        private void judge(Path... reports) throws IOException {
            List<String> arguments = new ArrayList<>(List.of("judge"));
            Stream.of(reports).map(Path::toString).forEach(arguments::add);
            arguments.addAll(List.of(
                    "--reference-label",
                    "Deer",
                    "--flag-duplicates",
                    "--out-dir",
                    top.resolve("judged").toString()));
            expect(0, new ProgramInProcess().run(arguments.toArray(String[]::new)));
        }

        @Test
        void are_no_duplicates_of_each_other_whatever_link_makes_them_and_a_true_copy_is() throws Exception {
            Path file = write("a.jpg", "abc");
            link("b.jpg", "a.jpg");
            Files.createLink(images.resolve("c.jpg"), file);
            write("d.jpg", "abc");
            scene().add(image("a.jpg"), Verdict.KEEP)
                    .add(image("b.jpg"), Verdict.KEEP)
                    .add(image("c.jpg"), Verdict.KEEP)
                    .add(image("d.jpg"), Verdict.KEEP)
                    .write(report);

            judge(report);

            assertThat(duplicates(top.resolve("judged/deer.jsonl"))).containsExactly("d.jpg [duplicate-of:a.jpg]");
        }

        @Test
        void in_two_folders_are_none_either() throws Exception {
            write("a.jpg", "abc");
            Path picked = Files.createDirectory(top.resolve("picked"));
            Files.createSymbolicLink(picked.resolve("1.jpg"), images.resolve("a.jpg"));
            Files.createLink(picked.resolve("2.jpg"), images.resolve("a.jpg"));
            Files.writeString(picked.resolve("3.jpg"), "abc");
            scene().add(image("a.jpg"), Verdict.KEEP).write(report);
            SampleReport others = SampleReport.at(picked.toString()).exemplars();
            FolderSource source = new FolderSource(new FolderLocation(picked));
            for (String key : List.of("1.jpg", "2.jpg", "3.jpg")) {
                others.add(source.find(key).orElseThrow(), Verdict.KEEP);
            }
            Path other = others.write(top.resolve("picked.jsonl"));

            judge(report, other);

            assertThat(duplicates(top.resolve("judged/deer.jsonl"))).isEmpty();
            assertThat(duplicates(top.resolve("judged/picked.jsonl")))
                    .containsExactly("3.jpg [duplicate-of:" + images.resolve("a.jpg") + "]");
        }

        @Test
        void that_nobody_can_look_at_are_not_taken_for_two_files() throws Exception {
            write("a.jpg", "abc");
            write("b.jpg", "abc");
            scene().add(image("a.jpg"), Verdict.KEEP)
                    .add(image("b.jpg"), Verdict.KEEP)
                    .write(report);
            Files.move(images, top.resolve("away"));

            judge(report);

            assertThat(duplicates(top.resolve("judged/deer.jsonl"))).isEmpty();
        }

        @Test
        void that_an_older_report_calls_duplicates_both_stay() throws Exception {
            Path file = write("b.jpg", "abc");
            Path link = link("a.jpg", "b.jpg");
            Path copy = write("c.jpg", "abc");
            scene().add(image("a.jpg"), Verdict.KEEP)
                    .add(image("b.jpg"), Verdict.FLAG, "duplicate-of:a.jpg")
                    .add(image("c.jpg"), Verdict.FLAG, "duplicate-of:a.jpg")
                    .write(report);

            ProgramInProcess.Result result = delete();

            expect(0, result);
            assertThat(result.err())
                    .contains("1 image is kept: flagged as a duplicate of a file that is the same file");
            assertThat(file).hasContent("abc");
            assertThat(link).hasContent("abc");
            assertThat(copy).doesNotExist();
        }

        @Test
        void that_are_both_flagged_both_go_the_links_first_however_they_are_sorted() throws Exception {
            Path file = write("b.jpg", "abc");
            link("a.jpg", "b.jpg");
            link("sub/c.jpg", "../a.jpg");
            link("d.jpg", "sub/c.jpg");
            flag("a.jpg", "b.jpg", "d.jpg", "sub/c.jpg");

            ProgramInProcess.Result result = delete();

            expect(0, result);
            assertThat(result.err()).contains("Removal    4 deleted");
            assertThat(isThere(file)).isFalse();
            assertThat(images.toFile().list()).containsExactlyInAnyOrder("keep.jpg", "sub");
        }

        @Test
        void as_hard_links_make_them_both_go_and_the_third_stays() throws Exception {
            Path file = write("a.jpg", "abc");
            Files.createLink(images.resolve("b.jpg"), file);
            Files.createLink(images.resolve("c.jpg"), file);
            flag("a.jpg", "b.jpg");

            expect(0, delete());

            assertThat(images.resolve("c.jpg")).hasContent("abc");
            assertThat(isThere(file)).isFalse();
        }

        @Test
        void of_which_the_link_is_kept_keep_the_file_that_it_needs() throws Exception {
            Path file = write("b.jpg", "abc");
            link("a.jpg", "b.jpg");
            write("c.jpg", "c");
            scene().add(image("a.jpg"), Verdict.KEEP)
                    .add(image("b.jpg"), Verdict.FLAG, "no-overlap")
                    .add(image("c.jpg"), Verdict.FLAG, "no-overlap")
                    .write(report);

            ProgramInProcess.Result result = delete();

            expect(3, result);
            assertThat(result.err()).contains("b.jpg was kept (failed: an image that is kept is a link to it)");
            assertThat(file).hasContent("abc");
            assertThat(images.resolve("c.jpg")).doesNotExist();
        }

        @Test
        void in_two_reports_are_kept_as_well_if_the_link_is() throws Exception {
            Path file = write("b.jpg", "abc");
            Path picked = Files.createDirectory(top.resolve("picked"));
            Files.createSymbolicLink(picked.resolve("1.jpg"), file);
            Files.writeString(picked.resolve("2.jpg"), "2");
            flag("b.jpg");
            FolderSource source = new FolderSource(new FolderLocation(picked));
            Path other = SampleReport.at(picked.toString())
                    .exemplars()
                    .add(source.find("1.jpg").orElseThrow(), Verdict.KEEP)
                    .add(source.find("2.jpg").orElseThrow(), Verdict.FLAG, "no-overlap")
                    .write(top.resolve("picked.jsonl"));

            expect(3, delete(other.toString()));

            assertThat(file).hasContent("abc");
            assertThat(picked.resolve("2.jpg")).doesNotExist();
        }

        @Test
        void in_two_reports_both_go_whichever_report_is_named_first() throws Exception {
            Path file = write("b.jpg", "abc");
            Path picked = Files.createDirectory(top.resolve("picked"));
            Path link = Files.createSymbolicLink(picked.resolve("1.jpg"), file);
            Files.writeString(picked.resolve("2.jpg"), "2");
            flag("b.jpg");
            FolderSource source = new FolderSource(new FolderLocation(picked));
            Path other = SampleReport.at(picked.toString())
                    .exemplars()
                    .add(source.find("1.jpg").orElseThrow(), Verdict.FLAG, "no-overlap")
                    .add(source.find("2.jpg").orElseThrow(), Verdict.KEEP)
                    .write(top.resolve("picked.jsonl"));

            expect(0, delete(other.toString()));

            assertThat(isThere(file)).isFalse();
            assertThat(isThere(link)).isFalse();
        }

        @Test
        void are_moved_and_come_back_as_they_were() throws Exception {
            Path file = write("b.jpg", "abc");
            Path link = link("a.jpg", "b.jpg");
            flag("a.jpg", "b.jpg");

            expect(0, delete("--move-to", trash.toString()));
            assertThat(isThere(link)).isFalse();
            assertThat(isThere(file)).isFalse();
            assertThat(trash.resolve("a.jpg")).isSymbolicLink();

            expect(0, run("restore"));
            assertThat(link).isSymbolicLink().hasContent("abc");
            assertThat(file).isRegularFile();
            assertThat(trash).isEmptyDirectory();
        }
    }

    @Nested
    class A_place_that_is_away {

        @Test
        void ends_a_removal_before_its_ledger_is_begun() throws Exception {
            write("a.jpg", "abc");
            flag("a.jpg");
            Files.move(images, top.resolve("away"));

            ProgramInProcess.Result result = delete();

            expect(1, result);
            assertThat(result.err()).contains("there is no folder " + images);
            assertThat(Ledger.pathFor(report)).doesNotExist();
            Files.createDirectory(images);
            expect(1, delete());
            assertThat(Ledger.pathFor(report)).doesNotExist();
        }

        @Test
        void ends_the_removal_of_all_reports_before_the_first() throws Exception {
            Path file = write("a.jpg", "abc");
            flag("a.jpg");
            Path other = SampleReport.at(top.resolve("gone").toString())
                    .exemplars()
                    .add(image("a.jpg"), Verdict.FLAG, "no-overlap")
                    .write(top.resolve("gone.jsonl"));

            expect(1, delete(other.toString()));

            assertThat(file).exists();
        }

        @Test
        void is_not_filled_by_a_return() throws Exception {
            write("a.jpg", "abc");
            flag("a.jpg");
            expect(0, delete("--move-to", trash.toString()));
            Files.move(images, top.resolve("away"));

            ProgramInProcess.Result result = run("restore");

            expect(1, result);
            assertThat(isThere(images)).isFalse();
            assertThat(trash.resolve("a.jpg")).hasContent("abc");
        }

        @Test
        void in_part_is_looked_at_again() throws Exception {
            write("sub/a.jpg", "abc");
            flag("sub/a.jpg");
            Files.move(images.resolve("sub"), top.resolve("away"));
            expect(0, delete());
            expect(0, delete());
            Files.move(top.resolve("away"), images.resolve("sub"));

            ProgramInProcess.Result result = delete();

            expect(0, result);
            assertThat(result.err()).contains("Removal    1 deleted");
            assertThat(images.resolve("sub")).isEmptyDirectory();
            assertThat(delete().err()).contains("Nothing is left to remove: 1 image went before");
        }
    }

    @Nested
    class A_ledger_that_was_altered {

        private void alter(String from, String to) throws IOException {
            Path ledger = Ledger.pathFor(report);
            String text = Files.readString(ledger);
            assertThat(text).contains(from);
            Files.writeString(ledger, text.replace(from, to));
        }

        private void move() throws Exception {
            write("a.jpg", "abc");
            flag("a.jpg");
            expect(0, delete("--move-to", trash.toString()));
        }

        @Test
        void to_another_destination_takes_no_file_from_there() throws Exception {
            move();
            Path secret = Files.writeString(top.resolve("secret"), "abc");
            alter("\"destination\":\"" + trash.resolve("a.jpg"), "\"destination\":\"" + secret);

            ProgramInProcess.Result result = run("restore");

            expect(3, result);
            assertThat(result.err()).contains("a.jpg was not brought back: no move of it can have put it at " + secret);
            assertThat(secret).hasContent("abc");
            assertThat(images.resolve("a.jpg")).doesNotExist();
        }

        @Test
        void to_another_location_brings_nothing_there() throws Exception {
            move();
            alter("\"location\":\"" + images, "\"location\":\"" + top.resolve("home"));

            expect(5, run("restore"));

            assertThat(top.resolve("home")).doesNotExist();
        }

        @Test
        void to_a_deletion_with_a_destination_takes_nothing_from_there() throws Exception {
            move();
            alter("\"action\":\"move\"", "\"action\":\"delete\"");

            expect(3, run("restore"));
            assertThat(trash.resolve("a.jpg")).hasContent("abc");
        }

        @Test
        void is_not_believed_without_its_report() throws Exception {
            move();
            Files.delete(report);

            expect(1, run("restore"));
            assertThat(trash.resolve("a.jpg")).hasContent("abc");
        }
    }

    @Test
    void a_name_in_the_other_unicode_form_is_named() throws Exception {
        write("cafe\u0301.jpg", "abc");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new ExemplarLookup(
                                new FolderSource(new FolderLocation(images)),
                                new FolderSource(new FolderLocation(images)).skipRule())
                        .find(List.of("caf\u00e9.jpg")))
                .withMessageContaining("another Unicode form, NFD, as cafe\\u{301}.jpg");
    }
}
