package io.github.labelverifier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoImagesTest {
    private static final String RESOURCES = "/io/github/labelverifier/cli/demo/";
    private static final int SMALLEST_SIDE = 80;
    private static final int LARGEST_FILE = 40 * 1024;
    private static final int LARGEST_SUM = 400 * 1024;

    /** Of 255: what JPEG and another version of Java may change; another drawing is far above it. */
    private static final double LARGEST_MEAN_DIFFERENCE = 4;

    private static final Comparator<String> BY_UTF_8_BYTES =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @Test
    void theIndexNamesEveryImageInTheOrderOfTheirBytes() throws IOException {
        String index = text("index.txt");

        assertThat(index).isEqualTo(DemoImagePainter.index());
        assertThat(index.lines()).isSortedAccordingTo(BY_UTF_8_BYTES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyImageThatIsCheckedCanBeDecodedAndIsLargeEnough(SampleImage image) throws IOException {
        byte[] content = content(image);

        if (image.labels().isPresent()) {
            BufferedImage picture = decode(content);
            assertThat(Math.min(picture.getWidth(), picture.getHeight())).isGreaterThanOrEqualTo(SMALLEST_SIDE);
        }
        assertThat(content.length).isLessThanOrEqualTo(LARGEST_FILE);
    }

    @ParameterizedTest
    @EnumSource
    void everyImageLooksAsThePainterDrawsItToday(SampleImage image) throws IOException {
        byte[] content = content(image);

        if (image == SampleImage.NOTHING) {
            assertThat(content).isEmpty();
        } else {
            assertThat(meanDifference(decode(content), image.paint())).isLessThan(LARGEST_MEAN_DIFFERENCE);
        }
    }

    @Test
    void theImagesAreFewBytesTogether() throws IOException {
        assertThat(contents().values().stream()
                        .mapToInt(content -> content.length)
                        .sum())
                .isLessThan(LARGEST_SUM);
    }

    @Test
    void theRecordingIsThatOfTheImagesAsTheyAre() throws IOException {
        assertThat(text("recording.jsonl"))
                .as("run %s again", DemoImagePainter.class.getName())
                .isEqualTo(DemoRecording.of(contents()));
    }

    @Test
    void theRecordingListsTheImagesInTheOrderOfTheirBytes() throws IOException {
        List<String> keys = Pattern.compile("^\\{\"type\":\"image\",\"key\":\"([^\"]+)\"", Pattern.MULTILINE)
                .matcher(text("recording.jsonl"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(keys).hasSameSizeAs(SampleImage.values()).isSortedAccordingTo(BY_UTF_8_BYTES);
    }

    @Test
    void theRecordingSaysThatNobodyAskedRekognition() throws IOException {
        assertThat(text("recording.jsonl").lines().findFirst().orElseThrow())
                .contains("\"note\":\"Labels written by hand for drawn sample images; not answers of Amazon"
                        + " Rekognition.\"");
    }

    @Test
    void theStoryHasAllKindsOfMistakes() throws IOException {
        String recording = text("recording.jsonl");

        assertThat(line(recording, SampleImage.HUNTER)).contains("\"reasons\":[\"no-overlap\",\"contains:Person\"]");
        assertThat(line(recording, SampleImage.GIRL_FEEDING_DOE))
                .contains("\"reasons\":[\"contains:Person\"],\"overlap\":[\"Animal\",\"Deer\"");
        assertThat(line(recording, SampleImage.DISTANT_HERD)).contains("\"reasons\":[\"no-overlap\"]");
        assertThat(line(recording, SampleImage.DEER_IN_FOG)).contains("\"reasons\":[\"no-labels\"]");
        assertThat(line(recording, SampleImage.BREWERY_LOGO))
                .contains("\"verdict\":\"keep\",\"reasons\":[],\"overlap\":[\"Antler\"]");
        assertThat(line(recording, SampleImage.SMALL_RUN)).contains("\"from\":\"gif\"");
        for (SampleImage lookAlike : List.of(SampleImage.DEERHOUND, SampleImage.DEER_MOUSE, SampleImage.DEER_TICK)) {
            assertThat(line(recording, lookAlike))
                    .contains("\"verdict\":\"keep\",\"reasons\":[],\"overlap\":[\"Animal\"");
        }
        assertThat(line(recording, SampleImage.NOTHING)).contains("\"reasons\":[\"empty\"]");
        assertThat(recording).contains("\"images\":24,\"keep\":16,\"flag\":7,\"skip\":1,\"error\":0");
    }

    private static String line(String recording, SampleImage image) {
        return recording
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"image\",\"key\":\"" + image.key() + "\""))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (SampleImage image : SampleImage.values()) {
            contents.put(image.key(), content(image));
        }
        return contents;
    }

    private static byte[] content(SampleImage image) throws IOException {
        return resource(DemoImagePainter.FOLDER + image.key());
    }

    private static String text(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoImagesTest.class.getResourceAsStream(RESOURCES + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static BufferedImage decode(byte[] content) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
        assertThat(picture).isNotNull();
        return picture;
    }

    private static double meanDifference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs(((a >> shift) & 255) - ((b >> shift) & 255));
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }
}
