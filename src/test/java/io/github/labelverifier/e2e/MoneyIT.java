package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is sent and what is paid: no more than is worth it, and what is said of it is so. */
@EndToEnd
class MoneyIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void whatIsNoPictureIsNotSentWhateverItIsCalled() throws Exception {
        photos.withFile(folder, "1.jpg", deer()).withFile(folder, "photo of Dr. Smith", deer());
        photos.withFile(folder, "2.jpg?w=200", deer()).withFile(folder, "3.webp", deer());
        write("404.jpg", "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
        write("pixel.jpg", Jpegs.of(1, 1, ""));
        write("w.jpg", new byte[] {'R', 'I', 'F', 'F', 1, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', ' '});
        write("._1.jpg", Jpegs.of("fork"));
        write("__MACOSX/1.jpg", Jpegs.of("fork"));
        write("@eaDir/1.jpg", Jpegs.of("thumbnail"));
        write("Thumbs.db", new byte[] {1});
        write("labels.json", "{}".getBytes(StandardCharsets.UTF_8));

        Program.Result result = photos.run(photos.verify(folder.toString(), "-e", "1.jpg", "--dry-run"));

        result.expectExit(0)
                .expectStderr(
                        "Skipped    4 system files, 2 not pictures, 1 too small, 1 truncated\n",
                        "4 calls, about $0.004\n");
        assertThat(photos.paid()).isEqualTo(4);
        assertThat(reportOf(result).verdicts())
                .containsEntry("404.jpg", "skip [not-a-picture]")
                .containsEntry("pixel.jpg", "skip [too-small]")
                .containsEntry("w.jpg", "skip [truncated]")
                .containsEntry("._1.jpg", "skip [system-file]")
                .containsEntry("3.webp", "keep []")
                .containsEntry("photo of Dr. Smith", "keep []");
        assertThat(reportOf(result).summary())
                .containsEntry("skipped", Map.of("not-a-picture", 2, "system-file", 4, "too-small", 1, "truncated", 1));
    }

    @Test
    void manyLargeFilesFitIntoALittleMemory() throws Exception {
        byte[] picture = Arrays.copyOf(Jpegs.of("large"), 4_900_000);
        for (int i = 0; i < 20; i++) {
            picture[100] = (byte) i;
            write(i + ".jpg", picture);
        }
        photos.rekognition().answerOthers(deer()).notRecording().latency(Duration.ofMillis(300), Duration.ZERO);

        Program.Result result = photos.run(photos.verify(folder.toString(), "--reference-label", "Deer", "--dry-run")
                .env("LABEL_VERIFIER_OPTS", "-Xmx64m")
                .timeLimit(Duration.ofMinutes(5)));

        result.expectExit(0).expectStderr("20 images: 20 kept", "20 calls, about $0.020");
        assertThat(photos.paid()).isEqualTo(20);
    }

    @Test
    void whatIsRefusedIsCountedAsACallAndNotAsCost() throws Exception {
        photos.withDeer();
        photos.rekognition()
                .inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/2.jpg"))
                .inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/3.jpg"));

        Program.Result result = photos.run(photos.dryRun());

        result.expectExit(0).expectStderr("6 calls, 4 of them answered, about $0.004\n");
        assertThat(reportOf(result).summary())
                .containsEntry("calls", 6)
                .containsEntry("estimatedCostUsd", 0.004)
                .containsEntry("skipped", Map.of("not-a-picture", 3));
    }

    @Test
    void exemplarsAreAskedForTogether() throws Exception {
        List<String> exemplars = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            photos.with("deer/" + i + ".jpg", StubLabel.of("Deer", 99), StubLabel.of("Label " + i, 98));
            exemplars.addAll(List.of("-e", "deer/" + i + ".jpg"));
        }
        photos.rekognition().latency(Duration.ofMillis(200), Duration.ZERO);

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "--dry-run").with(exemplars.toArray(String[]::new)));

        result.expectExit(0).expectStderr("Reference  Deer (30), Label 10, Label 11, ");
        assertThat(photos.rekognition().maxInFlight()).isGreaterThan(1);
        assertThat(photos.paid()).isEqualTo(30);
        assertThat(reportOf(result).header())
                .containsEntry(
                        "exemplars",
                        exemplars.stream().filter(text -> !text.equals("-e")).toList());
    }

    @Test
    void anExemplarThatIsRefusedEndsItBeforeAllOthersArePaid() throws Exception {
        List<String> exemplars = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            photos.with("deer/" + i + ".jpg", deer());
            exemplars.addAll(List.of("-e", "deer/" + i + ".jpg"));
        }
        // A service as fast as a stand-in would have answered all of them while the refused one is fetched and looked
        // at.
        photos.rekognition()
                .latency(Duration.ofMillis(200), Duration.ZERO)
                .inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/10.jpg"));

        photos.run(photos.verify("s3://photos/deer", "--dry-run").with(exemplars.toArray(String[]::new)))
                .expectExit(1)
                .expectStderr("error: an exemplar could not be checked: deer/10.jpg")
                .expectBriefError();
        assertThat(photos.paid()).isLessThan(30);
    }

    @Test
    void aReferenceLabelIsFoundByAliasAndMissedAloud() throws Exception {
        photos.with("cars/1.jpg", StubLabel.of("Car", 99, "Vehicle").aliases("Automobile"));

        Program.Result result = photos.run(photos.verify(
                "s3://photos/cars", "--reference-label", "automobile", "--reference-label", "Lory", "--dry-run"));

        result.expectExit(0)
                .expectStderr("1 image: 1 kept", "warning: no image has the label Lory (--reference-label)");
        assertThat(result.stderr()).doesNotContain("no image has the label automobile");
    }

    @Test
    void aShareIsNotTakenForAPercentage() throws Exception {
        photos.withDeer();

        photos.run(photos.dryRun("--min-confidence", "0.85"))
                .expectExit(2)
                .expectStderr("--min-confidence is in percent", "write 85")
                .expectBriefError();
        assertThat(photos.requests()).isZero();
    }
}
