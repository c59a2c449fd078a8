package io.github.labelverifier.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn pictures: those of one number look alike in any size, those of two do not. */
public final class Scenes {
    private static final int PATCHES = 12;
    private static final int COLORS = 1 << 24;

    private Scenes() {}

    public static BufferedImage image(long number, int width, int height) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < PATCHES; i++) {
            pen.setColor(new Color(random.nextInt(COLORS)));
            pen.fillRect(
                    (int) (width * random.nextDouble()) - width / 8,
                    (int) (height * random.nextDouble()) - height / 8,
                    width / 3,
                    height / 3);
        }
        pen.dispose();
        return image;
    }

    public static byte[] jpeg(long number, int width, int height) {
        return jpeg(image(number, width, height));
    }

    /** A picture of one colour, and that black. */
    public static byte[] night() {
        return jpeg(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
