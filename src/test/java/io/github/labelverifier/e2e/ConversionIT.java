package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.DetectLabelsCall;
import io.github.labelverifier.testing.HostilePictures;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.S3Exchange;
import io.github.labelverifier.testing.SampleFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} on pictures of any format: what Rekognition would refuse is sent as JPEG. */
@EndToEnd
class ConversionIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void checkFormats() {
        photos.rekognition().checkingFormat().answerOthers(deer());
    }

    private static byte[] file(String name) throws IOException {
        return SampleFiles.file(name);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private void put(String key, byte[] content) {
        photos.s3().put(BUCKET, key, content);
    }

    @Test
    void aFolderOfAllFormatsIsCheckedAndLeftAsItIs() throws Exception {
        List<String> names = List.of(
                "card.bmp",
                "card.gif",
                "card.jpg",
                "cmyk.jpg",
                "cmyk.tiff",
                "lossless.webp",
                "lossy.webp",
                "sixteen.png");
        for (String name : names) {
            write(name, file(name));
        }
        write("misnamed.jpg", file("animated.webp"));
        write("without-suffix", file("interlaced.gif"));
        write("page.webp", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        write("photo.heic", file("card.heic"));
        write("photo.jpg", file("card.avif"));
        write("cut.gif", Arrays.copyOf(file("card.gif"), 900));

        Program.Result result = photos.run(photos.verify(folder.toString(), "-e", "lossy.webp", "--dry-run"));

        result.expectExit(0).expectStderr("""
                Reference  Animal, Deer, Mammal
                Result     14 images: 10 kept, 0 flagged, 4 skipped
                Skipped    1 AVIF, 1 HEIC, 1 not a picture, 1 truncated
                Cost       10 calls, about $0.010
                """);
        Report report = reportOf(result);
        assertThat(report.image("misnamed.jpg").get("sent"))
                .isEqualTo(Map.of("as", "jpeg", "width", 160, "height", 120, "from", "webp"));
        assertThat(report.image("cmyk.jpg").get("sent"))
                .isEqualTo(Map.of("as", "jpeg", "width", 160, "height", 120, "from", "jpeg"));
        assertThat(report.image("card.jpg")).doesNotContainKey("sent");
        assertThat(report.verdicts())
                .containsEntry("photo.jpg", "skip [unsupported-format:avif]")
                .containsEntry("photo.heic", "skip [unsupported-format:heic]")
                .containsEntry("page.webp", "skip [not-a-picture]")
                .containsEntry("cut.gif", "skip [truncated]");
        assertThat(report.image("cut.gif")).containsEntry("message", "cut.gif: the file ends before its picture does");
        assertThat(photos.rekognition().calls())
                .allMatch(call -> call.imageFormat().filter("jpeg"::equals).isPresent());
        for (String name : names) {
            assertThat(folder.resolve(name)).hasBinaryContent(file(name));
        }
    }

    @Test
    void objectsAreFetchedOnlyWhereTheyWouldBeOrWereRefused() throws Exception {
        put("deer/1.jpg", file("card.jpg"));
        put("deer/2.webp", file("lossy.webp"));
        put("deer/3.jpg", file("lossless.webp"));
        put("deer/4.png", Arrays.copyOf(file("card.png"), 16_000_000));
        put("deer/5", file("card.gif"));
        put("deer/6.jpg", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        put("deer/7.jpg", file("progressive.jpg"));
        put("deer/8.heic", file("card.heic"));

        Program.Result result = photos.run(photos.dryRun());

        result.expectExit(0).expectStderr("""
                Reference  Animal, Deer, Mammal
                Result     8 images: 6 kept, 0 flagged, 2 skipped
                Skipped    1 HEIC, 1 not a picture
                Cost       9 calls, 6 of them answered, about $0.006
                """);
        assertThat(photos.s3().exchanges("GetObject"))
                .extracting(S3Exchange::key)
                .containsExactlyInAnyOrder("deer/2.webp", "deer/3.jpg", "deer/4.png", "deer/5", "deer/6.jpg");
        assertThat(photos.rekognition().calls().stream().filter(call -> !call.isBytes()))
                .extracting(DetectLabelsCall::name)
                .containsExactlyInAnyOrder("deer/1.jpg", "deer/3.jpg", "deer/5", "deer/6.jpg", "deer/7.jpg");
        Report report = reportOf(result);
        assertThat(report.keys()).isSorted();
        assertThat(report.image("deer/3.jpg").get("sent"))
                .isEqualTo(Map.of("as", "jpeg", "width", 160, "height", 120, "from", "webp"));
        assertThat(report.image("deer/7.jpg")).doesNotContainKey("sent");
    }

    @Test
    void whatWasConvertedIsPaidAndFetchedOnce() throws Exception {
        put("deer/1.jpg", file("card.jpg"));
        put("deer/2.webp", file("lossy.webp"));
        put("deer/3.jpg", Arrays.copyOf(file("lossless.webp"), 150));
        Program.Result first = photos.run(photos.dryRun());
        photos.s3().forgetExchanges();
        long paid = photos.rekognition().requests();

        Program.Result second = photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--dry-run")
                .with("--reuse", first.directory().resolve(DeerPhotos.REPORT).toString()));

        second.expectExit(0);
        assertThat(reportOf(second).verdicts()).isEqualTo(reportOf(first).verdicts());
        assertThat(reportOf(second).image("deer/2.webp").get("sent"))
                .isEqualTo(reportOf(first).image("deer/2.webp").get("sent"));
        assertThat(photos.rekognition().requests()).isEqualTo(paid);
        assertThat(photos.s3().exchanges("GetObject")).isEmpty();
    }

    @Test
    void withoutConversionSuchImagesAreSkipped() throws Exception {
        put("deer/1.jpg", file("card.jpg"));
        put("deer/2.webp", file("lossy.webp"));
        put("deer/3.jpg", file("lossless.webp"));

        Program.Result result = photos.run(photos.dryRun().with("--convert", "never"));

        result.expectExit(0);
        assertThat(reportOf(result).verdicts())
                .containsEntry("deer/2.webp", "skip [unsupported-format:webp]")
                .containsEntry("deer/3.jpg", "skip [not-jpeg-or-png]");
        assertThat(photos.s3().exchanges("GetObject")).isEmpty();
    }

    @Test
    void aConvertedImageThatDoesNotBelongIsRemovedAsItIs() throws Exception {
        put("deer/1.jpg", file("card.jpg"));
        put("deer/2.webp", file("lossy.webp"));
        photos.rekognition().answerOthers(tractor()).answer("deer/1.jpg", deer());

        photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes"))
                .expectExit(0);

        assertThat(photos.keys()).containsExactly("deer/1.jpg");
    }

    @Test
    void theLabelsOfAnyPictureAreShown() throws Exception {
        write("card.gif", file("card.gif"));

        Program.Result result =
                photos.run(photos.program("labels", folder.resolve("card.gif").toString()));

        assertThat(result.expectExit(0).stdout()).contains("Deer      99.0");
    }

    @Test
    void fiveHundredPicturesOfAllKindsAreCheckedInLittleMemoryWhateverIsAmongThem() throws Exception {
        List<String> sound = List.of(
                "lossy.webp",
                "lossless.webp",
                "animated.webp",
                "card.gif",
                "cmyk.jpg",
                "sixteen.png",
                "lzw.tiff",
                "card.bmp");
        for (int i = 0; i < 480; i++) {
            // What is behind a picture makes it another content, and no other picture.
            byte[] picture = file(sound.get(i % sound.size()));
            byte[] another = Arrays.copyOf(picture, picture.length + 2);
            another[picture.length] = (byte) i;
            another[picture.length + 1] = (byte) (i >> 8);
            write(String.format(Locale.ROOT, "%03d", i), another);
        }
        for (int i = 0; i < 5; i++) {
            ImageIO.write(
                    new BufferedImage(10_001 + i, 2_000, BufferedImage.TYPE_INT_RGB),
                    "jpeg",
                    folder.resolve("wide" + i).toFile());
        }
        for (Map.Entry<String, byte[]> hostile : HostilePictures.all().entrySet()) {
            write(hostile.getKey(), hostile.getValue());
        }

        Program.Result result = photos.run(
                photos.verify(folder.toString(), "--reference-label", "Deer", "--dry-run", "--format", "none")
                        .env("LABEL_VERIFIER_OPTS", "-Xmx256m"));

        Report report = reportOf(result.expectExit(0));
        assertThat(report.verdicts()).hasSize(500);
        assertThat(report.verdicts().entrySet().stream()
                        .filter(image -> image.getValue().startsWith("keep")))
                .hasSize(480 + 5 + 2);
        assertThat(report.image("wide0").get("sent"))
                .isEqualTo(Map.of("as", "jpeg", "width", 1920, "height", 384, "from", "jpeg"));
        assertThat(report.verdicts())
                .containsEntry("huge-progressive.jpg", "skip [too-many-pixels]")
                .containsEntry("text-of-300-megabytes.png", "keep []")
                .containsEntry("circle.tiff", "skip [truncated]")
                .containsEntry("large-and-empty.tiff", "skip [damaged]")
                .containsEntry("page.webp", "skip [not-a-picture]");
    }
}
