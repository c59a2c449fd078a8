package io.github.labelverifier.picture;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the pixels of an image are to be turned before it is looked at: the tag Orientation of Exif 2.32, section 4.6.4, from a
 * JPEG's APP1 segment or a PNG's eXIf chunk. What cannot be read means upright.
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

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int PNG_SIGNATURE = 8;
    private static final int EXIF_CHUNK = 0x65584966;

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

    /** The orientation that an image file tells. */
    static Orientation of(byte[] file) {
        try {
            return ImageFormat.of(file)
                    .map(format -> format == ImageFormat.JPEG ? ofJpeg(file) : ofPng(file))
                    .orElse(UPRIGHT);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static Orientation ofJpeg(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(2);
        while (in.remaining() >= 4 && (in.get() & 0xff) == 0xff) {
            int marker = in.get() & 0xff;
            if (marker == 0xff) {
                in.position(in.position() - 1);
                continue;
            }
            if (marker == 0xda || marker == 0xd9) {
                break;
            }
            int length = (in.getShort() & 0xffff) - 2;
            int start = in.position();
            if (marker == 0xe1 && startsWithExif(file, start, length)) {
                return ofTiff(file, start + EXIF.length, length - EXIF.length);
            }
            in.position(start + length);
        }
        return UPRIGHT;
    }

    private static boolean startsWithExif(byte[] file, int start, int length) {
        return length > EXIF.length && Arrays.equals(file, start, start + EXIF.length, EXIF, 0, EXIF.length);
    }

    private static Orientation ofPng(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(PNG_SIGNATURE);
        while (in.remaining() >= 12) {
            int length = in.getInt();
            int type = in.getInt();
            if (type == EXIF_CHUNK) {
                return ofTiff(file, in.position(), length);
            }
            in.position(Math.addExact(in.position(), Math.addExact(length, 4)));
        }
        return UPRIGHT;
    }

    private static Orientation ofTiff(byte[] file, int start, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(file, start, length).slice();
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
