package io.github.labelverifier.job.judge;

import io.github.labelverifier.verdict.LookedAtLabels;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the exemplars say of each image of a report, and where its line is, in the order of the report: so that most lines need not
 * be understood again to be written anew. It lies in a temporary file, which is gone with this object.
 */
final class OverlapSpool implements Closeable {
    private static final int IS_EXEMPLAR = 1;
    private static final int HAS_COUNTED = 2;
    private static final int HAS_SHARED = 4;

    private final LabelSpool spool = new LabelSpool(1 + 2 * LookedAtLabels.MOST_NUMBERS);

    OverlapSpool() throws IOException {
        spool.beginFolder();
    }

    /**
     * An image.
     *
     * @param isAnyCounted whether any of its labels counts
     * @param shared the numbers of the reference's labels that it has
     * @param places where those of its labels stand among the looked-at ones that it shares
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Seen(boolean isExemplar, boolean isAnyCounted, boolean isAnyShared, int[] shared, int[] places) {
        private int flags() {
            return (isExemplar ? IS_EXEMPLAR : 0) | (isAnyCounted ? HAS_COUNTED : 0) | (isAnyShared ? HAS_SHARED : 0);
        }
    }

    void add(Seen image, JudgedLine line) throws IOException {
        int[] numbers = new int[1 + image.shared().length + image.places().length];
        numbers[0] = image.shared().length;
        System.arraycopy(image.shared(), 0, numbers, 1, image.shared().length);
        System.arraycopy(image.places(), 0, numbers, 1 + image.shared().length, image.places().length);
        spool.add(image.flags(), line, numbers, numbers.length);
    }

    /** Goes through all images, once all were added. */
    InOrder read() throws IOException {
        spool.folders();
        return new InOrder(spool.read(0));
    }

    /** One reading. */
    static final class InOrder {
        private final LabelSpool.Reading images;

        private InOrder(LabelSpool.Reading images) {
            this.images = images;
        }

        /** Goes on to the next image; tells whether there is one. */
        boolean advance() throws IOException {
            return images.advance();
        }

        long place() {
            return images.place();
        }

        JudgedLine line() {
            return images.line();
        }

        Seen seen() {
            int flags = images.trust();
            int shared = images.labels()[0];
            return new Seen(
                    (flags & IS_EXEMPLAR) != 0,
                    (flags & HAS_COUNTED) != 0,
                    (flags & HAS_SHARED) != 0,
                    Arrays.copyOfRange(images.labels(), 1, 1 + shared),
                    Arrays.copyOfRange(images.labels(), 1 + shared, images.count()));
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
