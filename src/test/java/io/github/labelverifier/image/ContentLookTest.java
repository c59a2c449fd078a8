package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ContentLook.Kind;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.SampleFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first bytes of a file tell. */
class ContentLookTest {

    private static ContentLook at(String text) {
        return ContentLook.at(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] encoded(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"jpeg, 1, 1", "jpeg, 640, 480", "jpeg, 300, 5000", "png, 1, 1", "png, 640, 480", "png, 70000, 2"})
    void the_size_of_a_picture_as_programs_write_it(String format, int width, int height) throws IOException {
        assertThat(ContentLook.at(encoded(format, width, height)))
                .isEqualTo(new ContentLook(Kind.READABLE, format, width, height));
    }

    @ParameterizedTest
    @CsvSource({"gif", "bmp", "tiff"})
    void another_format_as_programs_write_it(String format) throws IOException {
        assertThat(ContentLook.at(encoded(format, 640, 480)))
                .isEqualTo(new ContentLook(
                        Kind.CONVERTIBLE, format, format.equals("tiff") ? 0 : 640, format.equals("tiff") ? 0 : 480));
    }

    @Test
    void a_format_that_is_converted_by_its_first_bytes() {
        assertThat(ContentLook.at(HexFormat.of().parseHex("524946461a000000574542505650384c"), 34))
                .isEqualTo(new ContentLook(Kind.CONVERTIBLE, "webp", 0, 0));
        assertThat(ContentLook.at(HexFormat.of().parseHex("4d4d002a00000008")))
                .isEqualTo(new ContentLook(Kind.CONVERTIBLE, "tiff", 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "lossy.webp, CONVERTIBLE, webp",
        "lossless.webp, CONVERTIBLE, webp",
        "animated.webp, CONVERTIBLE, webp",
        "os2.bmp, CONVERTIBLE, bmp",
        "cmyk.jpg, UNUSUAL, jpeg",
        "sixteen.png, UNUSUAL, png",
        "card.heic, OTHER_PICTURE, heic"
    })
    void a_picture_and_its_size_as_programs_write_it(String name, Kind kind, String format) throws IOException {
        boolean isTold = kind != Kind.OTHER_PICTURE;

        assertThat(ContentLook.at(SampleFiles.file(name)))
                .isEqualTo(new ContentLook(kind, format, isTold ? 160 : 0, isTold ? 120 : 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0000001c66747970617669660000000061766966, avif",
        "0000001c667479706d696631000000006d69663161766966, avif",
        "00000018667479706865696300000000, heic",
        "0000001866747970686576630000000068656963, heic",
        "ff0a00, jxl",
        "0000000c4a584c200d0a870a, jxl",
        "0000000c6a5020200d0a870a, jp2",
        "3842505300010000, psd",
        "00000100010010100000, ico"
    })
    void another_format_by_its_first_bytes(String hex, String format) {
        assertThat(ContentLook.at(HexFormat.of().parseHex(hex)))
                .isEqualTo(new ContentLook(Kind.OTHER_PICTURE, format, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>404</body></html>",
                "\u00ef\u00bb\u00bf  \n<html>",
                "{\"error\": \"not found\"}",
                "Access denied\r\n",
                "%PDF-1.7\n\u0000",
                "PK\u0003\u0004\u0000",
                "\u001f\u008b\u0008\u0000",
                "\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000isomiso2"
            })
    void no_picture_at_all(String content) {
        assertThat(at(content).kind()).isEqualTo(Kind.NO_PICTURE);
    }

    @Test
    void a_drawing_is_a_picture_though_it_is_text() {
        assertThat(at("<?xml version=\"1.0\"?>\n<SVG width=\"9\">"))
                .isEqualTo(new ContentLook(Kind.OTHER_PICTURE, "svg", 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001\u0002\u0003",
                "\u00ff\u00d8\u0000",
                "\u0089PNG\u0000",
                "RIFF\u0001\u0002\u0003\u0004WAVE"
            })
    void nothing_that_is_known(String content) {
        assertThat(at(content)).isEqualTo(new ContentLook(Kind.UNKNOWN, "", 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "animated.webp"})
    void a_file_that_ends_before_its_head_says_so_is_cut_short(String name) throws IOException {
        byte[] whole = SampleFiles.file(name);

        for (int length : new int[] {30, whole.length / 3, whole.length - 2}) {
            assertThat(ContentLook.at(Arrays.copyOf(whole, length)).kind()).isEqualTo(Kind.CUT_SHORT);
        }
        // Of a file that is longer than what is looked at.
        assertThat(ContentLook.at(Arrays.copyOf(whole, 100), whole.length).kind())
                .isEqualTo(Kind.CONVERTIBLE);
        // A last byte that is counted and not written.
        assertThat(ContentLook.at(Arrays.copyOf(whole, whole.length - 1)).kind())
                .isEqualTo(Kind.CONVERTIBLE);
    }

    @Test
    void a_png_without_its_size_is_cut_short() throws IOException {
        byte[] whole = encoded("png", 90, 90);

        for (int length : new int[] {8, 12, 32, 33}) {
            assertThat(ContentLook.atAllOf(Arrays.copyOf(whole, length)).kind())
                    .as("%d bytes", length)
                    .isEqualTo(Kind.CUT_SHORT);
        }
        assertThat(ContentLook.atAllOf(whole).kind()).isEqualTo(Kind.READABLE);
    }

    @Test
    void a_size_that_stands_further_back_than_is_looked_is_not_told() {
        byte[] whole = Jpegs.of(640, 480, "x");

        assertThat(ContentLook.at(whole).width()).isEqualTo(640);
        assertThat(ContentLook.at(Arrays.copyOf(whole, 12))).isEqualTo(new ContentLook(Kind.READABLE, "jpeg", 0, 0));
        assertThat(ContentLook.at(Jpegs.of("what follows is no segment")))
                .isEqualTo(new ContentLook(Kind.READABLE, "jpeg", 0, 0));
    }

    @Test
    void no_cut_and_no_damage_is_an_error() throws IOException {
        for (byte[] whole : new byte[][] {encoded("jpeg", 90, 90), encoded("png", 90, 90), encoded("gif", 90, 90)}) {
            for (int length = 0; length < Math.min(700, whole.length); length++) {
                byte[] damaged = Arrays.copyOf(whole, length);
                assertThat(ContentLook.at(damaged)).isNotNull();
                if (length > 3) {
                    Arrays.fill(damaged, length / 2, length, (byte) 0xff);
                    assertThat(ContentLook.at(damaged)).isNotNull();
                }
            }
        }
    }
}
