package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.REPORT;
import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.Scenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A look into the pictures of a run, before it asks and removes. */
@EndToEnd
class InspectIT {
    private static final int MORE = 150;

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    private Path folder;

    @BeforeEach
    void store() {
        photos.rekognition().answerOthers(deer());
        put("zoo/deer/1.jpg", Scenes.jpeg(1, 120, 90));
        put("zoo/deer/2.jpg", Scenes.jpeg(1, 480, 360));
        put("zoo/deer/3.jpg", Scenes.jpeg(2, 200, 200));
    }

    private void put(String key, byte[] content) {
        photos.s3().put(BUCKET, key, content);
    }

    private Program verify(String... more) {
        return photos.verify("s3://photos/zoo/deer", "-e", "zoo/deer/1.jpg", "--flag-near-duplicates")
                .with(more);
    }

    private static void interrupt(Running running) {
        try {
            running.interrupt();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunStoppedWhileItLooksRemovesNothingAndInspectGoesOn() throws Exception {
        for (int i = 100; i < 100 + MORE; i++) {
            put("zoo/deer/" + i + ".jpg", Scenes.jpeg(i, 100, 100));
        }
        CompletableFuture<Running> program = new CompletableFuture<>();
        photos.s3().at("GetObject", 1, () -> interrupt(program.join()));
        Program.Result stopped;
        try (Running running = verify("--yes").start()) {
            program.complete(running);
            stopped = photos.await(running);
        }

        stopped.expectExit(130).expectStderr("go on with label-verifier inspect " + REPORT);
        assertThat(reportOf(stopped).summary()).containsEntry("keep", 3 + MORE).containsEntry("complete", true);
        assertThat(photos.s3().keys(BUCKET)).hasSize(3 + MORE);
        long paid = photos.rekognition().requests();

        Program.Result seen = photos.run(
                photos.program("inspect", stopped.directory().resolve(REPORT).toString(), "--flag-near-duplicates"));

        seen.expectExit(0).expectStderr("1 image is flagged");
        assertThat(reportOf(stopped).image("zoo/deer/2.jpg"))
                .containsEntry("reasons", List.of("near-duplicate-of:zoo/deer/1.jpg"));
        assertThat(photos.rekognition().requests()).isEqualTo(paid);
    }

    @Test
    void whatIsFlaggedByALookIsRemovedInTheSameRun() throws Exception {
        Program.Result result = photos.run(verify("--yes", "--max-flagged", "40"));

        result.expectExit(0).expectStderr("3 images: 2 kept, 1 flagged").expectStderr("1 deleted");
        assertThat(photos.s3().keys(BUCKET)).containsExactly("zoo/deer/1.jpg", "zoo/deer/3.jpg");
    }

    @Test
    void aDatasetIsLookedThroughAcrossItsClasses() throws Exception {
        put("zoo/elk/1.jpg", Scenes.jpeg(5, 200, 150));
        put("zoo/elk/2.jpg", Scenes.jpeg(2, 90, 90));
        Path exemplars = Files.writeString(folder.resolve("all.csv"), "deer,zoo/deer/1.jpg\nelk,zoo/elk/1.jpg\n");

        Program.Result result = photos.run(photos.program("dataset", "s3://photos/zoo")
                .with("--exemplars", exemplars.toString(), "--out-dir", "reports", "--rule", "overlap")
                .with("--flag-near-duplicates", "--yes"));

        result.expectExit(0).expectStderr("5 images: 3 kept, 2 flagged");
        assertThat(photos.s3().keys(BUCKET)).containsExactly("zoo/deer/1.jpg", "zoo/deer/3.jpg", "zoo/elk/1.jpg");
    }
}
