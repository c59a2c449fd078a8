package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --move-to} and {@code restore REPORT}, in a store over HTTP and in folders. */
class MoveAndRestoreTest {
    private static final String A = "deer/a.jpg";
    private static final String B = "deer/sub/b ü+%.jpg";
    private static final String TRASH = "s3://photos/trash/";

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start().createBucket(BUCKET).createBucket("attic", "eu-west-1");
        report = folder.resolve("deer.jsonl");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private void writeReport() throws IOException {
        SampleReport.on(s3)
                .flag(s3, A, B)
                .keep(s3, "deer/1.jpg", "deer/2.jpg", "deer/3.jpg")
                .write(report);
    }

    private ProgramInProcess.Result run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command, report.toString(), "--endpoint-url", s3.endpoint().toString()));
        arguments.addAll(List.of(options));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    private void expect(int code, ProgramInProcess.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://photos/trash", "s3://attic/", "s3://attic/from/deer/"})
    void images_move_and_come_back_with_all_they_have(String destination) throws IOException {
        StubObject rich = StubObject.of("rich")
                .metadata(Map.of("camera", "x"))
                .tagging("a=b")
                .storageClass("STANDARD_IA");
        s3.put(BUCKET, A, rich);
        SampleReport.on(s3)
                .addStored(s3, A, Verdict.FLAG, "no-overlap")
                .flag(s3, B)
                .keep(s3, "deer/1.jpg", "deer/2.jpg")
                .write(report);

        expect(0, run("delete", "--yes", "--move-to", destination));

        assertThat(s3.keys(BUCKET, "deer/")).containsExactly("deer/1.jpg", "deer/2.jpg");
        boolean same = destination.startsWith("s3://photos");
        String moved = (same ? "trash/" : destination.equals("s3://attic/") ? "" : "from/deer/") + "a.jpg";
        StubObject copy = s3.get(same ? BUCKET : "attic", moved).orElseThrow();
        assertThat(copy.metadata()).containsEntry("camera", "x");
        assertThat(copy.tagging()).isEqualTo("a=b");
        assertThat(copy.storageClass()).isEqualTo("STANDARD_IA");

        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET, "deer/")).contains(A, B);
        assertThat(s3.keys(BUCKET, "trash/")).isEmpty();
        assertThat(s3.keys("attic")).isEmpty();
        StubObject back = s3.get(BUCKET, A).orElseThrow();
        assertThat(back.storageClass()).isEqualTo("STANDARD_IA");
        assertThat(back.tagging()).isEqualTo("a=b");
        assertThat(run("restore").err()).contains("nothing to bring back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://photos/deer/trash", "s3://photos/deer", "s3://photos", "trash", ""})
    void a_destination_that_overlaps_or_cannot_be_is_refused(String destination) throws IOException {
        writeReport();

        expect(2, run("delete", "--yes", "--move-to", destination));
        assertThat(s3.keys(BUCKET)).hasSize(5);
    }

    @Test
    void a_bucket_that_is_not_there_is_said_before_anything_moves() throws IOException {
        writeReport();

        ProgramInProcess.Result result = run("delete", "--yes", "--move-to", "s3://nowhere/");
        expect(1, result);
        assertThat(result.err()).contains("nowhere");
        assertThat(s3.keys(BUCKET)).hasSize(5);
    }

    @Test
    void a_name_that_is_taken_is_never_written_over() throws IOException {
        writeReport();
        s3.put(BUCKET, "trash/a.jpg", "precious");

        ProgramInProcess.Result result = run("delete", "--yes", "--move-to", TRASH);

        expect(3, result);
        assertThat(s3.get(BUCKET, "trash/a.jpg").orElseThrow().text()).isEqualTo("precious");
        assertThat(s3.keys(BUCKET)).contains(A, "trash/sub/b ü+%.jpg").doesNotContain(B);
        assertThat(result.err()).contains("already");
    }

    @Test
    void a_copy_whose_original_cannot_be_deleted_is_taken_back() throws IOException {
        writeReport();
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key(A));

        expect(3, run("delete", "--yes", "--move-to", TRASH));
        assertThat(s3.keys(BUCKET)).contains(A).doesNotContain("trash/a.jpg", B);
    }

    @Test
    void a_refused_move_says_what_a_move_needs() throws IOException {
        writeReport();
        s3.inject(FakeS3.error("AccessDenied"), When.operation("CopyObject"));

        ProgramInProcess.Result result = run("delete", "--yes", "--move-to", TRASH);

        expect(3, result);
        assertThat(result.err())
                .contains("refuses to remove anything: AccessDenied", "s3:PutObject at the destination");
        assertThat(s3.keys(BUCKET)).contains(A, B);
    }

    @Test
    void what_changed_is_not_moved() throws IOException {
        writeReport();
        s3.put(BUCKET, A, "new");

        expect(3, run("delete", "--yes", "--move-to", TRASH));
        assertThat(s3.keys(BUCKET, "trash/")).containsExactly("trash/sub/b ü+%.jpg");
    }

    @Test
    void lost_answers_to_a_copy_are_settled_by_looking() throws IOException {
        s3.changingEtagsOnCopy();
        writeReport();
        s3.inject(Fault.resetMidway(), When.operation("CopyObject").nth(1));
        s3.inject(Fault.reset(), When.operation("DeleteObjects").nth(1));

        expect(0, run("delete", "--yes", "--move-to", TRASH));
        assertThat(s3.keys(BUCKET))
                .contains("trash/a.jpg", "trash/sub/b ü+%.jpg")
                .doesNotContain(A, B);
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET)).contains(A, B);
    }

    @Test
    void what_came_back_but_half_is_removed_anew() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes", "--move-to", TRASH));
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("trash/a.jpg"));
        expect(3, run("restore"));
        s3.clearFaults();
        assertThat(s3.keys(BUCKET)).contains(A, "trash/a.jpg");

        expect(0, run("delete", "--yes", "--move-to", TRASH));

        assertThat(s3.keys(BUCKET)).contains("trash/a.jpg").doesNotContain(A, B);
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET)).contains(A, B).doesNotContain("trash/a.jpg");
    }

    @Test
    void what_could_not_come_back_stays_where_it_is_and_can_come_back_later() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes", "--move-to", TRASH));
        s3.put(BUCKET, A, "newer");
        expect(3, run("restore"));

        ProgramInProcess.Result again = run("delete", "--yes", "--move-to", TRASH);

        expect(0, again);
        assertThat(s3.get(BUCKET, A).orElseThrow().text()).isEqualTo("newer");
        assertThat(s3.exists(BUCKET, "trash/a.jpg")).isTrue();
        s3.delete(BUCKET, A);
        expect(0, run("restore"));
        assertThat(s3.keys(BUCKET)).contains(A, B).doesNotContain("trash/a.jpg");
    }

    @Test
    void nothing_newer_is_written_over_by_a_return() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes", "--move-to", TRASH));
        s3.put(BUCKET, A, "newer");

        ProgramInProcess.Result result = run("restore");

        expect(3, result);
        assertThat(s3.get(BUCKET, A).orElseThrow().text()).isEqualTo("newer");
        assertThat(s3.exists(BUCKET, "trash/a.jpg")).isTrue();
        assertThat(s3.exists(BUCKET, B)).isTrue();
    }

    @Test
    void deletions_in_a_versioned_bucket_are_undone_by_their_own_delete_markers() throws IOException {
        s3.versioning(BUCKET, Versioning.ENABLED);
        writeReport();
        s3.inject(Fault.cutConnection(), When.operation("DeleteObjects").nth(1));
        expect(0, run("delete", "--yes"));
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B);

        ProgramInProcess.Result dry = run("restore", "--dry-run", "-0");
        assertThat(dry.entries()).containsExactly(A, B);
        expect(0, run("restore"));

        assertThat(s3.keys(BUCKET)).contains(A, B);
        assertThat(s3.versions(BUCKET, A)).hasSize(1);
        // And by the same report it can go again.
        expect(0, run("delete", "--yes"));
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B);
    }

    @Test
    void what_a_removal_left_open_comes_back_as_well() throws IOException {
        s3.versioning(BUCKET, Versioning.ENABLED);
        writeReport();
        s3.inject(Fault.resetMidway(), When.operation("DeleteObjects"));
        s3.inject(
                FakeS3.error("AccessDenied"),
                When.operation("HeadObject").andKey(B).from(2));
        expect(3, run("delete", "--yes"));
        assertThat(s3.keys(BUCKET)).doesNotContain(A, B);
        s3.clearFaults();

        assertThat(run("restore", "--dry-run").err()).contains("the removal broke off");
        ProgramInProcess.Result result = run("restore");

        expect(0, result);
        assertThat(result.err()).contains("An earlier run left 1 image open: 1 deleted", "Restored   2 images of 2");
        assertThat(s3.keys(BUCKET)).contains(A, B);
    }

    @Test
    void a_move_that_was_left_open_comes_back_as_well() throws IOException {
        writeReport();
        s3.inject(Fault.resetMidway(), When.operation("DeleteObjects").andKey(B));
        s3.inject(
                FakeS3.error("AccessDenied"),
                When.operation("HeadObject").andKey(B).from(2));
        expect(3, run("delete", "--yes", "--move-to", TRASH));
        assertThat(s3.keys(BUCKET, "deer/")).doesNotContain(A, B);
        s3.clearFaults();

        ProgramInProcess.Result result = run("restore");

        expect(0, result);
        assertThat(result.err()).contains("An earlier run left 1 image open: 1 moved");
        assertThat(s3.keys(BUCKET, "deer/")).contains(A, B);
        assertThat(s3.keys(BUCKET, "trash/")).isEmpty();
    }

    @Test
    void a_delete_marker_of_somebody_else_is_left_alone() throws IOException {
        s3.versioning(BUCKET, Versioning.ENABLED);
        writeReport();
        expect(0, run("delete", "--yes"));
        s3.delete(BUCKET, A);
        s3.put(BUCKET, B, "newer");

        expect(3, run("restore"));
        assertThat(s3.versions(BUCKET, A)).hasSize(3);
        assertThat(s3.get(BUCKET, B).orElseThrow().text()).isEqualTo("newer");
    }

    @Test
    void a_ledger_that_names_a_version_of_an_image_deletes_nothing() throws IOException {
        s3.versioning(BUCKET, Versioning.ENABLED);
        writeReport();
        String image = s3.versions(BUCKET, A).get(0).versionId();
        expect(0, run("delete", "--yes"));
        Path ledger = Ledger.pathFor(report);
        Files.writeString(
                ledger,
                Files.readString(ledger)
                        .replaceFirst("\"deleteMarker\":\"[^\"]*\"", "\"deleteMarker\":\"" + image + "\""));

        expect(3, run("restore"));
        assertThat(s3.versions(BUCKET, A)).hasSize(2);
    }

    @Test
    void a_ledger_that_names_another_destination_takes_nothing_from_there() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes", "--move-to", TRASH));
        s3.put("attic", "a.jpg", "content of " + A);
        Path ledger = Ledger.pathFor(report);
        Files.writeString(ledger, Files.readString(ledger).replace("s3://photos/trash/a.jpg", "s3://attic/a.jpg"));

        ProgramInProcess.Result result = run("restore");

        expect(3, result);
        assertThat(result.err()).contains("no move of it can have put it at s3://attic/a.jpg");
        assertThat(s3.exists("attic", "a.jpg")).isTrue();
        assertThat(s3.keys(BUCKET)).contains(B, "trash/a.jpg").doesNotContain(A);
    }

    @Test
    void a_ledger_that_names_another_location_is_refused() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes", "--move-to", TRASH));
        Path ledger = Ledger.pathFor(report);
        Files.writeString(
                ledger,
                Files.readString(ledger).replace("\"location\":\"s3://photos/deer/\"", "\"location\":\"s3://attic/\""));

        expect(5, run("restore"));
        assertThat(s3.keys("attic")).isEmpty();
    }

    @Test
    void a_bucket_that_is_away_ends_a_removal_before_its_ledger_is_begun() throws IOException {
        Path gone = SampleReport.at("s3://gone/deer/")
                .add(new ImageEntry("deer/1.jpg", 1, "x", Instant.EPOCH), Verdict.FLAG, "no-overlap")
                .add(new ImageEntry("deer/2.jpg", 1, "y", Instant.EPOCH), Verdict.KEEP)
                .write(report);
        // The report of a stand-in names it as its endpoint.
        Files.writeString(
                gone, Files.readString(gone).replace("\"endpoint\":null", "\"endpoint\":\"" + s3.endpoint() + "\""));

        ProgramInProcess.Result result = run("delete", "--yes");

        expect(1, result);
        assertThat(result.err()).contains("there is no bucket gone");
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @Test
    void what_was_absent_is_looked_at_again() throws IOException {
        writeReport();
        s3.delete(BUCKET, A);
        expect(0, run("delete", "--yes", "--check-first"));
        s3.put(BUCKET, A, "content of " + A);

        ProgramInProcess.Result result = run("delete", "--yes", "--check-first");

        expect(0, result);
        assertThat(result.err()).contains("1 image went before; 1 are left", "Removal    1 deleted");
        assertThat(s3.exists(BUCKET, A)).isFalse();
    }

    @Test
    void what_cannot_be_brought_back_is_said() throws IOException {
        writeReport();
        expect(0, run("delete", "--yes"));

        ProgramInProcess.Result result = run("restore");
        expect(3, result);
        assertThat(result.err()).contains("2 images cannot be brought back", A);
    }

    @Test
    void without_a_ledger_there_is_nothing_to_restore() throws IOException {
        writeReport();

        ProgramInProcess.Result result = run("restore");
        expect(1, result);
        assertThat(result.err()).contains("nothing was removed");
        assertThat(Ledger.pathFor(report)).doesNotExist();
    }

    @Test
    void a_link_does_not_lead_a_move_back_into_the_folder() throws Exception {
        Path images = Files.createDirectories(folder.resolve("deer"));
        Files.writeString(images.resolve("keep.jpg"), "keep");
        Path link = Files.createSymbolicLink(folder.resolve("link"), images);
        SampleReport.at(images.toString()).exemplars("keep.jpg").write(report);

        ProgramInProcess.Result result = new ProgramInProcess()
                .run(
                        "delete",
                        report.toString(),
                        "--yes",
                        "--move-to",
                        link.resolve("trash").toString());

        expect(2, result);
        assertThat(result.err()).contains("overlaps with");
    }

    @Test
    void files_move_and_come_back() throws Exception {
        Path images = folder.resolve("deer");
        Path deer = Files.createDirectories(images.resolve("sub"));
        Files.writeString(images.resolve("keep.jpg"), "keep");
        Files.writeString(images.resolve("go.jpg"), "go");
        Files.writeString(deer.resolve("too.jpg"), "too");
        Files.writeString(images.resolve("changed.jpg"), "before");
        SampleReport scene = SampleReport.at(images.toString()).exemplars("keep.jpg");
        try (ImageCursor cursor = new FolderSource(new FolderLocation(images)).list()) {
            for (Optional<ImageEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                boolean keep = next.get().key().startsWith("keep");
                scene.add(next.get(), keep ? Verdict.KEEP : Verdict.FLAG, keep ? "exemplar" : "no-overlap");
            }
        }
        scene.write(report);
        Files.writeString(images.resolve("changed.jpg"), "after!");
        Path trash = folder.resolve("trash");

        expect(
                2,
                run(
                        "delete",
                        "--yes",
                        "--max-flagged",
                        "100",
                        "--move-to",
                        images.resolve("in").toString()));
        expect(3, run("delete", "--yes", "--max-flagged", "100", "--move-to", trash.toString()));

        assertThat(images.resolve("changed.jpg")).hasContent("after!");
        assertThat(trash.resolve("sub/too.jpg")).hasContent("too");
        assertThat(trash.resolve("go.jpg")).hasContent("go");
        assertThat(images.resolve("go.jpg")).doesNotExist();
        assertThat(trash.toFile().list()).containsExactlyInAnyOrder("go.jpg", "sub");
        expect(0, run("restore"));
        assertThat(images.resolve("go.jpg")).hasContent("go");
        assertThat(deer.resolve("too.jpg")).hasContent("too");
        assertThat(trash.resolve("go.jpg")).doesNotExist();
    }
}
