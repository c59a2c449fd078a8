package io.github.labelverifier.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    /** A scene of some shapes, another one for each seed. */
    static BufferedImage scene(long seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(random.nextInt(1 << 24)), width, height, Color.GRAY));
        pen.fillRect(0, 0, width, height);
        for (int i = 0; i < 14; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            int w = (int) (width * (0.05 + 0.4 * random.nextDouble()));
            int h = (int) (height * (0.05 + 0.4 * random.nextDouble()));
            int x = (int) (width * random.nextDouble()) - w / 2;
            int y = (int) (height * random.nextDouble()) - h / 2;
            if (random.nextBoolean()) {
                pen.fillOval(x, y, w, h);
            } else {
                pen.fillRect(x, y, w, h);
            }
        }
        pen.dispose();
        return image;
    }

    private static BufferedImage changed(BufferedImage image, IntUnaryOperator colour) {
        BufferedImage changed = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                changed.setRGB(x, y, colour.applyAsInt(image.getRGB(x, y)));
            }
        }
        return changed;
    }

    private static int brighter(int colour) {
        Color old = new Color(colour);
        return new Color(
                        Math.min(255, old.getRed() + 25),
                        Math.min(255, old.getGreen() + 25),
                        Math.min(255, old.getBlue() + 25))
                .getRGB();
    }

    private static int grey(int colour) {
        Color old = new Color(colour);
        int level = (int) (0.299 * old.getRed() + 0.587 * old.getGreen() + 0.114 * old.getBlue());
        return new Color(level, level, level).getRGB();
    }

    private static BufferedImage recompressed(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static int distance(BufferedImage one, BufferedImage other) {
        long[] a = PerceptualHash.of(one);
        long[] b = PerceptualHash.of(other);
        int distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Long.bitCount(a[i] ^ b[i]);
        }
        return distance;
    }

    @Test
    void changed_copies_are_near() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            BufferedImage image = scene(seed, 240, 180);

            assertThat(distance(image, recompressed(image))).isLessThanOrEqualTo(20);
            assertThat(distance(image, changed(image, PerceptualHashTest::brighter)))
                    .isLessThanOrEqualTo(50);
            assertThat(distance(image, changed(image, PerceptualHashTest::grey)))
                    .isLessThanOrEqualTo(20);
            assertThat(distance(scene(seed, 240, 180), scene(seed, 120, 90))).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void no_two_of_200_pictures_are_near() {
        long[][] hashes = new long[200][];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = PerceptualHash.of(scene(1_000 + i, 160, 120));
        }

        LongBuffer all = LongBuffer.allocate(hashes.length * 4);
        for (long[] hash : hashes) {
            all.put(hash);
        }
        int[] groups = new NearHashes(all.flip()).groups(NearHashes.USUAL_DISTANCE);

        for (int i = 0; i < hashes.length; i++) {
            assertThat(groups[i]).isEqualTo(i);
        }
    }

    @Test
    void a_hash_goes_through_its_text() {
        long[] hash = PerceptualHash.of(scene(5, 100, 100));

        assertThat(PerceptualHash.parse(PerceptualHash.text(hash))).isEqualTo(hash);
        assertThat(PerceptualHash.text(hash)).matches("[0-9a-f]{64}");
        assertThatIllegalArgumentException().isThrownBy(() -> PerceptualHash.parse("00"));
        assertThatIllegalArgumentException().isThrownBy(() -> PerceptualHash.parse("x".repeat(64)));
    }

    @Test
    void pictures_of_one_colour_have_one_hash_whatever_the_colour() {
        BufferedImage one = changed(scene(1, 50, 40), colour -> 0x203040);
        BufferedImage other = changed(scene(1, 70, 20), colour -> 0xf0e0d0);

        assertThat(PerceptualHash.of(one)).isEqualTo(PerceptualHash.of(other));
    }
}
