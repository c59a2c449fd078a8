package io.github.labelverifier.job.review;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.gallery.CandidateMaker;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report that is under review: its images, what is decided of them, and where they are. All but {@link #pictures} is used
 * from one thread at a time.
 */
final class ReviewedReport implements Closeable {
    private final Path report;
    private final ImageLocation location;
    private final ImageTable table;
    private final ReviewFile review;
    private final ImageStore store;
    private final Pictures pictures;
    private final CandidateMaker candidates;
    private final List<Long> sample;
    private final List<Place> places = new ArrayList<>();

    /**
     * Puts together what belongs to one report, and closes it all in the end.
     *
     * @param sample the numbers of the images that are asked about; empty if all are looked at
     */
    ReviewedReport(
            Path report,
            ImageLocation location,
            ImageTable table,
            ReviewFile review,
            ImageStore store,
            List<Long> sample) {
        this.report = report;
        this.location = location;
        this.table = table;
        this.review = review;
        this.store = store;
        this.sample = List.copyOf(sample);
        pictures = new Pictures(store.source());
        candidates = new CandidateMaker(table.header());
    }

    /** Adds where its images may go: the other classes under review, and then what its images were found to fit better. */
    void offer(List<ImageLocation> others) {
        others.forEach(other -> offer(other.uri()));
        for (int number : table.suggestCounts().top(Integer.MAX_VALUE)) {
            offer(table.places().name(number));
        }
    }

    private void offer(String uri) {
        Place.of(uri, location).filter(place -> !places.contains(place)).ifPresent(places::add);
    }

    Path report() {
        return report;
    }

    ImageLocation location() {
        return location;
    }

    ImageTable table() {
        return table;
    }

    ReviewFile review() {
        return review;
    }

    ImageStore store() {
        return store;
    }

    Pictures pictures() {
        return pictures;
    }

    CandidateMaker candidates() {
        return candidates;
    }

    List<Long> sample() {
        return sample;
    }

    /** How many images of the sample have an answer. */
    long sampled() throws IOException {
        long sampled = 0;
        for (long number : sample) {
            sampled += table.row(number).mark() == Mark.NONE ? 0 : 1;
        }
        return sampled;
    }

    /** Where its images may be moved to, those first that have keys of their own. */
    List<Place> places() {
        return List.copyOf(places);
    }

    Finding finding(long number) throws IOException {
        return table.finding(table.row(number));
    }

    ImageEntry image(long number) throws IOException {
        return finding(number).image();
    }

    @Override
    public void close() throws IOException {
        try (store;
                table) {
            review.close();
        }
    }
}
