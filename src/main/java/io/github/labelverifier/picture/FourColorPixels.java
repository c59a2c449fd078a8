package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * The pixels of a JPEG of four colours, as printers use it, brought to red, green and blue. The JDK reads these files but does
 * not convert them. Without the printer's profile the colours are near the real ones, which is enough to see what it shows.
 */
final class FourColorPixels {
    private static final int OPAQUE = 255;
    private static final int ADOBE = 0xee;

    /** Where the number of colours stands in a frame's segment, and the coding in Adobe's, from the marker on. */
    private static final int COMPONENTS = 9;

    private static final int TRANSFORM = 15;

    /** What Adobe's APP14 segment says of the four colours. */
    private enum Coding {
        /** No such segment: the values are ink. */
        INK,
        /** Adobe's: the values are what the ink leaves. */
        INVERTED,
        /** As inverted, and the first three brought to brightness and two differences of colour. */
        INVERTED_YCC
    }

    private FourColorPixels() {}

    /** An image of the raw values. */
    static BufferedImage convert(Raster raster, byte[] file) {
        Coding coding = coding(file);
        int width = raster.getWidth();
        BufferedImage image = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[4 * width];
        int[] colors = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                colors[x] = color(coding, row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3]);
            }
            image.setRGB(0, y, width, 1, colors, 0, width);
        }
        return image;
    }

    private static int color(Coding coding, int a, int b, int c, int k) {
        return switch (coding) {
            case INK -> rgb(OPAQUE - a, OPAQUE - b, OPAQUE - c, OPAQUE - k);
            case INVERTED -> rgb(a, b, c, k);
            case INVERTED_YCC ->
                rgb(
                        OPAQUE - clamp(a + 1.402 * (c - 128)),
                        OPAQUE - clamp(a - 0.344136 * (b - 128) - 0.714136 * (c - 128)),
                        OPAQUE - clamp(a + 1.772 * (b - 128)),
                        k);
        };
    }

    private static int rgb(int red, int green, int blue, int left) {
        return (red * left / OPAQUE) << 16 | (green * left / OPAQUE) << 8 | blue * left / OPAQUE;
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(OPAQUE, Math.round(value)));
    }

    /** Whether a JPEG has four colours. */
    static boolean areIn(byte[] file) {
        int frame = JpegSegments.first(file, JpegSegments::isFrame);
        return frame > 0 && frame + COMPONENTS < file.length && file[frame + COMPONENTS] == 4;
    }

    private static Coding coding(byte[] file) {
        int adobe = JpegSegments.first(file, marker -> marker == ADOBE);
        if (adobe < 0 || adobe + TRANSFORM >= file.length || file[adobe + 4] != 'A' || file[adobe + 5] != 'd') {
            return Coding.INK;
        }
        return file[adobe + TRANSFORM] == 2 ? Coding.INVERTED_YCC : Coding.INVERTED;
    }
}
