package io.github.labelverifier.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureQualityTest {
    private final PictureDecoder decoder = new PictureDecoder();

    private Set<QualityNote> notes(BufferedImage image) throws IOException, UndecodableImageException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return PictureQuality.of(decoder.decode(bytes.toByteArray(), PictureQuality.MOST_SIDE));
    }

    private static BufferedImage drawn(int width, int height, IntBinaryOperator colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.applyAsInt(x, y));
            }
        }
        return image;
    }

    @Test
    void a_sharp_scene_has_no_note() throws Exception {
        assertThat(notes(PerceptualHashTest.scene(4, 400, 300))).isEmpty();
    }

    @Test
    void night_and_snow() throws Exception {
        Random random = new Random(1);

        assertThat(notes(drawn(
                        200,
                        200,
                        (x, y) -> new Color(random.nextInt(60), random.nextInt(60), random.nextInt(60)).getRGB())))
                .containsExactly(QualityNote.DARK);
        assertThat(notes(drawn(200, 200, (x, y) -> 0xffffff - (random.nextInt(8) << 16))))
                .contains(QualityNote.LIGHT);
    }

    @Test
    void a_picture_without_an_edge_is_blurry_and_one_colour_says_nothing() throws Exception {
        assertThat(notes(drawn(256, 256, (x, y) -> {
                    int level = (int) ((x + 0.37 * y) / 349 * 190);
                    return new Color(level, level, level).getRGB();
                })))
                .containsExactly(QualityNote.BLURRY);
        assertThat(notes(drawn(300, 300, (x, y) -> 0x808080))).containsExactly(QualityNote.LOW_INFORMATION);
    }

    @Test
    void banners_and_icons_are_told_by_the_whole_picture() throws Exception {
        assertThat(notes(PerceptualHashTest.scene(2, 1_200, 300))).containsExactly(QualityNote.ODD_ASPECT);
        assertThat(notes(PerceptualHashTest.scene(2, 79, 90))).containsExactly(QualityNote.SMALL);
        assertThat(notes(PerceptualHashTest.scene(2, 80, 90))).isEmpty();
    }

    @Test
    void notes_are_known_by_their_names() {
        for (QualityNote note : QualityNote.values()) {
            assertThat(QualityNote.of(note.id())).contains(note);
        }
        assertThat(QualityNote.LOW_INFORMATION.id()).isEqualTo("low-information");
        assertThat(QualityNote.of("DARK")).isEmpty();
    }
}
