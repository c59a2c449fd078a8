package io.github.labelverifier.job.review;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewInUseException;
import io.github.labelverifier.review.ReviewSample;
import io.github.labelverifier.review.ReviewUnfitException;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens the reports of a review one after the other, with what belongs to each; all of it is closed together. */
final class OpenedReports implements Closeable {
    private static final int IMAGES_BETWEEN_LOOKS = 1_000;

    /** Seeds are typed again by people, and read by scripts that know no larger numbers. */
    private static final int SEEDS = 1_000_000;

    private final Console console;
    private final Stores stores;
    private final Clock clock;
    private final BooleanSupplier isStopped;
    private final List<ReviewedReport> opened = new ArrayList<>();

    OpenedReports(Console console, Stores stores, Clock clock, BooleanSupplier isStopped) {
        this.console = console;
        this.stores = stores;
        this.clock = clock;
        this.isStopped = isStopped;
    }

    List<ReviewedReport> list() {
        return List.copyOf(opened);
    }

    void open(ReviewRequest request) throws CommandFailure, IOException, StoppedException {
        for (Path report : request.reports()) {
            Reports.requireFile(report);
            ReportHeader header = Reports.header(report, "");
            ImageLocation location = Reports.locationToRead(report, header, stores, request.aws());
            try {
                open(report, header, location, request);
            } catch (IOException e) {
                throw Reports.failure(report, e, "");
            }
        }
        List<ImageLocation> classes =
                opened.stream().map(ReviewedReport::location).toList();
        opened.forEach(report -> report.offer(classes));
        console.clearProgress();
    }

    private void open(Path report, ReportHeader header, ImageLocation location, ReviewRequest request)
            throws CommandFailure, IOException, StoppedException {
        List<Closeable> parts = new ArrayList<>();
        try {
            ReviewFile review = ReviewFile.open(report, header, clock);
            parts.add(review);
            Optional<SampleDraw> draw = draw(review, request);
            // Most reviews begin with nothing: that need not be looked up image by image.
            Decisions decisions = review.decided() == 0 ? image -> Optional.empty() : review;
            ImageTable table = ImageTable.of(report, decisions, (finding, number) -> {
                draw.ifPresent(lots -> lots.offer(finding, number));
                watch(report, number + 1);
            });
            parts.add(table);
            ImageStore store = stores.openPictures(location, request.aws());
            List<Long> sample = draw.map(lots -> lots.drawn().stream()
                            .map(SampleDraw.Drawn::position)
                            .toList())
                    .orElse(List.of());
            opened.add(new ReviewedReport(report, location, table, review, store, sample));
            parts.clear();
            if (request.sample().isPresent() && sample.isEmpty()) {
                throw new CommandFailure(ExitCode.ERROR, report + " has no checked image to draw a sample of");
            }
        } catch (ReviewInUseException | ReviewUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } finally {
            for (Closeable part : parts) {
                part.close();
            }
        }
    }

    /** A sample of the same seed as the last, so that what was marked of that counts on. */
    private static Optional<SampleDraw> draw(ReviewFile review, ReviewRequest request) throws IOException {
        if (request.sample().isEmpty()) {
            return Optional.empty();
        }
        ReviewRequest.Sample wanted = request.sample().get();
        long seed = wanted.seed()
                .orElseGet(() -> review.sample().map(ReviewSample::seed).orElseGet(() ->
                        (long) new SecureRandom().nextInt(SEEDS)));
        ReviewSample sample = new ReviewSample(wanted.size(), seed);
        if (!review.sample().equals(Optional.of(sample))) {
            review.draw(sample);
        }
        return Optional.of(new SampleDraw(sample));
    }

    private void watch(Path report, long images) throws StoppedException {
        if (images % IMAGES_BETWEEN_LOOKS == 0) {
            if (isStopped.getAsBoolean()) {
                throw new StoppedException();
            }
            if (console.showsLiveProgress()) {
                console.drawProgress("reading " + report.getFileName() + ": " + Text.count(images, "image"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (ReviewedReport report : opened) {
            report.close();
        }
    }
}
