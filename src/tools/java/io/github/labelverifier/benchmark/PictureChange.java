package io.github.labelverifier.benchmark;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What becomes of pictures on their way through the web. */
interface PictureChange {
    BufferedImage of(BufferedImage picture) throws IOException;

    /** All of them by name, those first that leave the most. */
    static Map<String, PictureChange> all() {
        Map<String, PictureChange> all = new LinkedHashMap<>();
        all.put("JPEG of quality 90", picture -> jpeg(picture, 0.9f));
        all.put("JPEG of quality 50", picture -> jpeg(picture, 0.5f));
        all.put("JPEG of quality 20", picture -> jpeg(picture, 0.2f));
        all.put("half the size", picture -> scaled(picture, 0.5));
        all.put("a quarter of the size, JPEG of quality 75", picture -> jpeg(scaled(picture, 0.25), 0.75f));
        all.put("a quarter brighter", picture -> rescaled(picture, 1.25f, 0));
        all.put("a quarter darker", picture -> rescaled(picture, 0.75f, 0));
        all.put("half the contrast", picture -> rescaled(picture, 0.5f, 64));
        all.put("grey", PictureChange::grey);
        all.put("a line of text across it", picture -> marked(picture, 0.47, 0.06));
        all.put("a bar with text at its foot, a tenth of it", picture -> marked(picture, 0.9, 0.1));
        all.put("cropped by 1% a side", picture -> cropped(picture, 0.01));
        all.put("cropped by 2% a side", picture -> cropped(picture, 0.02));
        all.put("cropped by 5% a side", picture -> cropped(picture, 0.05));
        all.put("a white border of 5% a side", picture -> bordered(picture, 0.05));
        all.put("turned by 2 degrees", picture -> turned(picture, 2));
        all.put("mirrored", PictureChange::mirrored);
        return all;
    }

    private static BufferedImage empty(int width, int height) {
        return new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return pen;
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height, AffineTransform how) {
        BufferedImage drawn = empty(width, height);
        Graphics2D pen = pen(drawn);
        pen.drawImage(picture, how, null);
        pen.dispose();
        return drawn;
    }

    private static BufferedImage scaled(BufferedImage picture, double by) {
        return drawn(
                picture,
                (int) (picture.getWidth() * by),
                (int) (picture.getHeight() * by),
                AffineTransform.getScaleInstance(by, by));
    }

    private static BufferedImage cropped(BufferedImage picture, double share) {
        int x = (int) (picture.getWidth() * share);
        int y = (int) (picture.getHeight() * share);
        return drawn(
                picture,
                picture.getWidth() - 2 * x,
                picture.getHeight() - 2 * y,
                AffineTransform.getTranslateInstance(-x, -y));
    }

    private static BufferedImage bordered(BufferedImage picture, double share) {
        int x = (int) (picture.getWidth() * share);
        int y = (int) (picture.getHeight() * share);
        BufferedImage framed = empty(picture.getWidth() + 2 * x, picture.getHeight() + 2 * y);
        Graphics2D pen = pen(framed);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, framed.getWidth(), framed.getHeight());
        pen.drawImage(picture, x, y, null);
        pen.dispose();
        return framed;
    }

    private static BufferedImage turned(BufferedImage picture, double degrees) {
        return drawn(
                picture,
                picture.getWidth(),
                picture.getHeight(),
                AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), picture.getWidth() / 2.0, picture.getHeight() / 2.0));
    }

    private static BufferedImage mirrored(BufferedImage picture) {
        return drawn(
                picture,
                picture.getWidth(),
                picture.getHeight(),
                new AffineTransform(-1, 0, 0, 1, picture.getWidth(), 0));
    }

    private static BufferedImage rescaled(BufferedImage picture, float factor, float offset) {
        return new RescaleOp(factor, offset, null).filter(picture, empty(picture.getWidth(), picture.getHeight()));
    }

    private static BufferedImage grey(BufferedImage picture) {
        BufferedImage grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = pen(grey);
        pen.drawImage(picture, 0, 0, null);
        pen.dispose();
        return grey;
    }

    /** A band of half-covering white with strokes as dense as text, which needs no font. */
    private static BufferedImage marked(BufferedImage picture, double from, double share) {
        BufferedImage marked = drawn(picture, picture.getWidth(), picture.getHeight(), new AffineTransform());
        Graphics2D pen = pen(marked);
        int y = (int) (picture.getHeight() * from);
        int height = (int) (picture.getHeight() * share);
        pen.setComposite(AlphaComposite.SrcOver.derive(0.6f));
        pen.setColor(Color.WHITE);
        pen.fillRect(0, y, picture.getWidth(), height);
        pen.setColor(Color.BLACK);
        for (int x = height; x < picture.getWidth() - height; x += Math.max(4, height / 4)) {
            pen.fillRect(x, y + height / 5 + x % 7, Math.max(2, height / 12), height * 3 / 5 - x % 7);
        }
        pen.dispose();
        return marked;
    }

    private static BufferedImage jpeg(BufferedImage picture, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
