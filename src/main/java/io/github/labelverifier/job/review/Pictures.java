package io.github.labelverifier.job.review;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.gallery.Tile;
import io.github.labelverifier.job.gallery.TileMaker;
import io.github.labelverifier.picture.PictureFormat;
import io.github.labelverifier.picture.PictureFormats;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a report's images, as they are now, small and whole. Small ones are remembered for a while, so that what
 * was seen a moment ago is there at once. Safe for use by several threads.
 */
final class Pictures {
    /** The largest file that is handed to the browser. */
    private static final long MOST_BYTES = 50L * 1024 * 1024;

    /** Files under way to the browser. */
    private static final int MOST_AT_ONCE = 2;

    private static final int MOST_REMEMBERED_BYTES = 6 * 1024 * 1024;

    /** The formats that every browser shows by itself. Their media types have the same names. */
    private static final Set<String> SHOWN_BY_BROWSERS = Set.of("jpeg", "png", "gif", "bmp", "webp", "avif");

    /** What browsers do not show by themselves is shown so large. */
    private static final int MOST_SIDE = 2_048;

    private static final int MOST_CONVERTED_BYTES = 2 * 1024 * 1024;

    private final ImageSource images;
    private final TileMaker tiles;
    private final ThumbnailMaker converted = new ThumbnailMaker(MOST_SIDE, MOST_CONVERTED_BYTES);
    private final Semaphore whole = new Semaphore(MOST_AT_ONCE, true);
    private final Map<String, Tile> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private long rememberedBytes;

    Pictures(ImageSource images) {
        this.images = images;
        tiles = new TileMaker(images);
    }

    /** A file that a browser shows. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Whole(String type, byte[] bytes) {}

    /** The small picture of an image, or why there is none. */
    Tile small(ImageEntry image) throws InterruptedException {
        Optional<Tile> known = remembered(image.key());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Tile tile = tiles.make(image);
            if (!tile.isUnread()) {
                remember(image.key(), tile);
            }
            return tile;
        } catch (ImageStoreException e) {
            return Tile.unread(e.getMessage());
        }
    }

    private synchronized Optional<Tile> remembered(String key) {
        return Optional.ofNullable(remembered.get(key));
    }

    private synchronized void remember(String key, Tile tile) {
        @Nullable Tile before = remembered.put(key, tile);
        rememberedBytes += weight(key, tile) - (before == null ? 0 : weight(key, before));
        var oldest = remembered.entrySet().iterator();
        while (rememberedBytes > MOST_REMEMBERED_BYTES && oldest.hasNext()) {
            Map.Entry<String, Tile> entry = oldest.next();
            rememberedBytes -= weight(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    private static long weight(String key, Tile tile) {
        return 200L
                + 2L * key.length()
                + tile.thumbnail().map(small -> small.jpeg().length).orElse(0);
    }

    /**
     * The whole file of an image, or a large picture of it where browsers do not show its format.
     *
     * @throws ImageStoreException if it cannot be read, or no picture is in it; the message is for people
     */
    void whole(ImageEntry judged, Taker taker) throws ImageStoreException, InterruptedException, IOException {
        Optional<ImageEntry> now = images.find(judged.key());
        if (now.isEmpty()) {
            throw new ImageStoreException(ImageStoreException.Kind.NOT_FOUND, "it is no longer there", null);
        }
        if (now.get().size() > MOST_BYTES) {
            throw new ImageStoreException(
                    ImageStoreException.Kind.OTHER, "it is too large to be shown as a whole", null);
        }
        whole.acquire();
        try {
            byte[] bytes = images.read(judged.key());
            // A name can say anything.
            Optional<String> format =
                    PictureFormats.of(bytes).map(PictureFormat::name).filter(SHOWN_BY_BROWSERS::contains);
            taker.take(
                    format.isPresent()
                            ? new Whole("image/" + format.get(), bytes)
                            : new Whole("image/jpeg", converted.jpeg(bytes).jpeg()));
        } catch (UndecodableImageException e) {
            throw new ImageStoreException(ImageStoreException.Kind.OTHER, String.valueOf(e.getMessage()), e);
        } finally {
            whole.release();
        }
    }

    /** What is done with a whole file, while no more than a few are in memory. */
    interface Taker {
        void take(Whole file) throws IOException;
    }
}
