package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a picture looks like, in 256 bits: whether each of the 16 x 16 slowest waves of its 64 x 64 grey pixels is above their
 * median (pHash, by the discrete cosine transform). Pictures that were scaled, recompressed, made brighter or grey, or marked
 * differ in few bits. The same pixels give the same bits on every machine.
 */
public final class PerceptualHash {
    /** The number of bits. */
    public static final int BITS = 256;

    private static final int SIDE = 64;
    private static final int WAVES = 16;

    /** Differences below this are rounding, not picture. */
    private static final double NOISE = 1e-6;

    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    private static double[][] cosines() {
        double[][] cosines = new double[WAVES][SIDE];
        for (int wave = 0; wave < WAVES; wave++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[wave][x] = StrictMath.cos((2 * x + 1) * wave * StrictMath.PI / (2 * SIDE));
            }
        }
        return cosines;
    }

    /** The hash of a picture, in four longs, the first bit first. */
    public static long[] of(BufferedImage image) {
        double[][] grey = GreyPixels.of(image).scaledTo(SIDE, SIDE);
        double[] waves = slowest(grey);
        double[] sorted = waves.clone();
        Arrays.sort(sorted);
        double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
        long[] bits = new long[BITS / Long.SIZE];
        for (int i = 0; i < BITS; i++) {
            if (waves[i] > median + NOISE) {
                bits[i / Long.SIZE] |= Long.MIN_VALUE >>> (i % Long.SIZE);
            }
        }
        return bits;
    }

    /** The coefficients of the slowest waves, row by row. */
    private static double[] slowest(double[][] grey) {
        double[][] ofRows = new double[SIDE][WAVES];
        for (int y = 0; y < SIDE; y++) {
            for (int wave = 0; wave < WAVES; wave++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += grey[y][x] * COSINES[wave][x];
                }
                ofRows[y][wave] = sum;
            }
        }
        double[] waves = new double[BITS];
        for (int down = 0; down < WAVES; down++) {
            for (int across = 0; across < WAVES; across++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += ofRows[y][across] * COSINES[down][y];
                }
                waves[down * WAVES + across] = sum;
            }
        }
        return waves;
    }

    /** The hash as 64 hexadecimal digits. */
    public static String text(long[] bits) {
        ByteBuffer bytes = ByteBuffer.allocate(BITS / Byte.SIZE);
        bytes.asLongBuffer().put(bits);
        return HexFormat.of().formatHex(bytes.array());
    }

    /**
     * The hash of these digits.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long[] parse(String text) {
        if (text.length() != BITS / 4) {
            throw new IllegalArgumentException("a hash of " + text.length() + " digits");
        }
        long[] bits = new long[BITS / Long.SIZE];
        ByteBuffer.wrap(HexFormat.of().parseHex(text)).asLongBuffer().get(bits);
        return bits;
    }
}
