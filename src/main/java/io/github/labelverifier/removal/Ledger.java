package io.github.labelverifier.removal;

import io.github.labelverifier.disk.LockedFile;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.report.ReportHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The record of what is removed by a report, beside it: what was about to be removed, before it is, and what became of it,
 * after. Every line is on the disk when the method that wrote it returns. The last line on a key counts.
 *
 * <p>A ledger is open in one run at a time. Used from one thread.
 */
public final class Ledger implements Closeable {
    private final LedgerFile file;
    private final LedgerHeader header;
    private final Clock clock;
    private final LedgerState state;
    private final LedgerImages images;

    private Ledger(LedgerFile file, LedgerHeader header, Clock clock) throws IOException {
        this.file = file;
        this.header = header;
        this.clock = clock;
        this.state = new LedgerState();
        this.images = new LedgerImages(file, state);
    }

    /** Where the ledger of a report is. */
    public static Path pathFor(Path report) {
        return report.resolveSibling(report.getFileName() + ".removed.jsonl");
    }

    /**
     * Begins the ledger of a report, or goes on with it.
     *
     * @throws LedgerInUseException if another run has it open
     * @throws LedgerUnfitException if it is damaged, or the ledger of another report of the same name
     */
    public static Ledger open(Path report, ReportHeader reportHeader, Clock clock)
            throws IOException, LedgerInUseException, LedgerUnfitException {
        Path path = pathFor(report);
        FileChannel file = lock(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return read(path, LedgerHeader.of(reportHeader), clock, Optional.of(file), reportHeader);
    }

    /**
     * Opens the ledger of a report to restore by it.
     *
     * @throws NoSuchFileException if nothing was removed by the report
     * @throws LedgerInUseException if another run has it open
     * @throws LedgerUnfitException if it is damaged, or the ledger of another report of the same name
     */
    public static Ledger reopen(Path report, ReportHeader reportHeader, Clock clock)
            throws IOException, LedgerInUseException, LedgerUnfitException {
        Path path = pathFor(report);
        if (!LockedFile.hasContent(path)) {
            throw new NoSuchFileException(path.toString());
        }
        FileChannel file = lock(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return read(path, LedgerHeader.of(reportHeader), clock, Optional.of(file), reportHeader);
    }

    /**
     * Looks at the ledger of a report without a claim to it; nothing can be written to it.
     *
     * @throws LedgerUnfitException if it is damaged, or the ledger of another report of the same name
     */
    public static Ledger view(Path report, ReportHeader reportHeader, Clock clock)
            throws IOException, LedgerUnfitException {
        return read(pathFor(report), LedgerHeader.of(reportHeader), clock, Optional.empty(), reportHeader);
    }

    private static FileChannel lock(Path path, StandardOpenOption... options) throws IOException, LedgerInUseException {
        return LockedFile.open(path, options).orElseThrow(() -> new LedgerInUseException(path));
    }

    private static Ledger read(
            Path path, LedgerHeader header, Clock clock, Optional<FileChannel> channel, ReportHeader report)
            throws IOException, LedgerUnfitException {
        Ledger ledger = new Ledger(new LedgerFile(path, channel), header, clock);
        try {
            if (ledger.file.hasContent()) {
                ledger.readLines(report);
            }
            return ledger;
        } catch (IOException | LedgerUnfitException | RuntimeException e) {
            ledger.abandon();
            throw e;
        }
    }

    private void abandon() throws IOException {
        try (state) {
            file.abandon();
        }
    }

    private void readLines(ReportHeader report) throws IOException, LedgerUnfitException {
        try (LedgerLines lines = file.lines()) {
            if (!lines.header().belongsTo(report)) {
                throw new LedgerUnfitException(file.path(), "is the ledger of another report of the same name");
            }
            for (Optional<LedgerJson.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                try {
                    take(next.get(), lines.start());
                } catch (IOException e) {
                    throw lines.unfit(e);
                }
            }
            file.endAt(lines.end());
        }
    }

    private void take(LedgerJson.Line line, long start) throws IOException {
        switch (line.type()) {
            case LedgerJson.INTENT -> state.intend(line.toAction(), line.toImages(), start);
            case LedgerJson.REMOVAL -> {
                RemovalOutcome bare = RemovalOutcome.of(line.key(), line.toResult());
                state.record(
                        line.toAction(), line.toMoved().map(bare::withCopyAt).orElse(bare), start);
            }
            case LedgerJson.RESTORE -> {
                if (line.isRestored()) {
                    state.restored(line.key(), start);
                } else {
                    state.notRestored(line.key());
                }
            }
            default -> {}
        }
    }

    /** Which report it belongs to. */
    public LedgerHeader header() {
        return header;
    }

    /** Where it is. */
    public Path path() {
        return file.path();
    }

    /** Whether an image is gone by this ledger. */
    public boolean isDone(String key) throws IOException {
        return state.isDone(key);
    }

    /** Whether nobody knows what became of an image whose removal was begun. */
    public boolean isOpen(String key) throws IOException {
        return state.isOpen(key);
    }

    /** The action that an earlier run began with an image and did not end, or that left a copy of it at a destination. */
    Optional<RemovalAction> begun(String key) throws IOException {
        return state.begun(key);
    }

    /** The same action with the highest number that this ledger has of it. */
    RemovalAction last(RemovalAction first) {
        return state.last(first);
    }

    /** How many images are gone by this ledger. */
    public long done() {
        return state.done();
    }

    /** The actions that earlier runs began and did not end, each for at least one image. */
    public List<RemovalAction> pendingActions() {
        return state.pendingActions();
    }

    /** What is done with images of a ledger, so many at a time. */
    public interface Taker<T> {
        /** Takes some of them. */
        void take(List<T> some) throws IOException;
    }

    /** Goes through the images of which nobody knows what became of them by an action. The taker may write to the ledger. */
    public void pending(RemovalAction action, Taker<BegunImage> taker) throws IOException, LedgerUnfitException {
        images.pending(action, taker);
    }

    /** The actions by which images went that were to come back since, and perhaps have. */
    List<RemovalAction> returningActions() {
        return state.returningActions();
    }

    /** Goes through the images that went by an action and were to come back since. The taker may write to the ledger. */
    void returning(RemovalAction action, Taker<ImageEntry> taker) throws IOException, LedgerUnfitException {
        images.returning(action, taker);
    }

    /**
     * Goes through the images that were deleted or moved and are not back, one at a time.
     *
     * @param location where they were, as the report tells
     */
    public void removed(ImageLocation location, Taker<RemovedImage> taker) throws IOException, LedgerUnfitException {
        images.removed(location, taker);
    }

    /** Records that these images are about to be removed, none of which was begun before. */
    public void intend(RemovalAction action, List<ImageEntry> batch) throws IOException {
        intend(action, batch, key -> false);
    }

    /**
     * Records that these images are about to be removed.
     *
     * @param begun tells the keys of those that were begun before
     */
    void intend(RemovalAction action, List<ImageEntry> batch, Predicate<String> begun) throws IOException {
        if (file.end() == 0) {
            file.add(List.of(LedgerJson.header(header)));
        }
        long start = file.end();
        file.add(List.of(LedgerJson.intent(action, batch, begun, now())));
        state.intend(action, batch, start);
    }

    /**
     * Records what became of images.
     *
     * @param outcomes one for each image of the batch, in its order
     */
    public void record(RemovalAction action, List<ImageEntry> batch, List<RemovalOutcome> outcomes) throws IOException {
        Instant now = now();
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            lines.add(LedgerJson.removal(action, batch.get(i), outcomes.get(i), now));
        }
        long start = file.end();
        file.add(lines);
        for (int i = 0; i < batch.size(); i++) {
            state.record(action, outcomes.get(i), start);
            start += lines.get(i).length;
        }
    }

    /** Records which images are back. */
    public void restored(List<RestoreOutcome> outcomes) throws IOException {
        Instant now = now();
        List<byte[]> lines = new ArrayList<>();
        for (RestoreOutcome outcome : outcomes) {
            lines.add(LedgerJson.restore(outcome, now));
        }
        file.add(lines);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Takes the file away if nothing was written to it, for a process that is about to end. */
    public void forgetIfEmpty() {
        LockedFile.forgetIfEmpty(file.path());
    }

    /** Whether a report has a ledger with anything in it. */
    public static boolean exists(Path report) throws IOException {
        return LockedFile.hasContent(pathFor(report));
    }

    /** Ends the claim to the ledger, and leaves no empty file behind. */
    @Override
    public void close() throws IOException {
        try (state) {
            file.close();
        }
    }
}
