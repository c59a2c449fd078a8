package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import java.nio.file.Path;

/**
 * A report that a page shows.
 *
 * @param opening opens its images, when the page comes to them
 */
public record GalleryReport(Path report, PageText text, Opening opening) {

    /** Opens the images of a report. */
    @FunctionalInterface
    public interface Opening {
        Images open() throws ImageStoreException;
    }

    /** Images that are open until they are closed. */
    public record Images(ImageSource source, Runnable closing) implements AutoCloseable {
        /** Images that somebody else closes. */
        public static Images of(ImageSource source) {
            return new Images(source, () -> {});
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
