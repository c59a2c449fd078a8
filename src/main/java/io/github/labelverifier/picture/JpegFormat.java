package io.github.labelverifier.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;

/** JPEG, of one, three or four colours. */
final class JpegFormat extends PictureFormat {
    /** Two bytes for each of three colours, or of four in rare cases: what comes in passes is kept so until the last one. */
    static final int BYTES_IN_PASSES = 6;

    /** The same where each two pixels, or four, share their tints. */
    private static final int BYTES_OF_HALVED = 4;

    private static final int BYTES_OF_QUARTERED = 3;

    /** Where a frame's segment has the sampling of the first of three colours; those of the others follow, three bytes apart. */
    private static final int SAMPLING = 11;

    /** Where a frame's segment has the number of colours, from the marker on. */
    private static final int COMPONENTS = 9;

    private static final int THREE_COLORS = 3;
    private static final int FOUR_COLORS = 4;
    private static final int APP1 = 0xe1;
    private static final String EXIF = "Exif\0\0";
    private static final int SEGMENT_HEAD = 4;

    JpegFormat() {
        super("jpeg", "JPEG", "jpg", "jpeg", "jpe", "jfif", "pjpeg");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasBytes(0, 0xff, 0xd8, 0xff);
    }

    @Override
    public boolean isReadByRekognition() {
        return true;
    }

    /** What printers use is read in many ways. */
    @Override
    boolean isPlain(Head head) {
        int frame = JpegSegments.first(head, JpegSegments::isFrame);
        return frame < 0 || head.byteAt(frame + COMPONENTS) != FOUR_COLORS;
    }

    @Override
    Optional<Size> size(Head head) {
        int frame = JpegSegments.first(head, JpegSegments::isFrame);
        return frame < 0 ? Optional.empty() : Size.of(head.int16(frame + 7), head.int16(frame + 5));
    }

    @Override
    ImageReader reader() throws IOException {
        // It finds the JDK's own reader, which does most of the work, when it is registered.
        return IIORegistry.getDefaultInstance()
                .getServiceProviderByClass(JPEGImageReaderSpi.class)
                .createReaderInstance(null);
    }

    @Override
    int bytesForPixel(byte[] file) {
        Head head = new Head(file);
        int frame = JpegSegments.first(head, JpegSegments::isProgressiveFrame);
        if (frame < 0) {
            return 0;
        }
        boolean sharesTints = head.byteAt(frame + COMPONENTS) == THREE_COLORS
                && head.byteAt(frame + SAMPLING + 3) == 0x11
                && head.byteAt(frame + SAMPLING + 6) == 0x11;
        if (!sharesTints) {
            return BYTES_IN_PASSES;
        }
        return switch (head.byteAt(frame + SAMPLING)) {
            case 0x22 -> BYTES_OF_QUARTERED;
            case 0x21, 0x12 -> BYTES_OF_HALVED;
            default -> BYTES_IN_PASSES;
        };
    }

    @Override
    Optional<ByteBuffer> exif(byte[] file) {
        Head head = new Head(file);
        int segment = JpegSegments.first(head, (marker, at) -> marker == APP1 && head.hasText(at + SEGMENT_HEAD, EXIF));
        if (segment < 0) {
            return Optional.empty();
        }
        int start = segment + SEGMENT_HEAD + EXIF.length();
        int end = Math.min(file.length, segment + 2 + head.int16(segment + 2));
        return Optional.of(ByteBuffer.wrap(file, start, end - start).slice());
    }

    @Override
    Optional<byte[]> withoutExtras(byte[] file) {
        return JpegSegments.withoutExtras(file);
    }
}
