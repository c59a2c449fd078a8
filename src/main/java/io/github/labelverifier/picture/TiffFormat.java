package io.github.labelverifier.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;

/** TIFF, and its variant for large files; of several pages, the first. */
final class TiffFormat extends PictureFormat {
    /** One with all pixels in a single strip may be unpacked at once. */
    private static final int BYTES_FOR_PIXEL = 4;

    TiffFormat() {
        super("tiff", "TIFF", "tif", "tiff");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasBytes(0, 'I', 'I', '*', 0) || head.hasBytes(0, 'M', 'M', 0, '*') || isBig(head);
    }

    private static boolean isBig(Head head) {
        return head.hasBytes(0, 'I', 'I', '+', 0) || head.hasBytes(0, 'M', 'M', 0, '+');
    }

    @Override
    ImageReader reader() {
        return new TIFFImageReaderSpi().createReaderInstance(null);
    }

    @Override
    int bytesForPixel(byte[] file) {
        return BYTES_FOR_PIXEL;
    }

    @Override
    Optional<ByteBuffer> exif(byte[] file) {
        return isBig(new Head(file)) ? Optional.empty() : Optional.of(ByteBuffer.wrap(file));
    }
}
