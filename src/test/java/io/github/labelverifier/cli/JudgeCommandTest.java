package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code judge REPORT...}, which has reports alone to go by. */
class JudgeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void no_store_is_opened() throws IOException {
        Path report = ReportScene.at("s3://photos/deer/")
                .exemplars()
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .add(image("deer/2.jpg"), Verdict.FLAG, "no-overlap")
                .write(folder.resolve("deer.jsonl"));
        Path out = folder.resolve("judged.jsonl");

        ProgramInProcess.Result result = new ProgramInProcess()
                .stores(real -> new NoStores())
                .run("judge", report.toString(), "--reference-label", "Deer", "-o", out.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out).content().contains("contains:Person");
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 7, "etag of " + key, Instant.EPOCH);
    }
}
