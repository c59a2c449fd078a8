package io.github.labelverifier.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Brings pictures to their size and turns them upright. */
final class Scaling {
    private Scaling() {}

    /** Upright, opaque and at most so large, by halves as long as that goes: one step would drop pixels. */
    static BufferedImage shrink(BufferedImage image, int mostSide, Orientation orientation) {
        BufferedImage current = GreyAndAlpha.isIn(image) ? GreyAndAlpha.convert(image) : image;
        double scale = scale(current, mostSide);
        while (scale <= 0.5) {
            current = scaled(current, 0.5, Orientation.UPRIGHT);
            scale = scale(current, mostSide);
        }
        return scaled(current, scale, orientation);
    }

    private static double scale(BufferedImage image, int mostSide) {
        return Math.min(1, (double) mostSide / Math.max(image.getWidth(), image.getHeight()));
    }

    /** Turned and brought to a share of its size. */
    static BufferedImage scaled(BufferedImage image, double scale, Orientation orientation) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean swapped = orientation.swapsSides();
        BufferedImage result =
                new BufferedImage(swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        try {
            // What is transparent is white, as on most pages.
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, result.getWidth(), result.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform place = orientation.transform(width, height);
            place.scale((double) width / image.getWidth(), (double) height / image.getHeight());
            graphics.drawImage(image, place, null);
        } finally {
            graphics.dispose();
        }
        return result;
    }
}
