package io.github.labelverifier.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;

/** TIFF, and its variant for large files; of several pages, the first. */
final class TiffFormat extends PictureFormat {
    /** Stored as they are, of faxes (three kinds), LZW, deflated (two kinds), packed: all unpacked row by row. */
    private static final Set<Integer> BY_ROW = Set.of(1, 2, 3, 4, 5, 8, 32_946, 32_773);

    /** JPEGs, in the old way and in the new. */
    private static final Set<Integer> JPEG = Set.of(6, 7);

    /** The rows alone are held, so that this stands for the time that all pixels take. */
    private static final int BYTES_BY_ROW = 1;

    private static final int BYTES_AT_ONCE = 4;

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
        int compression = compression(file);
        if (BY_ROW.contains(compression) || (JPEG.contains(compression) && !JpegSegments.hasProgressiveFrame(file))) {
            return BYTES_BY_ROW;
        }
        return JPEG.contains(compression) ? JpegFormat.BYTES_IN_PASSES : BYTES_AT_ONCE;
    }

    /** 0 if nothing tells it. */
    private static int compression(byte[] file) {
        try {
            return isBig(new Head(file))
                    ? 0
                    : TiffFields.find(ByteBuffer.wrap(file), TiffFields.COMPRESSION)
                            .orElse(0);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    @Override
    Optional<ByteBuffer> exif(byte[] file) {
        return isBig(new Head(file)) ? Optional.empty() : Optional.of(ByteBuffer.wrap(file));
    }
}
