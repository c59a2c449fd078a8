package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.gallery.GalleryFile;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose names the program could have chosen, and did not make, stay as they are. */
class OthersFilesTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void beside_a_page() throws IOException {
        Path page = folder.resolve("x.html");
        Path notes = file("notes", "notes");
        Path link = Files.createSymbolicLink(folder.resolve("x.html.part"), notes);

        try (GalleryFile unfinished = GalleryFile.create(page)) {
            unfinished.out().write("given up".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(page).doesNotExist();
        try (GalleryFile whole = GalleryFile.create(page)) {
            whole.out().write("page".getBytes(StandardCharsets.UTF_8));
            whole.finish();
        }

        assertThat(page).hasContent("page");
        assertThat(link).isSymbolicLink();
        assertThat(notes).hasContent("notes");
        assertThat(folder).isDirectoryNotContaining("glob:**.label-verifier");
    }

    @Test
    void beside_a_report_that_is_judged() throws IOException {
        Path notes = file("out.jsonl.part", "notes");
        Path report = SampleReport.at("s3://photos/deer/")
                .exemplars()
                .add(new ImageEntry("deer/1.jpg", 10, "e", Instant.EPOCH), Verdict.KEEP)
                .write(folder.resolve("deer.jsonl"));

        ProgramInProcess.Result result = new ProgramInProcess()
                .run(
                        "judge",
                        report.toString(),
                        "--reference-label",
                        "Deer",
                        "-o",
                        folder.resolve("out.jsonl").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(folder.resolve("out.jsonl")).exists();
        assertThat(notes).hasContent("notes");
        assertThat(folder).isDirectoryNotContaining("glob:**.label-verifier");
    }

    @Test
    void beside_a_report_that_is_written() throws IOException {
        Path notes = file("new.jsonl.pending.jsonl", "notes");
        Files.createDirectory(folder.resolve("images"));

        ProgramInProcess.Result result = new ProgramInProcess()
                .run(
                        "verify",
                        folder.resolve("images").toString(),
                        "-e",
                        "1.jpg",
                        "--dry-run",
                        "--report",
                        folder.resolve("new.jsonl").toString());

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("new.jsonl.pending.jsonl exists", "--overwrite");
        assertThat(notes).hasContent("notes");
    }

    @ParameterizedTest
    @CsvSource({"verify,--report", "gallery,-o"})
    void an_image_is_not_written_over_whatever_was_asked_for(String command, String option) throws Exception {
        Path image = folder.resolve("2.jpg");
        Files.write(image, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        Path report = SampleReport.at("s3://photos/").write(folder.resolve("old.jsonl"));
        String[] line = command.equals("verify")
                ? new String[] {command, folder.toString(), "-e", "1.jpg", "--dry-run", option, image.toString()}
                : new String[] {command, report.toString(), option, image.toString()};

        ProgramInProcess.Result result = new ProgramInProcess()
                .run(Stream.concat(Stream.of(line), Stream.of("--overwrite")).toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("2.jpg is no ", "--overwrite writes over nothing else");
        assertThat(image).hasBinaryContent(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
    }
}
