package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.report.AnsweredImages;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.scan.Twins.Seen;
import io.github.labelverifier.scan.UnprovenImages;
import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
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

    /** Lines of a report that are compared with one stretch of the listing: a few pages, one after another. */
    private static final int STRETCH = 5_000;

    private static final int STRETCHES_AT_ONCE = 4;

    /** A stretch of the listing may be so many times as long as that of the report, and so many images longer. */
    private static final int TIMES_AS_LONG = 2;

    private static final int LONGER = 2 * KEYS_A_REQUEST;

    private final RunContents contents;
    private final ImageSource source;
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
        this.source = source;
        this.progress = progress;
        this.stop = stop;
        this.concurrency = concurrency;
    }

    /**
     * The keys of the images that are something else by now, or are gone.
     *
     * @param reports of the run, with all of its findings, each in the order of the listing unless keys were named
     * @param isOfNamedKeys whether the run was about keys that somebody named
     * @return empty if it was not found out, or if they are more than a summary holds
     */
    Optional<Set<String>> changed(
            ScanResult result, List<ImageEntry> exemplars, List<Path> reports, boolean isOfNamedKeys)
            throws InterruptedException {
        Progress run = result.progress();
        if (!contents.areAskedForByKey()) {
            return Optional.empty();
        }
        if (run.calls() == 0) {
            return Optional.of(Set.of());
        }
        UnprovenImages unproven = result.unproven();
        if (unproven.count() == 0 && run.calls() > exemplars.size()) {
            // Nothing here tells the content of an image from that of another.
            return Optional.empty();
        }
        boolean isOneByOne = unproven.isWhole()
                && (isOfNamedKeys || unproven.count() <= run.counts().images() / KEYS_A_REQUEST);
        if (isOfNamedKeys && !isOneByOne) {
            return Optional.empty();
        }
        try (Looks looks = new Looks()) {
            Set<String> others = exemplars.stream().map(ImageEntry::key).collect(Collectors.toCollection(HashSet::new));
            boolean isDone =
                    isOneByOne ? looks.atEach(unproven.first()) : looks.byListing(reports, wanted(unproven), others);
            isDone = isDone
                    && looks.atEach(exemplars.stream()
                            .filter(image -> others.contains(image.key()))
                            .toList())
                    && looks.finish();
            return isDone ? Optional.of(looks.changed) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
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
                Optional<Set<String>> found = underWay.take().get();
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

        boolean atEach(Collection<ImageEntry> called) throws InterruptedException {
            for (ImageEntry image : called) {
                if (!begin(concurrency, 1, () -> lookAt(image))) {
                    return false;
                }
            }
            return true;
        }

        /** Compares the images of the reports that are wanted; their keys are taken out of the others. */
        boolean byListing(List<Path> reports, Predicate<ImageEntry> wanted, Set<String> others)
                throws IOException, InterruptedException {
            for (Path report : reports) {
                try (AnsweredImages answered = AnsweredImages.of(report)) {
                    Stretch stretch = next(answered, wanted);
                    while (!stretch.images().isEmpty()) {
                        stretch.images().forEach(image -> others.remove(image.key()));
                        Stretch listed = stretch;
                        if (!begin(
                                Math.min(concurrency, STRETCHES_AT_ONCE),
                                listed.images().size(),
                                () -> compare(listed))) {
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

    /**
     * Images of a report that lie near each other.
     *
     * @param lines from the first to the last of them, with those between
     */
    private record Stretch(List<ImageEntry> images, int lines) {}

    /** The next images that are wanted, as far as no page of the listing between them is without any. */
    private static Stretch next(AnsweredImages answered, Predicate<ImageEntry> wanted) throws IOException {
        List<ImageEntry> images = new ArrayList<>();
        int lines = 0;
        int last = 0;
        while (lines < STRETCH && lines - last < KEYS_A_REQUEST) {
            Optional<ImageEntry> image = answered.next();
            if (image.isEmpty()) {
                break;
            }
            if (wanted.test(image.get())) {
                images.add(image.get());
                last = ++lines;
            } else if (!images.isEmpty()) {
                lines++;
            }
        }
        return new Stretch(images, last);
    }

    private Optional<Set<String>> lookAt(ImageEntry image) {
        Seen seen = contents.look(image);
        if (seen == Seen.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(seen == Seen.UNCHANGED ? Set.of() : Set.of(image.key()));
    }

    /** Compares images, in the order of their keys, with what is listed now; fails where too much else lies between them. */
    private Optional<Set<String>> compare(Stretch stretch) throws ImageStoreException {
        Set<String> changed = new HashSet<>();
        List<ImageEntry> images = stretch.images();
        long most = (long) TIMES_AS_LONG * stretch.lines() + LONGER;
        try (ImageCursor now = source.listAfter(justBefore(images.get(0).key()))) {
            Optional<ImageEntry> head = now.next();
            for (ImageEntry image : images) {
                while (head.isPresent() && KeyOrder.UTF_8.compare(head.get().key(), image.key()) < 0) {
                    if (most-- == 0) {
                        return Optional.empty();
                    }
                    head = now.next();
                }
                if (head.isEmpty() || !head.get().isUnchanged(image)) {
                    changed.add(image.key());
                    if (changed.size() > ReportSummary.MOST_CHANGED) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(changed);
        }
    }

    /** A text that comes before a key, with as little as may be between them. */
    private static String justBefore(String key) {
        return key.substring(0, key.offsetByCodePoints(key.length(), -1));
    }
}
