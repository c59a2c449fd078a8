package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;

/** The brightness of a picture's pixels, 0 to 255, by the weights of television (ITU-R BT.601). */
final class GreyPixels {
    private final int width;
    private final int height;
    private final double[][] rows;

    private GreyPixels(double[][] rows) {
        this.rows = rows;
        this.height = rows.length;
        this.width = rows[0].length;
    }

    static GreyPixels of(BufferedImage image) {
        double[][] rows = new double[image.getHeight()][image.getWidth()];
        int[] colours = new int[image.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
            for (int x = 0; x < colours.length; x++) {
                int colour = colours[x];
                rows[y][x] = 0.299 * (colour >> 16 & 0xff) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff);
            }
        }
        return new GreyPixels(rows);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double at(int x, int y) {
        return rows[y][x];
    }

    /** The picture within a square of this side; as it is, where it fits. */
    GreyPixels within(int side) {
        int longest = Math.max(width, height);
        if (longest <= side) {
            return this;
        }
        return new GreyPixels(scaledTo(Math.max(1, (int) ((long) width * side / longest)), Math.max(1, (int)
                ((long) height * side / longest))));
    }

    /** Each pixel is the mean of the area that it covers, whatever its form. */
    double[][] scaledTo(int newWidth, int newHeight) {
        double[][] across = new double[height][newWidth];
        for (int y = 0; y < height; y++) {
            across[y] = scaled(rows[y], newWidth);
        }
        double[][] scaled = new double[newHeight][newWidth];
        double[] column = new double[height];
        for (int x = 0; x < newWidth; x++) {
            for (int y = 0; y < height; y++) {
                column[y] = across[y][x];
            }
            double[] down = scaled(column, newHeight);
            for (int y = 0; y < newHeight; y++) {
                scaled[y][x] = down[y];
            }
        }
        return scaled;
    }

    private static double[] scaled(double[] line, int length) {
        double[] scaled = new double[length];
        double step = (double) line.length / length;
        for (int i = 0; i < length; i++) {
            double from = i * step;
            double to = Math.min(line.length, (i + 1) * step);
            double sum = 0;
            for (int j = (int) from; j < Math.min(line.length, Math.ceil(to)); j++) {
                sum += line[j] * (Math.min(to, j + 1.0) - Math.max(from, j));
            }
            scaled[i] = sum / (to - from);
        }
        return scaled;
    }
}
