package io.github.labelverifier.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes small pictures of JPEG and PNG files. Large images are thinned out while they are decoded, so that a picture
 * takes some megabytes however large the image is. Safe for use by several threads.
 */
public final class ThumbnailMaker {
    /** The longest side of a thumbnail, in pixels. */
    static final int MOST_SIDE = 320;

    /** The most bytes of a thumbnail: 500 of them in Base64 take 12 MB. */
    static final int MOST_BYTES = 18_000;

    /** Above this the decoder itself may take more memory than a page is worth; Rekognition takes no more either. */
    private static final long MOST_PIXELS = 100_000_000;

    /** A picture that comes in passes is in memory as a whole, outside the heap. */
    private static final long MOST_PIXELS_IN_PASSES = 40_000_000;

    /** Some bytes can have a decoder go over all pixels, thousands of times. The largest sound photos take about two seconds. */
    private static final Duration MOST_TIME = Duration.ofSeconds(15);

    private static final float[] QUALITIES = {0.8f, 0.65f, 0.5f, 0.35f};
    private static final double SMALLER = 0.75;

    private final LongSupplier nanoTime;

    /** A maker that takes at most 15 seconds for a picture. */
    public ThumbnailMaker() {
        this(System::nanoTime);
    }

    ThumbnailMaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What becomes of the small picture. */
    private interface Encoding<T> {
        T of(BufferedImage picture, int fullWidth, int fullHeight) throws IOException;
    }

    /**
     * The thumbnail of a file as a PNG, which every terminal that shows pictures takes.
     *
     * @throws UndecodableImageException if it is no JPEG or PNG, or is broken
     */
    public byte[] png(byte[] file) throws UndecodableImageException {
        return make(file, (picture, fullWidth, fullHeight) -> png(picture));
    }

    /**
     * The thumbnail of a file as a light JPEG, for a page of many.
     *
     * @throws UndecodableImageException if it is no JPEG or PNG, or is broken
     */
    public Thumbnail jpeg(byte[] file) throws UndecodableImageException {
        return make(file, ThumbnailMaker::jpeg);
    }

    private <T> T make(byte[] file, Encoding<T> encoding) throws UndecodableImageException {
        ImageFormat format = ImageFormat.of(file)
                .orElseThrow(() -> new UndecodableImageException("its content is no JPEG and no PNG", null));
        Deadline deadline = Deadline.in(MOST_TIME, nanoTime);
        try {
            return make(file, format, deadline, encoding);
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever a broken file leads them into, and what a late one is refused with.
            if (deadline.isOver()) {
                throw new UndecodableImageException(
                        "decoding it takes longer than " + MOST_TIME.toSeconds() + " seconds", e);
            }
            throw new UndecodableImageException("the file is broken" + why(e), e);
        } catch (LinkageError e) {
            throw new UndecodableImageException("this Java cannot decode images: it lacks the module java.desktop", e);
        } catch (OutOfMemoryError e) {
            throw new UndecodableImageException("decoding it takes more memory than there is", e);
        }
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }

    private static <T> T make(byte[] file, ImageFormat format, Deadline deadline, Encoding<T> encoding)
            throws IOException, UndecodableImageException {
        Orientation orientation = Orientation.of(file);
        try {
            return decode(file, format, orientation, deadline, encoding);
        } catch (IOException | RuntimeException e) {
            // A damaged colour profile stops the decoder, and no browser.
            Optional<byte[]> pixels = format == ImageFormat.JPEG ? JpegSegments.withoutExtras(file) : Optional.empty();
            if (pixels.isEmpty()) {
                throw e;
            }
            return decode(pixels.get(), format, orientation, deadline, encoding);
        }
    }

    private static <T> T decode(
            byte[] file, ImageFormat format, Orientation orientation, Deadline deadline, Encoding<T> encoding)
            throws IOException, UndecodableImageException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(format.readerName()).next();
        try (ImageInputStream in = new TimedImageStream(file, deadline)) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            long most = format.isInPasses(file) ? MOST_PIXELS_IN_PASSES : MOST_PIXELS;
            if ((long) width * height > most) {
                throw new UndecodableImageException(
                        "at " + width + " × " + height + " pixels it is too large to be shown", null);
            }
            BufferedImage upright = shrink(read(reader, file, width, height), orientation);
            boolean swapped = orientation.swapsSides();
            return encoding.of(upright, swapped ? height : width, swapped ? width : height);
        } finally {
            reader.dispose();
        }
    }

    /** Decodes every n-th pixel of every n-th row, so that at least twice what is needed is left. */
    private static BufferedImage read(ImageReader reader, byte[] file, int width, int height) throws IOException {
        int step = Math.max(1, Math.max(width, height) / (2 * MOST_SIDE));
        ImageReadParam thinned = reader.getDefaultReadParam();
        thinned.setSourceRegion(new Rectangle(width, height));
        thinned.setSourceSubsampling(step, step, 0, 0);
        return reader.canReadRaster() && FourColorPixels.areIn(file)
                ? FourColorPixels.convert(reader.readRaster(0, thinned), file)
                : reader.read(0, thinned);
    }

    /** Turns the image upright and brings it down to its size, by halves as long as that goes: one step would drop pixels. */
    private static BufferedImage shrink(BufferedImage image, Orientation orientation) {
        double scale = Math.min(1, (double) MOST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        BufferedImage current = image;
        while (scale <= 0.5) {
            current = scaled(current, 0.5, Orientation.UPRIGHT);
            scale = Math.min(1, (double) MOST_SIDE / Math.max(current.getWidth(), current.getHeight()));
        }
        return scaled(current, scale, orientation);
    }

    private static BufferedImage scaled(BufferedImage image, double scale, Orientation orientation) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean swapped = orientation.swapsSides();
        BufferedImage result =
                new BufferedImage(swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        try {
            // What is transparent is white, as on most pages.
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, result.getWidth(), result.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform place = orientation.transform(width, height);
            place.scale((double) width / image.getWidth(), (double) height / image.getHeight());
            graphics.drawImage(image, place, null);
        } finally {
            graphics.dispose();
        }
        return result;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private static Thumbnail jpeg(BufferedImage image, int fullWidth, int fullHeight) throws IOException {
        BufferedImage current = image;
        while (true) {
            for (float quality : QUALITIES) {
                byte[] jpeg = jpeg(current, quality);
                if (jpeg.length <= MOST_BYTES) {
                    return new Thumbnail(jpeg, current.getWidth(), current.getHeight(), fullWidth, fullHeight);
                }
            }
            current = scaled(current, SMALLER, Orientation.UPRIGHT);
        }
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST_BYTES);
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
