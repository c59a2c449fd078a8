package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code judge REPORT...}, which has reports alone to go by. */
class JudgeCommandTest {
    @TempDir
    private Path folder;

    /** Fails as soon as a client would be built. */
    private static final class NoStores extends Stores {
        NoStores() {
            super(Map.of());
        }

        @Override
        public RemovableStore openRemovable(ImageLocation location, AwsSettings settings, boolean offline) {
            throw new AssertionError("a store was opened");
        }

        @Override
        public RemovableStore openStorage(ImageLocation location, AwsSettings settings) {
            throw new AssertionError("a store was opened");
        }

        @Override
        public Optional<String> endpoint(ImageLocation location, AwsSettings settings) {
            throw new AssertionError("an endpoint was asked for");
        }
    }

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
