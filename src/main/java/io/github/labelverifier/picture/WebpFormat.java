package io.github.labelverifier.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;

/** WebP, lossy or lossless; of an animated one, the first picture. */
final class WebpFormat extends PictureFormat {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEAD = 8;

    /** Where the head says how many bytes follow that number. */
    private static final int LENGTH = 4;

    private static final long NO_SIGN = 0xffff_ffffL;

    /** All kinds of the first chunk have told the size before its tenth byte. */
    private static final int SIZES_END = 9;

    /** A picture of 24 megapixels takes 243 MB: it is decoded as a whole. */
    private static final int BYTES_FOR_PIXEL = 10;

    WebpFormat() {
        super("webp", "WebP", "webp");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasText(0, "RIFF") && head.hasText(8, "WEBP");
    }

    @Override
    Optional<Size> size(Head head) {
        int chunk = FIRST_CHUNK + CHUNK_HEAD;
        if (head.byteAt(chunk + SIZES_END) < 0) {
            return Optional.empty();
        }
        return switch (head.ascii(FIRST_CHUNK, 4)) {
            case "VP8X" -> Size.of(head.little24(chunk + 4) + 1, head.little24(chunk + 7) + 1);
            case "VP8L" -> {
                int bits = head.little32(chunk + 1);
                yield Size.of((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
            }
            case "VP8 " -> Size.of(head.little16(chunk + 6) & 0x3fff, head.little16(chunk + 8) & 0x3fff);
            default -> Optional.empty();
        };
    }

    /** The decoder of lossless pictures leaves black what is missing. Some programs count a last byte that they do not write. */
    @Override
    boolean isCutShort(Head head, long size) {
        long told = LENGTH + 4 + (head.little32(LENGTH) & NO_SIGN);
        return told > size + 1;
    }

    @Override
    ImageReader reader() {
        return new WebPImageReaderSpi().createReaderInstance(null);
    }

    @Override
    int bytesForPixel(byte[] file) {
        return BYTES_FOR_PIXEL;
    }

    @Override
    Optional<ByteBuffer> exif(byte[] file) {
        Head head = new Head(file);
        int at = FIRST_CHUNK;
        while (at + CHUNK_HEAD <= file.length) {
            int length = head.little32(at + 4);
            if (head.hasText(at, "EXIF")) {
                // Some programs put the mark of a JPEG's segment before it.
                int mark = head.hasText(at + CHUNK_HEAD, "Exif\0\0") ? 6 : 0;
                return Optional.of(ByteBuffer.wrap(file, at + CHUNK_HEAD + mark, length - mark)
                        .slice());
            }
            if (length < 0) {
                return Optional.empty();
            }
            at = Math.addExact(at, Math.addExact(CHUNK_HEAD, length + (length & 1)));
        }
        return Optional.empty();
    }
}
