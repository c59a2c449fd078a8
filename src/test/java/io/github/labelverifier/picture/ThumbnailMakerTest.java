package io.github.labelverifier.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.job.gallery.SamplePictures;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailMakerTest {
    private final ThumbnailMaker maker = new ThumbnailMaker();

    @ParameterizedTest
    @CsvSource({"4000,3000,320,240", "3000,4000,240,320", "321,100,320,100", "100,60,100,60", "5000,3,320,1", "1,1,1,1"
    })
    void a_thumbnail_is_at_most_320_pixels_and_never_enlarged(int width, int height, int toWidth, int toHeight)
            throws Exception {
        byte[] file = SamplePictures.file(SamplePictures.halves(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");

        Thumbnail thumbnail = maker.jpeg(file);

        assertThat(thumbnail.width()).isEqualTo(toWidth);
        assertThat(thumbnail.height()).isBetween(toHeight - 1, toHeight + 1);
        assertThat(thumbnail.fullWidth()).isEqualTo(width);
        BufferedImage read = read(thumbnail);
        assertThat(read.getWidth()).isEqualTo(thumbnail.width());
        assertThat(read.getHeight()).isEqualTo(thumbnail.height());
    }

    @Test
    void a_thumbnail_stays_below_its_weight_however_noisy_the_image_is() throws Exception {
        byte[] file = SamplePictures.file(SamplePictures.photo(900, 900, 1), "png");

        assertThat(maker.jpeg(file).jpeg().length).isBetween(1_000, ThumbnailMaker.MOST_BYTES);
    }

    // Where the green bar, which the file has at its top, and the red half, which it has at its left, are to be seen.
    @ParameterizedTest
    @CsvSource({
        "1,TOP,LEFT", "2,TOP,RIGHT", "3,BOTTOM,RIGHT", "4,BOTTOM,LEFT",
        "5,LEFT,TOP", "6,RIGHT,TOP", "7,RIGHT,BOTTOM", "8,LEFT,BOTTOM"
    })
    void the_orientation_of_a_photo_is_respected(int orientation, Side bar, Side red) throws Exception {
        byte[] plain = SamplePictures.file(SamplePictures.halves(640, 400, BufferedImage.TYPE_INT_RGB), "jpeg");
        byte[] png = SamplePictures.file(SamplePictures.halves(640, 400, BufferedImage.TYPE_INT_RGB), "png");

        for (byte[] file : new byte[][] {withExif(plain, orientation), pngWithExif(png, orientation)}) {
            Thumbnail thumbnail = maker.jpeg(file);

            assertThat(thumbnail.width() > thumbnail.height()).isEqualTo(orientation <= 4);
            assertThat(thumbnail.fullWidth()).isEqualTo(orientation <= 4 ? 640 : 400);
            BufferedImage seen = read(thumbnail);
            assertThat(main(seen, bar)).isEqualTo("green");
            assertThat(main(seen, red)).isEqualTo("red");
        }
    }

    enum Side {
        TOP(0.5, 0.1),
        BOTTOM(0.5, 0.9),
        LEFT(0.1, 0.5),
        RIGHT(0.9, 0.5);

        private final double x;
        private final double y;

        Side(double x, double y) {
            this.x = x;
            this.y = y;
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_USHORT_GRAY
            })
    void every_kind_of_png_is_shown(int type) throws Exception {
        byte[] file = SamplePictures.file(SamplePictures.halves(700, 500, type), "png");

        assertThat(maker.jpeg(file).width()).isEqualTo(320);
    }

    @Test
    void what_is_transparent_is_white() throws Exception {
        byte[] file = SamplePictures.file(new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB), "png");

        assertThat(new Color(read(maker.jpeg(file)).getRGB(25, 25))).isEqualTo(Color.WHITE);
    }

    @Test
    void a_photo_of_four_colours_is_shown_in_its_colours() throws Exception {
        // Red: no cyan, all magenta and yellow, no black. Adobe writes what the ink leaves.
        expectRed(withAdobe(fourColors(255, 0, 0, 255), 0));
    }

    @Test
    void a_photo_of_brightness_two_differences_and_black_is_shown_in_its_colours() throws Exception {
        // What the inks leave is turned round and converted by the formulas of JFIF; black stays as it is.
        expectRed(withAdobe(fourColors(179, 171, 0, 255), 2));
    }

    @Test
    void a_photo_of_four_colours_is_shown_in_them_though_its_profile_is_damaged() throws Exception {
        expectRed(withSegment(withAdobe(fourColors(255, 0, 0, 255), 0), 0xe2, DamagedProfile.EMPTY.segment));
    }

    private void expectRed(byte[] file) throws Exception {
        Color color = new Color(read(maker.jpeg(file)).getRGB(20, 20));

        assertThat(color.getRed()).as("%s", color).isGreaterThan(230);
        assertThat(color.getGreen()).as("%s", color).isLessThan(40);
        assertThat(color.getBlue()).as("%s", color).isLessThan(40);
    }

    @ParameterizedTest
    @EnumSource
    void a_photo_with_a_damaged_colour_profile_is_shown_without_it(DamagedProfile damaged) throws Exception {
        byte[] plain = SamplePictures.file(SamplePictures.halves(640, 400, BufferedImage.TYPE_INT_RGB), "jpeg");
        byte[] turned = withExif(withSegment(plain, 0xe2, damaged.segment), 6);

        Thumbnail thumbnail = maker.jpeg(turned);

        assertThat(thumbnail.fullWidth()).isEqualTo(400);
        BufferedImage seen = read(thumbnail);
        assertThat(main(seen, Side.TOP)).isEqualTo("red");
        assertThat(main(seen, Side.BOTTOM)).isEqualTo("blue");
        assertThat(main(seen, Side.RIGHT)).isEqualTo("green");
    }

    enum DamagedProfile {
        NOISE(profile(1, 1, new Random(1).ints(300, 0, 256).toArray())),
        EMPTY(profile(1, 1)),
        ZEROS(profile(1, 1, new int[3144])),
        WITHOUT_ITS_SECOND_PART(profile(1, 2, sound(ColorSpace.CS_sRGB))),
        CUT_SHORT(profile(1, 1, Arrays.copyOf(sound(ColorSpace.CS_sRGB), 500))),
        OF_ONE_COLOUR(profile(1, 1, sound(ColorSpace.CS_GRAY))),
        WITH_NOISE_FOR_TAGS(profile(1, 1, noiseFrom(128))),
        WITH_NOISE_FOR_CURVES(profile(1, 1, noiseFrom(400)));

        private final byte[] segment;

        DamagedProfile(byte[] segment) {
            this.segment = segment;
        }

        private static int[] noiseFrom(int start) {
            int[] profile = sound(ColorSpace.CS_sRGB);
            Random random = new Random(2);
            for (int i = start; i < profile.length; i++) {
                profile[i] = random.nextInt(256);
            }
            return profile;
        }
    }

    @Test
    void a_sound_colour_profile_is_respected() throws Exception {
        BufferedImage grey = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 10_000; i++) {
            grey.setRGB(i % 100, i / 100, 0x808080);
        }
        byte[] file =
                withSegment(SamplePictures.file(grey, "jpeg"), 0xe2, profile(1, 1, sound(ColorSpace.CS_LINEAR_RGB)));

        // Half of the light is much brighter than half of the usual scale.
        assertThat(new Color(read(maker.jpeg(file)).getRGB(50, 50)).getRed()).isBetween(180, 195);
    }

    private static int[] sound(int colorSpace) {
        byte[] profile = ICC_Profile.getInstance(colorSpace).getData();
        int[] bytes = new int[profile.length];
        Arrays.setAll(bytes, i -> profile[i] & 0xff);
        return bytes;
    }

    private static byte[] profile(int part, int parts, int... content) {
        ByteBuffer segment = ByteBuffer.allocate(14 + content.length);
        segment.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) part)
                .put((byte) parts);
        for (int b : content) {
            segment.put((byte) b);
        }
        return segment.array();
    }

    private static ThumbnailMaker maker(LongSupplier nanoTime) {
        return maker(nanoTime, nanoTime);
    }

    private static ThumbnailMaker maker(LongSupplier nanoTime, LongSupplier workTime) {
        return new ThumbnailMaker(new PictureDecoder(Runtime.getRuntime().maxMemory(), nanoTime, workTime));
    }

    @Test
    void a_picture_that_takes_too_long_is_given_up() throws Exception {
        byte[] sound = progressive(600, 400);
        // The same pass over all pixels again and again.
        byte[] endless = withLastPassRepeated(sound, 2_000);
        // Each look at this clock takes some time.
        AtomicLong looks = new AtomicLong();
        ThumbnailMaker slow = maker(() -> looks.incrementAndGet() * 150_000_000);

        assertThat(slow.jpeg(sound).width()).isEqualTo(320);
        assertThatThrownBy(() -> slow.jpeg(endless))
                .isInstanceOf(UndecodableImageException.class)
                .hasMessage("decoding it takes longer than 15 seconds");
    }

    @Test
    void a_picture_on_a_machine_that_works_at_other_things_or_was_paused_is_not_given_up() throws Exception {
        AtomicLong looks = new AtomicLong();
        AtomicLong work = new AtomicLong();
        ThumbnailMaker paused = maker(() -> looks.incrementAndGet() * 16_000_000_000L, work::incrementAndGet);

        assertThat(paused.jpeg(progressive(600, 400)).width()).isEqualTo(320);
        assertThat(paused.jpeg(SamplePictures.file(SamplePictures.photo(600, 400, 2), "png"))
                        .width())
                .isEqualTo(320);
    }

    @Test
    void a_png_that_takes_too_long_is_given_up() throws Exception {
        byte[] png = SamplePictures.file(SamplePictures.photo(600, 400, 2), "png");
        AtomicLong looks = new AtomicLong();
        ThumbnailMaker slow = maker(() -> looks.incrementAndGet() * 100_000_000);

        assertThatThrownBy(() -> slow.jpeg(png)).hasMessage("decoding it takes longer than 15 seconds");
    }

    @Test
    void a_picture_in_passes_may_be_smaller_than_another() throws Exception {
        byte[] baseline = SamplePictures.file(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg");
        byte[] png = SamplePictures.file(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png");

        for (byte[] tooLarge : new byte[][] {
            ofSize(progressive(64, 64), 7_000, 6_000),
            ofSize(baseline, 10_001, 10_000),
            pngOfSize(png, 7_000, 6_000, true),
            pngOfSize(png, 10_001, 10_000, false)
        }) {
            assertThatThrownBy(() -> maker.jpeg(tooLarge)).hasMessageEndingWith("it is larger than is decoded here");
        }
        assertThat(maker.jpeg(ofSize(baseline, 7_000, 6_000)).fullWidth()).isEqualTo(7_000);
        assertThat(maker.jpeg(ofSize(progressive(64, 64), 700, 600)).fullWidth())
                .isEqualTo(700);
    }

    private static byte[] progressive(int width, int height) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            BufferedImage image = SamplePictures.halves(width, height, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] withLastPassRepeated(byte[] progressive, int times) {
        int last = progressive.length - 2;
        while ((progressive[last] & 0xff) != 0xff || (progressive[last + 1] & 0xff) != 0xda) {
            last--;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(progressive, 0, last);
        for (int i = 0; i < times; i++) {
            file.write(progressive, last, progressive.length - 2 - last);
        }
        file.write(progressive, progressive.length - 2, 2);
        return file.toByteArray();
    }

    private static byte[] ofSize(byte[] jpeg, int width, int height) {
        int frame = JpegSegments.first(new Head(jpeg), JpegSegments::isFrame);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return jpeg;
    }

    private static byte[] pngOfSize(byte[] original, int width, int height, boolean isInterlaced) {
        byte[] png = original.clone();
        png[28] = (byte) (isInterlaced ? 1 : 0);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    @Test
    void a_terminal_gets_a_png_of_the_same_picture() throws Exception {
        byte[] file =
                withExif(SamplePictures.file(SamplePictures.halves(640, 400, BufferedImage.TYPE_INT_RGB), "jpeg"), 6);

        byte[] png = maker.png(file);

        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(seen.getHeight()).isEqualTo(320);
        assertThat(main(seen, Side.RIGHT)).isEqualTo("green");
    }

    @Test
    void what_is_no_image_is_told() {
        assertThatThrownBy(() -> maker.jpeg("<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableImageException.class)
                .hasMessage("its content is of no known format");
        assertThatThrownBy(() -> maker.jpeg(new byte[0])).isInstanceOf(UndecodableImageException.class);
    }

    @Test
    void a_broken_image_is_told_or_shown_as_far_as_it_goes() throws Exception {
        byte[] file = SamplePictures.file(SamplePictures.photo(600, 400, 2), "jpeg");
        byte[] png = SamplePictures.file(SamplePictures.photo(600, 400, 2), "png");
        for (byte[] whole : new byte[][] {file, png}) {
            for (int length = 9; length < whole.length; length += whole.length / 40) {
                byte[] cut = Arrays.copyOf(whole, length);
                try {
                    assertThat(maker.jpeg(cut).width()).isPositive();
                } catch (UndecodableImageException e) {
                    assertThat(e).hasMessage("the file ends before its picture does");
                }
            }
        }
    }

    @Test
    void an_image_of_absurd_size_is_not_decoded() {
        byte[] png = SamplePictures.file(new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB), "png");

        assertThatThrownBy(() -> maker.jpeg(pngOfSize(png, 50_000, 50_000, false)))
                .hasMessageContaining("50000 × 50000");
    }

    private static BufferedImage read(Thumbnail thumbnail) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(thumbnail.jpeg()));
    }

    private static String main(BufferedImage image, Side side) {
        Color color = new Color(image.getRGB((int) (image.getWidth() * side.x), (int) (image.getHeight() * side.y)));
        if (color.getGreen() > 150) {
            return "green";
        }
        return color.getRed() > color.getBlue() ? "red" : "blue";
    }

    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return tiff.array();
    }

    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] tiff = exif(orientation, orientation % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
        file.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
        file.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).put(jpeg, 2, jpeg.length - 2);
        return file.array();
    }

    private static byte[] pngWithExif(byte[] png, int orientation) {
        byte[] tiff = exif(orientation, ByteOrder.BIG_ENDIAN);
        int afterHeader = 33;
        ByteBuffer file = ByteBuffer.allocate(png.length + 12 + tiff.length);
        file.put(png, 0, afterHeader)
                .putInt(tiff.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(tiff);
        CRC32 crc = new CRC32();
        crc.update(file.array(), afterHeader + 4, 4 + tiff.length);
        file.putInt((int) crc.getValue()).put(png, afterHeader, png.length - afterHeader);
        return file.array();
    }

    private static byte[] fourColors(int... color) throws IOException {
        WritableRaster raster =
                java.awt.image.Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 40, 40, 4, null);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                raster.setPixel(x, y, color);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] withAdobe(byte[] jpeg, int transform) {
        return withSegment(jpeg, 0xee, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + content.length);
        file.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (2 + content.length));
        file.put(content).put(jpeg, 2, jpeg.length - 2);
        return file.array();
    }
}
