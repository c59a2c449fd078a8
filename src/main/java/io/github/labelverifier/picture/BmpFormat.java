package io.github.labelverifier.picture;

import java.util.Optional;
import javax.imageio.ImageReader;

/** The bitmaps of Windows and OS/2. */
final class BmpFormat extends PictureFormat {
    private static final int COMPRESSION = 30;

    /** The pixels of a compressed one are unpacked all at once. */
    private static final int BYTES_IF_COMPRESSED = 1;

    BmpFormat() {
        super("bmp", "BMP", "bmp", "dib");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasText(0, "BM") && head.hasBytes(6, 0, 0, 0, 0);
    }

    @Override
    Optional<Size> size(Head head) {
        boolean isOld = head.little32(14) == 12;
        // Upside down if the height is below zero.
        return isOld
                ? Size.of(head.little16(18), head.little16(20))
                : Size.of(head.little32(18), Math.abs(head.little32(22)));
    }

    @Override
    ImageReader reader() {
        return JdkImageIo.reader("bmp");
    }

    @Override
    int bytesForPixel(byte[] file) {
        Head head = new Head(file);
        boolean isCompressed = head.little32(14) > 12 && head.little32(COMPRESSION) != 0;
        return isCompressed ? BYTES_IF_COMPRESSED : 0;
    }
}
