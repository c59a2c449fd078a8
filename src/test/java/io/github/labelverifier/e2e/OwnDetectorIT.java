package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubDetector;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with a detector of one's own: no AWS account, no cost. */
@EndToEnd
class OwnDetectorIT {
    private static final Path EXAMPLE =
            Path.of("src", "docs", "examples", "detector.py").toAbsolutePath();

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    private Path folder;

    @BeforeEach
    void putImages() throws Exception {
        put("deer-1.jpg", 300, 200);
        put("deer-2.jpg", 300, 200);
        put("deer-3.jpg", 60, 40);
        put("tractor.jpg", 200, 300);
        Files.writeString(folder.resolve("broken.jpg"), "\u00ff\u00d8 no picture");
    }

    private void put(String name, int width, int height) throws Exception {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().drawString(name, 5, 20);
        ImageIO.write(picture, "jpg", folder.resolve(name).toFile());
    }

    private static String command(String... arguments) {
        return StubDetector.command(arguments).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private Program verify(String command, String... more) {
        return verifyInto(DeerPhotos.REPORT, command, more);
    }

    private Program verifyInto(String report, String command, String... more) {
        return Program.of("verify", folder.toString(), "-e", "deer-1.jpg", "--report", report)
                .with("--detector-command", command)
                .with(more)
                .withoutCredentials()
                .without("AWS_REGION");
    }

    @Test
    void aFolderIsCheckedAndCleanedWithoutAnAccount() throws Exception {
        Program.Result result = photos.run(verify(command(), "--yes"));

        result.expectExit(0).expectStderr("Detector   stub 1");
        Report report = reportOf(result);
        assertThat(report.header()).containsEntry("detector", "stub 1").containsEntry("region", null);
        assertThat(report.image("deer-2.jpg")).containsEntry("verdict", "keep").containsEntry("model", "stub-2");
        // Smaller than Rekognition takes, which is nothing to this one.
        assertThat(report.image("deer-3.jpg")).containsEntry("verdict", "keep");
        assertThat(report.image("tractor.jpg")).containsEntry("reasons", List.of("no-overlap"));
        assertThat(report.image("broken.jpg")).containsEntry("verdict", "skip");
        assertThat(report.summary()).containsEntry("estimatedCostUsd", 0);
        assertThat(folder.resolve("tractor.jpg")).doesNotExist();
        assertThat(photos.requests()).isZero();
    }

    @Test
    void aCommandThatDiesEndsTheRunAndTheNextOneGoesOn() throws Exception {
        put("die.jpg", 300, 200);

        Program.Result died = photos.run(verify(command(), "--dry-run", "--concurrency", "1"));
        Files.move(folder.resolve("die.jpg"), folder.resolve("zebra.jpg"));
        Program.Result other = photos.run(
                verifyInto("other.jsonl", command("{\"type\":\"ready\",\"protocol\":1,\"name\":\"another\"}"))
                        .with("--dry-run", "--reuse", DeerPhotos.REPORT)
                        .in(died.directory()));
        Program.Result resumed =
                photos.run(verifyInto("more.jsonl", command(), "--dry-run", "--reuse", DeerPhotos.REPORT)
                        .in(died.directory()));

        died.expectExit(1).expectStderr("ended with 7: out of memory, alas");
        assertThat(reportOf(died).isComplete()).isFalse();
        other.expectExit(5).expectStderr("has labels of the detector stub 1, not of the detector another");
        resumed.expectExit(0);
        assertThat(Report.read(died.directory().resolve("more.jsonl")).summary().get("reused"))
                .isNotEqualTo(0);
    }

    @Test
    void theExampleOfTheGuideRuns() throws Exception {
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3"))));

        Program.Result result = photos.run(verify("python3 '" + EXAMPLE + "'", "--dry-run", "--show", "all"));

        result.expectExit(0).expectStderr("Detector   formats 1", "Reference  Landscape");
        assertThat(reportOf(result).image("tractor.jpg")).containsEntry("verdict", "flag");
        assertThat(reportOf(result).image("deer-2.jpg")).containsEntry("verdict", "keep");
    }
}
