package io.github.labelverifier.job.delete;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.cli.ProgramInProcess;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of a keep list are taken for: each names an image of the report, or nothing is removed. */
class KeepListTest {
    private static final String FIRST = "deer/1.jpg";
    private static final String THIRD = "deer/3.jpg";
    private static final String KEPT = "deer/kept.jpg";

    @TempDir
    private Path folder;

    private FakeS3 s3;

    @BeforeEach
    void start() {
        s3 = FakeS3.start().createBucket(BUCKET);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private ProgramInProcess.Result delete(Path report, String list, String... options) throws IOException {
        Path keep = folder.resolve("keep.txt");
        Files.writeString(keep, list);
        return deleteWith(report, keep.toString(), options);
    }

    private ProgramInProcess.Result deleteWith(Path report, String list, String... options) {
        List<String> arguments = new ArrayList<>(List.of("delete", report.toString(), "--yes", "--max-flagged", "100"));
        arguments.addAll(List.of("--endpoint-url", s3.endpoint().toString(), "--keep-list", list));
        arguments.addAll(Arrays.asList(options));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    private Path bucketReport(String... more) throws IOException {
        return SampleReport.on(s3)
                .flag(s3, FIRST, THIRD)
                .flag(s3, more)
                .keep(s3, KEPT)
                .write(folder.resolve("deer.jsonl"));
    }

    private ImageEntry file(Path of, String key) throws IOException, ImageStoreException {
        Path file = of.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content of " + key);
        return new FolderSource(new FolderLocation(of)).find(key).orElseThrow();
    }

    private Path folderReport(Path images) throws IOException, ImageStoreException {
        return SampleReport.at(images.toString())
                .exemplars("exemplar.jpg")
                .add(file(images, "1.jpg"), Verdict.FLAG, "no-overlap")
                .add(file(images, "über uns/3 & 4.jpg"), Verdict.FLAG, "no-overlap")
                .add(file(images, "kept.jpg"), Verdict.KEEP)
                .write(folder.resolve("folder.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deer/3.jpg",
                "deer/3.jpg\n",
                "deer/3.jpg\r\n",
                "\r\n\ndeer/3.jpg\r\n\r\n",
                "\uFEFFdeer/3.jpg\n",
                "\uFEFFdeer/3.jpg\r\n",
                "\uFEFF\r\ndeer/3.jpg\r\n",
                "s3://photos/deer/3.jpg\n",
                "\uFEFFs3://photos/deer/3.jpg\r\n",
                "deer/3.jpg\ndeer/kept.jpg\ndeer/3.jpg\n"
            })
    void a_key_is_understood_with_what_editors_add(String list) throws IOException {
        ProgramInProcess.Result result = delete(bucketReport(), list);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("--keep-list keeps 1 flagged image.");
        assertThat(s3.keys(BUCKET)).containsExactly(THIRD, KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./deer/3.jpg",
                "deer/3.jpg ",
                " deer/3.jpg",
                "3.jpg",
                "photos/deer/3.jpg",
                "../deer/3.jpg",
                "Deer/3.jpg",
                "deer/3.JPG",
                "s3://other/deer/3.jpg",
                "s3://photos/deer/33.jpg",
                "s3://",
                "\"deer/3.jpg\"",
                "# keep these",
                "cat/3.jpg",
                "file:///deer/3.jpg",
                "   "
            })
    void a_line_that_names_no_image_ends_it_and_nothing_is_removed(String line) throws IOException {
        ProgramInProcess.Result result = delete(bucketReport(), FIRST + "\n\n" + line + "\n" + KEPT + "\n");

        assertThat(result.code()).as(result.err()).isEqualTo(5);
        assertThat(result.err()).contains("keep.txt line 3 ", "'" + line + "'", "nothing was removed");
        assertThat(s3.keys(BUCKET)).containsExactly(FIRST, THIRD, KEPT);
    }

    @Test
    void what_was_probably_meant_is_told() throws IOException {
        Path report = bucketReport();
        for (String line : List.of("3.jpg", "./deer/3.jpg", "deer/3.jpg ", "./3.jpg")) {
            assertThat(delete(report, line).err()).as(line).contains("Did you mean 'deer/3.jpg'?");
        }
    }

    @Test
    void a_key_with_a_carriage_return_of_its_own_is_itself() throws IOException {
        ProgramInProcess.Result result = delete(bucketReport(THIRD + "\r"), THIRD + "\r\n");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).containsExactly(THIRD + "\r", KEPT);
    }

    @Test
    void bytes_that_are_no_text_end_it() throws IOException {
        Path report = bucketReport();
        Path keep = folder.resolve("latin1.txt");
        Files.write(keep, (FIRST + "\nd\u00e9er/3.jpg\n").getBytes(StandardCharsets.ISO_8859_1));

        ProgramInProcess.Result result = deleteWith(report, keep.toString());

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("latin1.txt line 2 ", "not UTF-8");
        Files.write(keep, FIRST.getBytes(StandardCharsets.UTF_16));
        assertThat(deleteWith(report, keep.toString()).code()).isEqualTo(5);
        assertThat(s3.keys(BUCKET)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/urandom"})
    void an_endless_list_ends_in_a_sentence(String device) throws IOException {
        Path report = bucketReport();
        for (String[] options : new String[][] {{}, {"-0"}}) {
            ProgramInProcess.Result result = deleteWith(report, device, options);

            assertThat(result.code()).as(result.err()).isEqualTo(5);
            assertThat(result.err()).contains("error: --keep-list", device);
            assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
        }
        assertThat(s3.keys(BUCKET)).hasSize(3);
    }

    @Test
    void an_empty_list_is_told() throws IOException {
        ProgramInProcess.Result result = delete(bucketReport(), "\uFEFF\r\n");

        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("keep.txt is empty: nothing is kept by it");
    }

    @Test
    void what_is_printed_of_a_folder_is_understood() throws IOException, ImageStoreException {
        Path images = folder.resolve("deer & more");
        for (String format : List.of("keys", "uris")) {
            Path report = folderReport(images);
            String printed = new ProgramInProcess()
                    .run("show", report.toString(), "--format", format)
                    .out();

            ProgramInProcess.Result result = delete(report, printed.replace("\n", "\r\n"));

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.err()).contains("--keep-list keeps 2 flagged images.");
            assertThat(images.resolve("1.jpg")).exists();
        }
    }

    @Test
    void a_path_of_the_folder_is_understood_and_one_of_another_is_not() throws IOException, ImageStoreException {
        Path images = folder.resolve("deer");
        Path report = folderReport(images);

        ProgramInProcess.Result other = delete(report, folder.resolve("dog/1.jpg") + "\n");
        ProgramInProcess.Result same = delete(report, images.resolve("1.jpg") + "\n");

        assertThat(other.code()).isEqualTo(5);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(images.resolve("1.jpg")).exists();
        assertThat(images.resolve("über uns/3 & 4.jpg")).doesNotExist();
    }

    @Test
    void a_path_by_way_of_a_link_is_understood() throws IOException, ImageStoreException {
        Path images = folder.resolve("deer");
        Path report = folderReport(images);
        Path link = Files.createSymbolicLink(folder.resolve("link"), images);

        ProgramInProcess.Result result = delete(report, link.resolve("1.jpg") + "\n");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(images.resolve("1.jpg")).exists();
    }

    @Test
    void of_several_reports_a_line_names_an_image_of_one() throws IOException {
        Path dogs = folder.resolve("dog.jsonl");
        SampleReport.on(s3).flag(s3, "deer/9.jpg").write(dogs);
        Path report = bucketReport();

        ProgramInProcess.Result result = delete(report, THIRD + "\ndeer/9.jpg\n", dogs.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(s3.keys(BUCKET)).containsExactly(THIRD, "deer/9.jpg", KEPT);
        assertThat(delete(report, "deer/77.jpg", dogs.toString()).code()).isEqualTo(5);
    }
}
