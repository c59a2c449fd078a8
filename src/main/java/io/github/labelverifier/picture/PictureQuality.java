package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Notes on the quality of a picture, by the definitions and thresholds of CleanVision 0.3 (dark, light, blurry, low information,
 * odd aspect ratio), looked for in a small copy of it.
 */
public final class PictureQuality {
    /** The longest side of the copy that is looked at. */
    public static final int MOST_SIDE = 256;

    private static final double DARK = 0.32;
    private static final double LIGHT = 0.05;
    private static final double BLURRY = 0.29;
    private static final double LOW_INFORMATION = 0.3;
    private static final double ODD_ASPECT = 0.35;

    private static final int EDGE_SIDE = 64;
    private static final int LEVELS = 256;

    /** Of CleanVision: how fast a spread turns into a score, and which spread of a histogram counts. */
    private static final double RATE = 0.01;

    private static final double LEAST_SPREAD = 0.18;

    private PictureQuality() {}

    /** The notes on a picture that was decoded to at most {@link #MOST_SIDE} pixels. */
    public static Set<QualityNote> of(Picture picture) {
        BufferedImage image = picture.image();
        int[] colours = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Set<QualityNote> notes = EnumSet.noneOf(QualityNote.class);
        double[] brightness = Arrays.stream(colours)
                .mapToDouble(PictureQuality::brightness)
                .sorted()
                .toArray();
        note(notes, QualityNote.DARK, percentile(brightness, 0.99) < DARK);
        note(notes, QualityNote.LIGHT, 1 - percentile(brightness, 0.05) < LIGHT);
        note(notes, QualityNote.BLURRY, sharpness(GreyPixels.of(image).within(EDGE_SIDE)) < BLURRY);
        note(notes, QualityNote.LOW_INFORMATION, Math.min(1, 0.1 * entropy(colours)) < LOW_INFORMATION);
        double width = picture.full().width();
        double height = picture.full().height();
        note(notes, QualityNote.ODD_ASPECT, Math.min(width / height, height / width) < ODD_ASPECT);
        note(notes, QualityNote.SMALL, Math.min(width, height) < JpegConverter.LEAST_SIDE);
        return notes;
    }

    private static void note(Set<QualityNote> notes, QualityNote note, boolean isSo) {
        if (isSo) {
            notes.add(note);
        }
    }

    /** How bright a colour is seen, 0 to 1. */
    private static double brightness(int colour) {
        double red = colour >> 16 & 0xff;
        double green = colour >> 8 & 0xff;
        double blue = colour & 0xff;
        return Math.sqrt(0.241 * red * red + 0.691 * green * green + 0.068 * blue * blue) / 255;
    }

    /** Between two values, in the middle of them where it falls there. */
    private static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double sharpness(GreyPixels grey) {
        double score = score(spread(edges(grey)));
        double contrast = score(spread(histogram(grey)));
        return Math.min(1, contrast > LEAST_SPREAD ? score + contrast : score);
    }

    private static double score(double spread) {
        return 1 - StrictMath.exp(-RATE * spread);
    }

    /** How much each pixel differs from the eight around it, 0 to 255; at the rim, the pixels as they are. */
    private static double[] edges(GreyPixels grey) {
        double[] edges = new double[grey.width() * grey.height()];
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                boolean isRim = x == 0 || y == 0 || x == grey.width() - 1 || y == grey.height() - 1;
                double value = isRim ? grey.at(x, y) : 9 * grey.at(x, y) - around(grey, x, y);
                edges[y * grey.width() + x] = Math.max(0, Math.min(255, value));
            }
        }
        return edges;
    }

    private static double around(GreyPixels grey, int x, int y) {
        double sum = 0;
        for (int down = -1; down <= 1; down++) {
            for (int across = -1; across <= 1; across++) {
                sum += grey.at(x + across, y + down);
            }
        }
        return sum;
    }

    private static double[] histogram(GreyPixels grey) {
        double[] counts = new double[LEVELS];
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                counts[(int) Math.min(LEVELS - 1, Math.round(grey.at(x, y)))]++;
            }
        }
        return counts;
    }

    /** The standard deviation. */
    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    /** Of the levels of all three colours together, in bits. */
    private static double entropy(int[] colours) {
        long[] counts = new long[3 * LEVELS];
        for (int colour : colours) {
            counts[colour >> 16 & 0xff]++;
            counts[LEVELS + (colour >> 8 & 0xff)]++;
            counts[2 * LEVELS + (colour & 0xff)]++;
        }
        double all = 3.0 * colours.length;
        double entropy = 0;
        for (long count : counts) {
            if (count > 0) {
                entropy -= count / all * StrictMath.log(count / all) / StrictMath.log(2);
            }
        }
        return entropy;
    }
}
