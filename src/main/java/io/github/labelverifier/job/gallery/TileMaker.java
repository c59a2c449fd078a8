package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.picture.Thumbnail;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.thread.BytesInFlight;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Reads images as they are now, and makes tiles of them. How many of their bytes are in memory and how many are decoded at
 * once is bounded. Safe for use by several threads.
 */
public final class TileMaker {
    private static final int DECODERS = 2;

    /** Bytes of files in memory: one of the largest that Rekognition takes, or some of the usual size. */
    private static final long MOST_IN_MEMORY = 16L * 1024 * 1024;

    /** The largest object that Rekognition takes (15 MB), which is the largest that can have been judged. */
    private static final long MOST_BYTES = 15L * 1024 * 1024;

    /** The longest side of a larger picture, in pixels. */
    private static final int MOST_LARGER_SIDE = 1_024;

    /** The most bytes of a larger picture. */
    static final int MOST_LARGER_BYTES = 220_000;

    private final ImageSource images;
    private final ThumbnailMaker maker = new ThumbnailMaker();
    private final ThumbnailMaker largerMaker = new ThumbnailMaker(MOST_LARGER_SIDE, MOST_LARGER_BYTES);
    private final BytesInFlight memory = new BytesInFlight(MOST_IN_MEMORY);
    private final Semaphore decoders = new Semaphore(DECODERS);

    /** A maker of tiles of these images. */
    public TileMaker(ImageSource images) {
        this.images = images;
    }

    /**
     * The tile of an image, without a larger picture.
     *
     * @throws ImageStoreException if the store will not give any image, for want of credentials
     */
    public Tile make(ImageEntry judged) throws ImageStoreException, InterruptedException {
        return make(judged, () -> false);
    }

    /**
     * The tile of an image.
     *
     * @param isLargerWanted whether a larger picture is worth making, asked when the image has been read
     * @throws ImageStoreException if the store will not give any image, for want of credentials
     */
    Tile make(ImageEntry judged, BooleanSupplier isLargerWanted) throws ImageStoreException, InterruptedException {
        try {
            Optional<ImageEntry> now = images.find(judged.key());
            if (now.isEmpty()) {
                return Tile.plain("it is no longer there", false);
            }
            return tile(judged, now.get(), isLargerWanted);
        } catch (ImageStoreException e) {
            if (e.kind() == Kind.CREDENTIALS) {
                throw e;
            }
            return e.kind() == Kind.NOT_FOUND
                    ? Tile.plain("it is no longer there", false)
                    : Tile.unread(e.getMessage());
        }
    }

    private Tile tile(ImageEntry judged, ImageEntry now, BooleanSupplier isLargerWanted)
            throws ImageStoreException, InterruptedException {
        boolean isChanged = !judged.etag().isEmpty() && !now.etag().isEmpty() && !judged.sameContentAs(now);
        if (now.size() > MOST_BYTES) {
            return Tile.plain("it is larger than Rekognition takes", isChanged);
        }
        BytesInFlight.Share share = memory.take(now.size());
        try {
            byte[] file = images.read(judged.key());
            decoders.acquire();
            try {
                Thumbnail small = maker.jpeg(file);
                Optional<Thumbnail> larger = Tile.isSmall(small) && isLargerWanted.getAsBoolean()
                        ? Optional.of(largerMaker.jpeg(file))
                        : Optional.empty();
                return Tile.of(small, larger, isChanged);
            } finally {
                decoders.release();
            }
        } catch (UndecodableImageException e) {
            return Tile.plain(String.valueOf(e.getMessage()), isChanged);
        } finally {
            share.giveBack();
        }
    }
}
