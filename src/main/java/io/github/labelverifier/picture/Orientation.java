package io.github.labelverifier.picture;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How the pixels of an image are to be turned before it is looked at: the tag Orientation of Exif 2.32, section 4.6.4, which
 * no reader of pixels looks at. What cannot be read means upright.
 */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    HALF_TURN(-1, 0, 0, -1),
    FLIPPED(1, 0, 0, -1),
    TRANSPOSED(0, 1, 1, 0),
    QUARTER_TURN(0, 1, -1, 0),
    TRANSVERSED(0, -1, -1, 0),
    THREE_QUARTER_TURN(0, -1, 1, 0);

    private final int xx;
    private final int yx;
    private final int xy;
    private final int yy;

    Orientation(int xx, int yx, int xy, int yy) {
        this.xx = xx;
        this.yx = yx;
        this.xy = xy;
        this.yy = yy;
    }

    /** Whether width and height change places. */
    boolean swapsSides() {
        return xx == 0;
    }

    /** Turns a picture of this size into its place: the result's upper left corner is at 0, 0. */
    AffineTransform transform(double width, double height) {
        return new AffineTransform(
                xx, yx, xy, yy, xx + xy < 0 ? along(width, height) : 0, yx + yy < 0 ? across(width, height) : 0);
    }

    private double along(double width, double height) {
        return swapsSides() ? height : width;
    }

    private double across(double width, double height) {
        return swapsSides() ? width : height;
    }

    /** The orientation that an image file of a format tells. */
    static Orientation of(PictureFormat format, byte[] file) {
        try {
            return format.exif(file).map(Orientation::ofTiff).orElse(UPRIGHT);
        } catch (BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static Orientation ofTiff(ByteBuffer tiff) {
        int value = TiffFields.find(tiff, TiffFields.ORIENTATION).orElse(1);
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }
}
