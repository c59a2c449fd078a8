package io.github.labelverifier.picture;

import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;

/** PNG, of up to 16 bits a colour; of an animated one, the first picture. */
final class PngFormat extends PictureFormat {
    private static final int SIGNATURE = 8;
    private static final int EXIF_CHUNK = 0x65584966;

    /** Where the header has the number of bits of a colour. */
    private static final int DEPTH = 24;

    /** Where the header says whether it is interlaced. */
    private static final int INTERLACE = 28;

    /** What comes in passes is gone over seven times; the reader keeps rows alone, so that this stands for its time. */
    private static final int BYTES_IN_PASSES = 1;

    PngFormat() {
        super("png", "PNG", "png", "apng");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasBytes(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    @Override
    public boolean isReadByRekognition() {
        return true;
    }

    /** Few programs other than those for scans and science know the others. */
    @Override
    boolean isPlain(Head head) {
        return head.byteAt(DEPTH) <= 8;
    }

    @Override
    Optional<Size> size(Head head) {
        return Size.of(head.int32(16), head.int32(20));
    }

    @Override
    ImageReader reader() {
        return JdkImageIo.reader("png");
    }

    @Override
    int bytesForPixel(byte[] file) {
        return new Head(file).byteAt(INTERLACE) > 0 ? BYTES_IN_PASSES : 0;
    }

    @Override
    Optional<ByteBuffer> exif(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE);
        while (in.remaining() >= 12) {
            int length = in.getInt();
            int type = in.getInt();
            if (type == EXIF_CHUNK) {
                return Optional.of(ByteBuffer.wrap(file, in.position(), length).slice());
            }
            in.position(Math.addExact(in.position(), Math.addExact(length, 4)));
        }
        return Optional.empty();
    }
}
