package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.report.AnsweredImages;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.scan.Twins;
import io.github.labelverifier.scan.UnprovenImages;
import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds out after the last call of a run which images are no more what they were listed as. An object is asked for by its key,
 * and an answer is known to be of the content that was listed only if that stood there before the call and stands there after
 * it. With this known, an answer can serve the same content under any key, in any later run, when its own image is long gone.
 *
 * <p>It takes about one request for a thousand images, or one for each that was asked for, whichever is less, several at a time.
 * Nobody needs it in this run: if it fails, or is stopped, it is as if it had not been begun. Memory is bounded.
 */
final class SecondLook {
    private static final int KEYS_A_REQUEST = 1_000;

    /** Images of a report that are compared with one stretch of the listing: a few pages, one after another. */
    private static final int STRETCH = 5_000;

    private static final int STRETCHES_AT_ONCE = 4;

    private static final int TICK_MILLIS = 100;

    private final RunContents contents;
    private final ListedAgain listing;
    private final LongConsumer progress;
    private final StopSignal stop;
    private final int concurrency;

    /**
     * A look.
     *
     * @param source lists the images of the run
     * @param progress is told now and then how many images were looked at
     * @param concurrency how many images are looked at at a time
     */
    SecondLook(RunContents contents, ImageSource source, LongConsumer progress, StopSignal stop, int concurrency) {
        this.contents = contents;
        this.listing = new ListedAgain(source, this::lookAt);
        this.progress = progress;
        this.stop = stop;
        this.concurrency = concurrency;
    }

    /**
     * What was found out.
     *
     * @param isWhole whether all were looked at, and are not more than a summary holds
     * @param changed the keys of images that are something else by now, or are gone, as far as they were found
     */
    record Seen(boolean isWhole, Set<String> changed) {
        private static final Seen NOTHING = new Seen(false, Set.of());

        /** As a summary has it: nothing, where not all is known. */
        Optional<Set<String>> proof() {
            return isWhole ? Optional.of(changed) : Optional.empty();
        }
    }

    /**
     * Looks for images that are something else by now, or are gone.
     *
     * @param reports of the run, with all of its findings, each in the order of the listing unless keys were named
     * @param isOfNamedKeys whether the run was about keys that somebody named
     */
    Seen look(ScanResult result, List<Path> reports, boolean isOfNamedKeys) throws InterruptedException {
        Progress run = result.progress();
        if (!contents.areAskedForByKey()) {
            return Seen.NOTHING;
        }
        if (run.calls() == 0) {
            return new Seen(true, Set.of());
        }
        UnprovenImages unproven = result.unproven();
        boolean isOneByOne = unproven.isWhole()
                && (isOfNamedKeys || unproven.count() <= run.counts().images() / KEYS_A_REQUEST);
        if (isOfNamedKeys && !isOneByOne) {
            return Seen.NOTHING;
        }
        try (Looks looks = new Looks()) {
            boolean isWhole = isOneByOne ? looks.atEach(unproven.first()) : looks.byListing(reports, wanted(unproven));
            isWhole = isWhole && looks.finish();
            return new Seen(isWhole, Set.copyOf(looks.changed));
        } catch (IOException e) {
            return Seen.NOTHING;
        }
    }

    /** Looks that are under way, and what they have come to. Its methods tell whether it is worth to go on. */
    private final class Looks implements AutoCloseable {
        /** What a look has come to: the keys of changed images; empty if it failed. */
        private final CompletionService<Optional<Set<String>>> underWay;

        private final ExecutorService workers = Workers.pool(concurrency, "look");
        private final Set<String> changed = new HashSet<>();
        private int begun;
        private int ended;
        private long images;

        Looks() {
            underWay = new ExecutorCompletionService<>(workers);
        }

        private boolean begin(int mostAtOnce, int newImages, Callable<Optional<Set<String>>> look)
                throws InterruptedException {
            while (begun - ended >= mostAtOnce) {
                if (!end()) {
                    return false;
                }
            }
            images += newImages;
            progress.accept(images);
            underWay.submit(look);
            begun++;
            return !stop.isRequested();
        }

        /** Waits for one more. */
        private boolean end() throws InterruptedException {
            try {
                Future<Optional<Set<String>>> next = underWay.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                while (next == null && !stop.isRequested()) {
                    next = underWay.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (next == null) {
                    return false;
                }
                Optional<Set<String>> found = next.get();
                ended++;
                found.ifPresent(changed::addAll);
                return found.isPresent() && changed.size() <= ReportSummary.MOST_CHANGED && !stop.isRequested();
            } catch (ExecutionException e) {
                return false;
            }
        }

        boolean finish() throws InterruptedException {
            while (ended < begun) {
                if (!end()) {
                    return false;
                }
            }
            return true;
        }

        boolean atEach(List<ImageEntry> called) throws InterruptedException {
            for (ImageEntry image : called) {
                if (!begin(concurrency, 1, () -> lookAt(image))) {
                    return false;
                }
            }
            return true;
        }

        /** Compares the images of the reports that are wanted. */
        boolean byListing(List<Path> reports, Predicate<ImageEntry> wanted) throws IOException, InterruptedException {
            for (Path report : reports) {
                try (AnsweredImages answered = AnsweredImages.of(report)) {
                    List<ImageEntry> stretch = next(answered, wanted);
                    while (!stretch.isEmpty()) {
                        List<ImageEntry> listed = stretch;
                        if (!begin(
                                Math.min(concurrency, STRETCHES_AT_ONCE),
                                listed.size(),
                                () -> listing.changed(listed))) {
                            return false;
                        }
                        stretch = next(answered, wanted);
                    }
                }
            }
            return true;
        }

        @Override
        public void close() {
            workers.shutdownNow();
        }
    }

    /** Which images are to be looked at: those whose answers are new, or all, where they are too many to be kept apart. */
    private static Predicate<ImageEntry> wanted(UnprovenImages unproven) {
        if (!unproven.isWhole()) {
            return image -> true;
        }
        Set<String> keys = unproven.first().stream().map(ImageEntry::key).collect(Collectors.toSet());
        return image -> keys.contains(image.key());
    }

    /** The next images that are wanted, as far as no page of the listing between them is without any. */
    private static List<ImageEntry> next(AnsweredImages answered, Predicate<ImageEntry> wanted) throws IOException {
        List<ImageEntry> images = new ArrayList<>();
        int sinceLast = 0;
        while (images.size() < STRETCH && sinceLast < KEYS_A_REQUEST) {
            Optional<ImageEntry> image = answered.next();
            if (image.isEmpty()) {
                break;
            }
            if (wanted.test(image.get())) {
                images.add(image.get());
                sinceLast = 0;
            } else if (!images.isEmpty()) {
                sinceLast++;
            }
        }
        return images;
    }

    private Optional<Set<String>> lookAt(ImageEntry image) {
        Twins.Seen seen = contents.look(image);
        if (seen == Twins.Seen.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(seen == Twins.Seen.UNCHANGED ? Set.of() : Set.of(image.key()));
    }
}
