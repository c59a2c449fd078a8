package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.picture.PerceptualHash;
import io.github.labelverifier.picture.Picture;
import io.github.labelverifier.picture.PictureDecoder;
import io.github.labelverifier.picture.PictureQuality;
import io.github.labelverifier.picture.QualityNote;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.thread.BytesInFlight;
import io.github.labelverifier.thread.Workers;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads images and looks into them, many at a time. The bytes that are in memory meanwhile are bounded, whatever their number. */
final class Looker implements AutoCloseable {
    /** Most of them wait for the store; how many decode at a time, the decoder's memory bounds. */
    static final int MOST_THREADS = 16;

    /** Of the heap, what all files that are being read may take. */
    private static final int SHARE = 8;

    private final ImageSource images;
    private final PictureDecoder decoder;
    private final ExecutorService threads;
    private final BytesInFlight memory = new BytesInFlight(Runtime.getRuntime().maxMemory() / SHARE);

    /**
     * Looks into these images.
     *
     * @param connections how many of them may be read at a time
     */
    Looker(ImageSource images, PictureDecoder decoder, int connections) {
        threads = Workers.pool(Math.min(MOST_THREADS, connections), "inspect");
        this.images = images;
        this.decoder = decoder;
    }

    /** Begins to look into an image. */
    Future<Look> begin(ImageEntry image) {
        return threads.submit(() -> look(image));
    }

    private Look look(ImageEntry image) throws InterruptedException, ImageStoreException {
        BytesInFlight.Share share = memory.take(image.size());
        try {
            Optional<byte[]> file = images.readListed(image);
            return file.isPresent()
                    ? see(image, file.get())
                    : Look.failed(image.key() + " has changed since it was checked");
        } catch (ImageStoreException e) {
            if (e.kind() == ImageStoreException.Kind.CREDENTIALS) {
                throw e;
            }
            return Look.failed(e.getMessage());
        } finally {
            share.giveBack();
        }
    }

    private Look see(ImageEntry image, byte[] file) {
        try {
            Picture picture = decoder.decode(file, PictureQuality.MOST_SIDE);
            return Look.at(new PictureFacts(
                    picture.format().name().toLowerCase(Locale.ROOT),
                    picture.full().width(),
                    picture.full().height(),
                    PerceptualHash.text(PerceptualHash.of(picture.image())),
                    PictureQuality.of(picture).stream().map(QualityNote::id).toList()));
        } catch (UndecodableImageException e) {
            return Look.failed(image.key() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
