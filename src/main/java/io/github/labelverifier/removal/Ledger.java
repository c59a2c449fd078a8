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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of what is removed by a report, beside it: what was about to be removed, before it is, and what became of it,
 * after. Every line is on the disk when the method that wrote it returns. The last line on a key counts.
 *
 * <p>A ledger is open in one run at a time. Used from one thread.
 */
public final class Ledger implements Closeable {
    private static final int PENDING_BATCH = 500;

    private final Path path;
    private final LedgerHeader header;
    private final Clock clock;
    private final LedgerState state;
    private final Optional<FileChannel> file;
    private long end;

    private Ledger(Path path, LedgerHeader header, Clock clock, LedgerState state, Optional<FileChannel> file) {
        this.path = path;
        this.header = header;
        this.clock = clock;
        this.state = state;
        this.file = file;
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
            Path path, LedgerHeader header, Clock clock, Optional<FileChannel> file, ReportHeader report)
            throws IOException, LedgerUnfitException {
        Ledger ledger = new Ledger(path, header, clock, new LedgerState(), file);
        try {
            if (LockedFile.hasContent(path)) {
                ledger.readLines(report);
            }
            return ledger;
        } catch (IOException | LedgerUnfitException | RuntimeException e) {
            ledger.closeAll();
            throw e;
        }
    }

    private void readLines(ReportHeader report) throws IOException, LedgerUnfitException {
        try (LedgerLines lines = new LedgerLines(path, file)) {
            if (!lines.header().belongsTo(report)) {
                throw new LedgerUnfitException(path, "is the ledger of another report of the same name");
            }
            for (Optional<LedgerJson.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                try {
                    take(next.get(), lines.start());
                } catch (IOException e) {
                    throw lines.unfit(e);
                }
            }
            end = lines.end();
        }
        if (file.isPresent()) {
            // What a run that was killed could not finish to write was never acted upon.
            file.get().truncate(end);
            file.get().position(end);
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
        return path;
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
    public void pending(RemovalAction action, Taker<ImageEntry> taker) throws IOException, LedgerUnfitException {
        some(action, state::isPending, taker);
    }

    /** The actions by which images went that were to come back since, and perhaps have. */
    List<RemovalAction> returningActions() {
        return state.returningActions();
    }

    /** Goes through the images that went by an action and were to come back since. The taker may write to the ledger. */
    void returning(RemovalAction action, Taker<ImageEntry> taker) throws IOException, LedgerUnfitException {
        some(action, state::isReturning, taker);
    }

    /** Tells the lines that count. */
    private interface Choice {
        boolean accepts(String key, long line) throws IOException;
    }

    private void some(RemovalAction action, Choice choice, Taker<ImageEntry> taker)
            throws IOException, LedgerUnfitException {
        long until = end;
        List<ImageEntry> some = new ArrayList<>();
        if (until == 0) {
            return;
        }
        try (LedgerLines lines = new LedgerLines(path, file)) {
            for (Optional<LedgerJson.Line> next = lines.next();
                    next.isPresent() && lines.start() < until;
                    next = lines.next()) {
                for (ImageEntry image : imagesOf(action, next.get())) {
                    if (choice.accepts(image.key(), lines.start())) {
                        some.add(image);
                        if (some.size() == PENDING_BATCH) {
                            taker.take(some);
                            some = new ArrayList<>();
                        }
                    }
                }
            }
        }
        if (!some.isEmpty()) {
            taker.take(some);
        }
    }

    private static List<ImageEntry> imagesOf(RemovalAction action, LedgerJson.Line line) throws IOException {
        return switch (line.type()) {
            case LedgerJson.INTENT -> line.toAction().equals(action) ? line.toImages() : List.of();
            case LedgerJson.REMOVAL -> line.toAction().equals(action) ? List.of(line.toImage()) : List.of();
            default -> List.of();
        };
    }

    /**
     * Goes through the images that were deleted or moved and are not back, one at a time.
     *
     * @param location where they were, as the report tells
     */
    public void removed(ImageLocation location, Taker<RemovedImage> taker) throws IOException, LedgerUnfitException {
        long until = end;
        try (LedgerLines lines = new LedgerLines(path, file)) {
            for (Optional<LedgerJson.Line> next = lines.next();
                    next.isPresent() && lines.start() < until;
                    next = lines.next()) {
                LedgerJson.Line line = next.get();
                if (line.type().equals(LedgerJson.REMOVAL)
                        && line.toResult() != RemovalOutcome.Result.ABSENT
                        && state.isDone(line.key(), lines.start())) {
                    taker.take(List.of(removed(location, line)));
                }
            }
        }
    }

    private static RemovedImage removed(ImageLocation location, LedgerJson.Line line) throws IOException {
        RemovalAction action = line.toAction();
        String key = line.key();
        Optional<String> doubt =
                line.toMoved().flatMap(moved -> TrueDestination.doubt(location, key, action, moved.uri()));
        return new RemovedImage(line.toImage(), line.deleteMarker(), line.toMoved(), doubt);
    }

    /** Records that these images are about to be removed. */
    public void intend(RemovalAction action, List<ImageEntry> batch) throws IOException {
        begin();
        long start = end;
        Instant now = now();
        write(LedgerJson.bytes(json -> LedgerJson.writeIntent(json, action, batch, now)));
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
            ImageEntry image = batch.get(i);
            RemovalOutcome outcome = outcomes.get(i);
            lines.add(LedgerJson.bytes(json -> LedgerJson.writeRemoval(json, action, image, outcome, now)));
        }
        long start = end;
        writeTogether(lines);
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
            lines.add(LedgerJson.bytes(json -> LedgerJson.writeRestore(json, outcome, now)));
        }
        writeTogether(lines);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void begin() throws IOException {
        if (end == 0) {
            write(LedgerJson.bytes(json -> LedgerJson.writeHeader(json, header)));
        }
    }

    private void writeTogether(List<byte[]> lines) throws IOException {
        int length = lines.stream().mapToInt(line -> line.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        lines.forEach(all::put);
        write(all.array());
    }

    private void write(byte[] bytes) throws IOException {
        FileChannel channel = file.orElseThrow(() -> new IllegalStateException("the ledger is only looked at"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        end += bytes.length;
    }

    /** Takes the file away if nothing was written to it, for a process that is about to end. */
    public void forgetIfEmpty() {
        LockedFile.forgetIfEmpty(path);
    }

    /** Whether a report has a ledger with anything in it. */
    public static boolean exists(Path report) throws IOException {
        return LockedFile.hasContent(pathFor(report));
    }

    /** Gives the ledger free, and leaves no empty file behind. */
    @Override
    public void close() throws IOException {
        if (file.isPresent() && end == 0) {
            // While the lock is held, so that nobody loses a ledger that has begun.
            Files.deleteIfExists(path);
        }
        closeAll();
    }

    private void closeAll() throws IOException {
        try (state) {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
