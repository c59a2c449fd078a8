package io.github.labelverifier.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as JPEG below a number of bytes: of lower and lower quality, and in the end smaller. */
final class JpegEncoder {
    private static final double SMALLER = 0.75;

    private final int mostBytes;
    private final float[] qualities;

    /**
     * An encoder.
     *
     * @param qualities to be tried, best first, from 0 to 1
     */
    JpegEncoder(int mostBytes, float... qualities) {
        this.mostBytes = mostBytes;
        this.qualities = qualities.clone();
    }

    /** A JPEG with the size that it has come to. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Encoded(byte[] jpeg, Size size) {}

    Encoded encode(BufferedImage image) throws IOException {
        BufferedImage current = image;
        while (true) {
            for (float quality : qualities) {
                byte[] jpeg = write(current, quality);
                if (jpeg.length <= mostBytes) {
                    return new Encoded(jpeg, new Size(current.getWidth(), current.getHeight()));
                }
            }
            current = Scaling.scaled(current, SMALLER, Orientation.UPRIGHT);
        }
    }

    private static byte[] write(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = JdkImageIo.writer("jpeg");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
