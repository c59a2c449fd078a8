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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
