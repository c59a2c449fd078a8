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
    private static final int BYTES_IN_PASSES = 6;

    /** Where a frame's segment has the number of colours, from the marker on. */
    private static final int COMPONENTS = 9;

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
        return JpegSegments.first(new Head(file), JpegSegments::isProgressiveFrame) < 0 ? 0 : BYTES_IN_PASSES;
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
