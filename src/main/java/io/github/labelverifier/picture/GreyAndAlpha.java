package io.github.labelverifier.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * The pixels of a picture of grey and transparency. Java takes these values for amounts of light when it draws them, and makes
 * the picture brighter than it is; grey alone it draws as it is.
 */
final class GreyAndAlpha {
    private GreyAndAlpha() {}

    static boolean isIn(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getColorModel().hasAlpha()
                && image.getRaster().getNumBands() == 2;
    }

    static BufferedImage convert(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int shift = image.getColorModel().getComponentSize(0) - 8;
        BufferedImage result = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[2 * width];
        int[] colors = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int grey = shifted(row[2 * x], shift);
                colors[x] = shifted(row[2 * x + 1], shift) << 24 | grey << 16 | grey << 8 | grey;
            }
            result.setRGB(0, y, width, 1, colors, 0, width);
        }
        return result;
    }

    /** From 16 bits, or from fewer than 8, to 8. */
    private static int shifted(int value, int shift) {
        return shift >= 0 ? value >> shift : value << -shift;
    }
}
