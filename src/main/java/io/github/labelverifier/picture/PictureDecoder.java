package io.github.labelverifier.picture;

import io.github.labelverifier.picture.UndecodableImageException.Fault;
import io.github.labelverifier.thread.BytesInFlight;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes pictures of all formats that are read here, told apart by their content: within bounds of pixels, memory and time,
 * whoever made them. Large ones are thinned out while they are decoded where the format lets it. Safe for use by several
 * threads, which share its memory.
 */
public final class PictureDecoder {
    /**
     * Of a processor. Some bytes can have a decoder go over all pixels, thousands of times. The largest sound photos take a few
     * seconds.
     */
    private static final Duration MOST_TIME = Duration.ofSeconds(15);

    /** Of the heap, what all pictures that are decoded at a time may take; and a single one, which then goes alone. */
    private static final int SHARE_OF_ALL = 3;

    private static final int SHARE_OF_ONE = 2;

    /** The pixels as they come, their half while they are brought to their size, and what is made of them. */
    private static final int COPIES = 2;

    private final long heap;
    private final BytesInFlight memory;
    private final LongSupplier nanoTime;
    private final LongSupplier workTime;

    /** A decoder that takes a third of the heap of this process for all pictures at a time. */
    public PictureDecoder() {
        this(Runtime.getRuntime().maxMemory(), System::nanoTime, WorkTime::nanos);
    }

    PictureDecoder(long heap, LongSupplier nanoTime, LongSupplier workTime) {
        this.heap = heap;
        this.memory = new BytesInFlight(heap / SHARE_OF_ALL);
        this.nanoTime = nanoTime;
        this.workTime = workTime;
    }

    /**
     * The picture in a file: upright, opaque, and at most so many pixels on its long side. It is never enlarged.
     *
     * @throws UndecodableImageException if there is none, or none that can be decoded
     */
    public Picture decode(byte[] file, int mostSide) throws UndecodableImageException {
        return decode(file, new Bounds(mostSide, 0));
    }

    /**
     * The same within other bounds.
     *
     * @throws UndecodableImageException if there is none, or none that can be decoded
     */
    Picture decode(byte[] file, Bounds bounds) throws UndecodableImageException {
        PictureFormat format = PictureFormats.of(file)
                .orElseThrow(() ->
                        new UndecodableImageException(Fault.NO_PICTURE, "", "its content is of no known format", null));
        if (!format.isRead()) {
            throw failure(Fault.UNREAD_FORMAT, format, format.title() + " image, which nothing here reads", null);
        }
        if (format.isCutShort(new Head(file), file.length)) {
            throw UndecodableImageException.truncated(format, null);
        }
        Deadline deadline = new Deadline(MOST_TIME, nanoTime, workTime);
        TimedImageStream in = new TimedImageStream(file, deadline);
        try {
            return decode(in, format, bounds);
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever a broken file leads them into, and what a late one is refused with.
            throw deadline.isOver() ? tooSlow(format, e) : broken(format, in, e);
        } catch (LinkageError e) {
            throw failure(Fault.NO_MEMORY, format, "this Java cannot decode images: it lacks java.desktop", e);
        } catch (OutOfMemoryError e) {
            throw failure(Fault.NO_MEMORY, format, "decoding it takes more memory than there is", e);
        }
    }

    private Picture decode(TimedImageStream in, PictureFormat format, Bounds bounds)
            throws IOException, UndecodableImageException {
        Orientation orientation = Orientation.of(format, in.file());
        try {
            return read(in, format, bounds, orientation);
        } catch (IOException | RuntimeException e) {
            // A damaged colour profile stops the decoder, and no browser.
            Optional<byte[]> pixels = in.deadline().isOver() ? Optional.empty() : format.withoutExtras(in.file());
            if (pixels.isEmpty()) {
                throw e;
            }
            return read(new TimedImageStream(pixels.get(), in.deadline()), format, bounds, orientation);
        }
    }

    private Picture read(TimedImageStream in, PictureFormat format, Bounds bounds, Orientation orientation)
            throws IOException, UndecodableImageException {
        ImageReader reader = format.reader();
        try {
            reader.setInput(in, true, true);
            Size stored = new Size(reader.getWidth(0), reader.getHeight(0));
            int bytesAtOnce = format.bytesForPixel(in.file());
            requireBearable(format, stored, bytesAtOnce > 0);
            int mostSide = bounds.mostSideOf(stored);
            int bytesForPixel = bytesForPixel(reader);
            Thinning thinning = Thinning.of(stored, mostSide, bytesForPixel);
            long need = stored.pixels() * bytesAtOnce + COPIES * thinning.bytes(bytesForPixel);
            if (need > heap / SHARE_OF_ONE) {
                throw failure(Fault.NO_MEMORY, format, "decoding it takes more memory than there is", null);
            }
            BytesInFlight.Share share = memory.takeUninterruptibly(need);
            try {
                in.deadline().begin();
                ReadWatch watch = ReadWatch.over(reader, in.deadline());
                ImageReadParam param = reader.getDefaultReadParam();
                thinning.askOf(param);
                BufferedImage pixels = reader.read(0, param);
                if (in.deadline().isOver()) {
                    throw tooSlow(format, null);
                }
                BufferedImage upright = Scaling.shrink(pixels, mostSide, orientation);
                Size full = orientation.swapsSides()
                        ? new Size(/* width= */ stored.height(), /* height= */ stored.width())
                        : stored;
                return new Picture(upright, format, full, !watch.endsEarly());
            } finally {
                share.giveBack();
            }
        } finally {
            reader.dispose();
        }
    }

    private static void requireBearable(PictureFormat format, Size stored, boolean isAtOnce)
            throws UndecodableImageException {
        long most = isAtOnce ? PictureFormat.MOST_PIXELS_AT_ONCE : PictureFormat.MOST_PIXELS;
        if (stored.pixels() > most) {
            throw failure(Fault.TOO_LARGE, format, "at " + stored + " pixels it is larger than is decoded here", null);
        }
    }

    private static int bytesForPixel(ImageReader reader) throws IOException {
        return (reader.getImageTypes(0).next().getColorModel().getPixelSize() + 7) / 8;
    }

    private static UndecodableImageException tooSlow(PictureFormat format, @Nullable Throwable e) {
        return failure(
                Fault.TOO_SLOW, format, "decoding it takes longer than " + MOST_TIME.toSeconds() + " seconds", e);
    }

    private static UndecodableImageException broken(PictureFormat format, TimedImageStream in, Exception e) {
        if (in.isBeyondEnd() || hasEndedEarly(e)) {
            return UndecodableImageException.truncated(format, e);
        }
        return failure(Fault.DAMAGED, format, "the file is damaged", e);
    }

    private static boolean hasEndedEarly(Exception e) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(EOFException.class::isInstance);
    }

    private static UndecodableImageException failure(
            Fault fault, PictureFormat format, String why, @Nullable Throwable cause) {
        return new UndecodableImageException(fault, format.name(), why, cause);
    }
}
