package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.report.ReportSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares images with a stretch of a listing that begins at the first of them. Safe for use by several threads. */
final class ListedAgain {
    /** A store that lists so many images before the one that it was to begin at begins where it pleases. */
    private static final int MOST_BEFORE = 2_000;

    /** A listing that does not have so many images where they should be is in another order. */
    private static final int MOST_OUT_OF_PLACE = 10;

    private final ImageSource source;
    private final Function<ImageEntry, Optional<Set<String>>> look;

    /**
     * Comparisons with a source.
     *
     * @param look at one image: its key if it is something else by now; empty if that cannot be told
     */
    ListedAgain(ImageSource source, Function<ImageEntry, Optional<Set<String>>> look) {
        this.source = source;
        this.look = look;
    }

    /**
     * The keys of images that are something else by now, or are gone; a few more than a summary holds where they are many.
     *
     * @param images in the order of their keys
     * @return empty if it was not found out, as where either they or the listing are in another order
     */
    Optional<Set<String>> changed(List<ImageEntry> images) throws ImageStoreException {
        Set<String> changed = new HashSet<>();
        String before = "";
        int inPlaceAfterAll = 0;
        try (Ahead now = new Ahead(justBefore(images.get(0).key()))) {
            for (ImageEntry image : images) {
                if (!comesAfter(before, image.key()) || !now.goTo(image.key())) {
                    return Optional.empty();
                }
                before = image.key();
                if (now.head.filter(image::isUnchanged).isPresent()) {
                    continue;
                }
                // A store may list in an order of its own: that an image is not where it should be is no proof.
                Optional<Set<String>> found = look.apply(image);
                found.ifPresent(changed::addAll);
                inPlaceAfterAll += found.filter(Set::isEmpty).isPresent() ? 1 : 0;
                if (found.isEmpty() || inPlaceAfterAll > MOST_OUT_OF_PLACE) {
                    return Optional.empty();
                }
                if (changed.size() > ReportSummary.MOST_CHANGED) {
                    break;
                }
            }
            return Optional.of(changed);
        }
    }

    /** A listing that is read up to one key after the other. */
    private final class Ahead implements AutoCloseable {
        private final ImageCursor listing;
        private final String start;
        private Optional<ImageEntry> head;
        private int beforeStart;

        Ahead(String start) throws ImageStoreException {
            this.start = start;
            listing = source.listAfter(start);
            head = listing.next();
        }

        /** Reads up to that key, or what comes after it; tells whether the listing is in order so far. */
        boolean goTo(String key) throws ImageStoreException {
            while (head.isPresent() && comesAfter(head.get().key(), key)) {
                String last = head.get().key();
                if (!comesAfter(start, last) && ++beforeStart > MOST_BEFORE) {
                    return false;
                }
                head = listing.next();
                if (head.isPresent() && !comesAfter(last, head.get().key())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() {
            listing.close();
        }
    }

    private static boolean comesAfter(String before, String key) {
        return KeyOrder.UTF_8.compare(before, key) < 0;
    }

    /** A text that comes before a key, with as little as may be between them. */
    private static String justBefore(String key) {
        return key.substring(0, key.offsetByCodePoints(key.length(), -1));
    }
}
