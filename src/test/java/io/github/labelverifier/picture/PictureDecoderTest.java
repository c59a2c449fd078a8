package io.github.labelverifier.picture;

import static io.github.labelverifier.testing.SampleFiles.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.picture.UndecodableImageException.Fault;
import io.github.labelverifier.testing.HostilePictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads one picture in all formats. */
class PictureDecoderTest {
    private final PictureDecoder decoder = new PictureDecoder();

    @ParameterizedTest
    @CsvSource({
        "card.jpg,jpeg",
        "cmyk.jpg,jpeg",
        "progressive.jpg,jpeg",
        "card.png,png",
        "sixteen.png,png",
        "interlaced.png,png",
        "palette.png,png",
        "lossy.webp,webp",
        "lossless.webp,webp",
        "animated.webp,webp",
        "card.gif,gif",
        "animated.gif,gif",
        "interlaced.gif,gif",
        "card.bmp,bmp",
        "rle.bmp,bmp",
        "four-bit.bmp,bmp",
        "os2.bmp,bmp",
        "lzw.tiff,tiff",
        "jpeg.tiff,tiff",
        "sixteen.tiff,tiff",
        "cmyk.tiff,tiff",
        "tiled.tiff,tiff",
        "big-endian.tiff,tiff",
        "big.tiff,tiff"
    })
    void a_picture_is_seen_in_its_colours_whatever_its_format(String name, String format) throws Exception {
        Picture picture = decoder.decode(file(name), 1_920);

        assertThat(picture.format().name()).isEqualTo(format);
        assertThat(picture.full()).isEqualTo(new Size(160, 120));
        assertThat(picture.isWhole()).isTrue();
        BufferedImage seen = picture.image();
        assertThat(seen.getWidth()).isEqualTo(160);
        expectColor(seen, 20, 45, 0xd02020);
        expectColor(seen, 120, 30, 0x20a040);
        expectColor(seen, 40, 90, 0x2040c0);
        expectColor(seen, 120, 65, 0x202020);
        expectColor(seen, 120, 90, 0x808080);
        expectColor(seen, 120, 115, 0xe0e0e0);
    }

    private static void expectColor(BufferedImage seen, int x, int y, int color) {
        Color is = new Color(seen.getRGB(x, y));
        Color wanted = new Color(color);
        assertThat(Math.abs(is.getRed() - wanted.getRed())
                        + Math.abs(is.getGreen() - wanted.getGreen())
                        + Math.abs(is.getBlue() - wanted.getBlue()))
                .as("%d,%d is %s and not %s", x, y, is, wanted)
                .isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "grey-sixteen.png", "grey-alpha.png", "grey.tiff"})
    void grey_is_neither_brighter_nor_darker_than_it_was(String name) throws Exception {
        BufferedImage seen = decoder.decode(file(name), 1_920).image();

        expectColor(seen, 120, 65, 0x202020);
        expectColor(seen, 120, 90, 0x808080);
        expectColor(seen, 40, 30, 0x474747);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.png", "alpha.webp", "alpha-lossless.webp"})
    void what_is_transparent_is_white(String name) throws Exception {
        BufferedImage seen = decoder.decode(file(name), 1_920).image();

        expectColor(seen, 20, 15, 0xffffff);
        expectColor(seen, 60, 45, 0xd02020);
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned.webp", "turned.tiff"})
    void a_picture_is_turned_upright_as_its_file_says(String name) throws Exception {
        Picture picture = decoder.decode(file(name), 1_920);

        assertThat(picture.full()).isEqualTo(new Size(120, 160));
        expectColor(picture.image(), 90, 40, 0xd02020);
        expectColor(picture.image(), 30, 40, 0x2040c0);
    }

    @Test
    void a_fax_is_read() throws Exception {
        assertThat(decoder.decode(file("fax.tiff"), 1_920).full()).isEqualTo(new Size(160, 120));
    }

    @ParameterizedTest
    @CsvSource({"card.heic,heic", "card.avif,avif", "card.jp2,jp2"})
    void a_format_that_is_not_read_is_told_by_its_name(String name, String format) throws Exception {
        byte[] file = file(name);

        assertThatThrownBy(() -> decoder.decode(file, 1_920))
                .isInstanceOfSatisfying(UndecodableImageException.class, e -> {
                    // The directory of a TIFF is at its end: without it nothing is left.
                    assertThat(e.fault()).isEqualTo(Fault.UNREAD_FORMAT);
                    assertThat(e.format()).isEqualTo(format);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card.jpg",
                "cmyk.jpg",
                "progressive.jpg",
                "card.png",
                "interlaced.png",
                "lossy.webp",
                "lossless.webp",
                "card.gif",
                "card.bmp",
                "rle.bmp",
                "lzw.tiff",
                "jpeg.tiff"
            })
    void a_truncated_file_is_told_from_a_whole_one(String name) throws Exception {
        byte[] whole = file(name);
        for (int percent = 20; percent < 95; percent += 5) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            try {
                Picture picture = decoder.decode(cut, 1_920);
                // What was cut off may be remarks.
                assertThat(!picture.isWhole() || isLikeAll(picture, whole))
                        .as("%s at %d%%", name, percent)
                        .isTrue();
            } catch (UndecodableImageException e) {
                // The directory of a TIFF is at its end: without it nothing is left.
                assertThat(e.fault())
                        .as("%s at %d%%", name, percent)
                        .isIn(Fault.TRUNCATED, name.endsWith(".tiff") ? Fault.DAMAGED : Fault.TRUNCATED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "animated.webp"})
    void a_webp_that_is_shorter_than_it_says_is_truncated(String name) throws Exception {
        byte[] whole = file(name);
        for (int percent : new int[] {1, 30, 90}) {
            byte[] cut = Arrays.copyOf(whole, Math.max(16, whole.length * percent / 100));

            assertThatThrownBy(() -> decoder.decode(cut, 1_920))
                    .isInstanceOfSatisfying(
                            UndecodableImageException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.TRUNCATED));
        }
    }

    private boolean isLikeAll(Picture picture, byte[] whole) throws Exception {
        DataBuffer pixels = decoder.decode(whole, 1_920).image().getRaster().getDataBuffer();
        return Arrays.equals(
                ((DataBufferInt) picture.image().getRaster().getDataBuffer()).getData(),
                ((DataBufferInt) pixels).getData());
    }

    @ParameterizedTest
    @CsvSource({
        "huge-sixteen.png, TOO_LARGE",
        "huge-progressive.jpg, TOO_LARGE",
        "huge.webp, TOO_LARGE",
        "huge.tiff, TOO_LARGE",
        "huge.gif, TOO_LARGE",
        "large-and-empty.bmp, DAMAGED",
        "page.webp, NO_PICTURE",
        "head-alone.webp, TRUNCATED",
        "head-alone.gif, TRUNCATED",
        "head-alone.bmp, TRUNCATED"
    })
    void a_hostile_file_is_refused_for_what_it_is(String name, Fault fault) throws Exception {
        byte[] file = Objects.requireNonNull(HostilePictures.all().get(name), name);

        assertThatThrownBy(() -> decoder.decode(file, 1_920))
                .isInstanceOfSatisfying(
                        UndecodableImageException.class,
                        e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-of-300-megabytes.png", "many-segments.jpg"})
    void what_a_file_holds_beside_its_picture_is_passed_over(String name) throws Exception {
        byte[] file = Objects.requireNonNull(HostilePictures.all().get(name), name);

        assertThat(decoder.decode(file, 1_920).full()).isEqualTo(new Size(160, 120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lzw.tiff", "tiled.tiff", "jpeg.tiff", "fax.tiff"})
    void what_is_decoded_row_by_row_takes_no_memory_for_all_of_its_pixels(String name) throws Exception {
        byte[] file = file(name);
        Size full = decoder.decode(file, 1_920).full();
        long threeBytesAPixelTwice = 2 * 3 * (full.width() + 1L) * (full.height() + 1L);
        long heap = 2 * (threeBytesAPixelTwice + 3 * full.pixels());

        PictureDecoder small = new PictureDecoder(heap, System::nanoTime, WorkTime::nanos);

        assertThat(small.decode(file, 1_920).full()).isEqualTo(full);
    }

    @Test
    void a_large_tiff_without_its_pixels_is_damaged_and_wants_no_memory() throws Exception {
        byte[] file = Objects.requireNonNull(HostilePictures.all().get("large-and-empty.tiff"));
        PictureDecoder small = new PictureDecoder(256L << 20, System::nanoTime, WorkTime::nanos);

        assertThatThrownBy(() -> small.decode(file, 1_920))
                .isInstanceOfSatisfying(
                        UndecodableImageException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"large-and-empty.tiff", "circle.tiff", "head-alone.tiff"})
    void a_file_that_leads_astray_is_given_up(String name) throws Exception {
        byte[] file = Objects.requireNonNull(HostilePictures.all().get(name), name);

        assertThatThrownBy(() -> decoder.decode(file, 1_920)).isInstanceOf(UndecodableImageException.class);
    }

    @Test
    void no_damage_is_an_error() throws Exception {
        Random random = new Random(1);
        for (String name :
                List.of("lossy.webp", "lossless.webp", "card.gif", "rle.bmp", "lzw.tiff", "jpeg.tiff", "cmyk.jpg")) {
            byte[] whole = file(name);
            for (int i = 0; i < 60; i++) {
                byte[] damaged = whole.clone();
                for (int j = 0; j < 3; j++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(decoder.decode(damaged, 1_920).image().getWidth())
                            .isBetween(1, 1_920);
                } catch (UndecodableImageException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
        }
    }
}
