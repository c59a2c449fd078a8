package io.github.labelverifier.picture;

import io.github.labelverifier.picture.UndecodableImageException.Fault;
import java.io.IOException;

/**
 * Makes a JPEG that others can be sent of an image of any format that is read here. Safe for use by several threads, which share
 * the memory of one decoder.
 */
public final class JpegConverter {
    /** The longest side, in pixels: labels are found in half of that as well, and files stay small. */
    public static final int MOST_SIDE = 1_920;

    /**
     * The least number of pixels a side that DetectLabels takes (Amazon Rekognition, "Guidelines and quotas"): no fewer are sent,
     * where the image has them.
     */
    public static final int LEAST_SIDE = 80;

    /** The most bytes of a JPEG: below the limit of what is sent to DetectLabels as bytes. */
    static final int MOST_BYTES = 5_000_000;

    private final PictureDecoder decoder;
    private final JpegEncoder encoder = new JpegEncoder(MOST_BYTES, 0.92f, 0.8f, 0.6f, 0.4f);

    public JpegConverter(PictureDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * An image as a JPEG.
     *
     * @param size of it
     * @param from the format of the image
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Converted(byte[] jpeg, Size size, PictureFormat from) {}

    /**
     * Makes a JPEG of an image: upright, opaque, not enlarged.
     *
     * @throws UndecodableImageException if it is none, or only a part of one
     */
    public Converted convert(byte[] file) throws UndecodableImageException {
        Picture picture = decoder.decode(file, new Bounds(MOST_SIDE, LEAST_SIDE));
        if (!picture.isWhole()) {
            throw UndecodableImageException.truncated(picture.format(), null);
        }
        try {
            JpegEncoder.Encoded encoded = encoder.encode(picture.image());
            return new Converted(encoded.jpeg(), encoded.size(), picture.format());
        } catch (IOException e) {
            throw new UndecodableImageException(
                    Fault.DAMAGED, picture.format().name(), "no JPEG could be made of it: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new UndecodableImageException(
                    Fault.NO_MEMORY, picture.format().name(), "to write it as JPEG takes more memory than there is", e);
        }
    }
}
