package io.github.labelverifier.picture;

import io.github.labelverifier.picture.UndecodableImageException.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes small pictures of images of all formats that are read here. Safe for use by several threads. */
public final class ThumbnailMaker {
    /** The longest side of a thumbnail, in pixels. */
    static final int MOST_SIDE = 320;

    /** The most bytes of a thumbnail: 500 of them in Base64 take 12 MB. */
    static final int MOST_BYTES = 18_000;

    private final PictureDecoder decoder;
    private final int mostSide;
    private final JpegEncoder encoder;

    /** A maker with a decoder of its own. */
    public ThumbnailMaker() {
        this(new PictureDecoder());
    }

    ThumbnailMaker(PictureDecoder decoder) {
        this(decoder, MOST_SIDE, MOST_BYTES);
    }

    /**
     * A maker of larger pictures, with a decoder of its own.
     *
     * @param mostSide the longest side, in pixels
     * @param mostBytes the most bytes of one
     */
    public ThumbnailMaker(int mostSide, int mostBytes) {
        this(new PictureDecoder(), mostSide, mostBytes);
    }

    private ThumbnailMaker(PictureDecoder decoder, int mostSide, int mostBytes) {
        this.decoder = decoder;
        this.mostSide = mostSide;
        encoder = new JpegEncoder(mostBytes, 0.8f, 0.65f, 0.5f, 0.35f);
    }

    /**
     * The thumbnail of a file as a PNG, which every terminal that shows pictures takes.
     *
     * @throws UndecodableImageException if there is no picture in it, or it is broken
     */
    public byte[] png(byte[] file) throws UndecodableImageException {
        Picture picture = decoder.decode(file, mostSide);
        try {
            return png(picture.image());
        } catch (IOException e) {
            throw unwritten(picture, e);
        }
    }

    /**
     * The thumbnail of a file as a light JPEG, for a page of many.
     *
     * @throws UndecodableImageException if there is no picture in it, or it is broken
     */
    public Thumbnail jpeg(byte[] file) throws UndecodableImageException {
        Picture picture = decoder.decode(file, mostSide);
        try {
            JpegEncoder.Encoded small = encoder.encode(picture.image());
            return new Thumbnail(
                    small.jpeg(),
                    small.size().width(),
                    small.size().height(),
                    picture.full().width(),
                    picture.full().height());
        } catch (IOException e) {
            throw unwritten(picture, e);
        }
    }

    private static UndecodableImageException unwritten(Picture picture, IOException e) {
        return new UndecodableImageException(
                Fault.DAMAGED, picture.format().name(), "no picture could be made of it: " + e.getMessage(), e);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }
}
