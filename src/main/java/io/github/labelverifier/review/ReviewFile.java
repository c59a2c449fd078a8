package io.github.labelverifier.review;

import io.github.labelverifier.disk.KeyIndex;
import io.github.labelverifier.disk.LockedFile;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.report.ReportHeader;
import java.io.ByteArrayOutputStream;
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
import java.util.List;
import java.util.Optional;

/**
 * What a person decided of the images of a report, in a file beside it. Every decision is on the disk when the method that
 * made it returns; the last line on a key counts. What was decided is found by an index on disk, so that its number does
 * not count in memory.
 *
 * <p>A review is open for writing in one program at a time, and once in it; to look at it needs no such claim. Thread-safe.
 */
public final class ReviewFile implements Decisions, Closeable {
    private static final int DECIDED = 1;
    private static final int UNDECIDED = 0;

    private final Path path;
    private final FileChannel file;
    private final boolean isWritable;
    private final Clock clock;
    private final KeyIndex keys;
    private ReviewHeader header;
    private long end;
    private long decided;
    private boolean isCutOff;

    private ReviewFile(Path path, FileChannel file, boolean isWritable, ReviewHeader header, Clock clock)
            throws IOException {
        this.path = path;
        this.file = file;
        this.isWritable = isWritable;
        this.header = header;
        this.clock = clock;
        this.keys = new KeyIndex();
    }

    /** Where the review of a report is. */
    public static Path pathFor(Path report) {
        return report.resolveSibling(report.getFileName() + ".review.jsonl");
    }

    /** Whether there is a review of a report with anything in it. */
    public static boolean exists(Path report) throws IOException {
        return LockedFile.hasContent(pathFor(report));
    }

    /**
     * Begins the review of a report, or goes on with it.
     *
     * @throws ReviewInUseException if it is open already, here or in another program that lives
     * @throws ReviewUnfitException if it is damaged, or the review of another report
     */
    public static ReviewFile open(Path report, ReportHeader reportHeader, Clock clock)
            throws IOException, ReviewInUseException, ReviewUnfitException {
        return openAt(pathFor(report), reportHeader, clock);
    }

    /** The same for a review of another name. */
    public static ReviewFile openAt(Path path, ReportHeader reportHeader, Clock clock)
            throws IOException, ReviewInUseException, ReviewUnfitException {
        FileChannel file = LockedFile.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                .orElseThrow(() -> new ReviewInUseException(path));
        return read(path, file, true, reportHeader, clock);
    }

    /**
     * Looks at a review as it is now, without a claim to it; nothing can be written to it. A program that has it open for
     * writing looks there: on most systems, to open and close a file a second time gives up the claim to it.
     *
     * @param path the review itself, which may be of another name than its report
     * @throws NoSuchFileException if there is none
     * @throws ReviewUnfitException if it is damaged, or the review of another report
     */
    public static ReviewFile view(Path path, ReportHeader reportHeader) throws IOException, ReviewUnfitException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        return read(path, file, false, reportHeader, Clock.systemUTC());
    }

    private static ReviewFile read(
            Path path, FileChannel file, boolean isWritable, ReportHeader reportHeader, Clock clock)
            throws IOException, ReviewUnfitException {
        try {
            ReviewFile review = new ReviewFile(path, file, isWritable, ReviewHeader.of(reportHeader), clock);
            try {
                review.readLines();
                return review;
            } catch (IOException | ReviewUnfitException | RuntimeException e) {
                review.keys.close();
                throw e;
            }
        } catch (IOException | ReviewUnfitException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void readLines() throws IOException, ReviewUnfitException {
        ReviewLines lines = new ReviewLines(path, file);
        for (Optional<ReviewJson.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            try {
                take(next.get(), lines);
            } catch (IOException e) {
                throw lines.unfit(e);
            }
        }
        end = lines.end();
        isCutOff = end < file.size();
        if (isWritable) {
            // What a program that was killed could not finish to write was never told to be decided.
            file.truncate(end);
            if (!lines.isLastLineEnded()) {
                write(new byte[] {'\n'});
            }
        }
    }

    private void take(ReviewJson.Line line, ReviewLines lines) throws IOException, ReviewUnfitException {
        if (line.isHeader()) {
            ReviewHeader own = line.toHeader();
            if (!own.isOfSameReport(header)) {
                throw new ReviewUnfitException(
                        path,
                        "is the review of another report: of " + own.location() + ", begun " + own.startedAt()
                                + ", and not of " + header.location() + ", begun " + header.startedAt());
            }
            header = own;
        } else if (lines.start() == 0) {
            throw new ReviewUnfitException(path, "is no review: its first line is no header");
        } else if (line.isDecision()) {
            note(line.key(), lines.start(), line.toDecision().isPresent());
        }
    }

    private void note(String key, long line, boolean isDecided) throws IOException {
        boolean wasDecided =
                keys.find(key).filter(entry -> entry.tag() == DECIDED).isPresent();
        decided += (isDecided ? 1 : 0) - (wasDecided ? 1 : 0);
        keys.put(key, line, isDecided ? DECIDED : UNDECIDED);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether its last line was cut off when it was read, so that what it decided is not known. */
    public boolean isCutOff() {
        return isCutOff;
    }

    /** How many keys have a decision, of whatever content. */
    public synchronized long decided() {
        return decided;
    }

    /** The random sample that was drawn last. */
    public synchronized Optional<ReviewSample> sample() {
        return header.sample();
    }

    /** Notes that a sample was drawn, in the place of any before. */
    public synchronized void draw(ReviewSample sample) throws IOException {
        header = header.with(sample);
        write(ReviewJson.header(header));
    }

    @Override
    public synchronized Optional<Decision> of(ImageEntry image) throws IOException {
        Optional<KeyIndex.Entry> entry = keys.find(image.key()).filter(found -> found.tag() == DECIDED);
        if (entry.isEmpty() || image.etag().isEmpty()) {
            return Optional.empty();
        }
        ReviewJson.Line line = lineAt(entry.get().line());
        return line.isOf(image) ? line.toDecision() : Optional.empty();
    }

    private ReviewJson.Line lineAt(long start) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer bytes = ByteBuffer.allocate(512);
        while (true) {
            int read = file.read(bytes.clear(), start + line.size());
            for (int i = 0; i < read; i++) {
                if (bytes.get(i) == '\n') {
                    line.write(bytes.array(), 0, i);
                    return ReviewJson.Line.parse(line.toByteArray());
                }
            }
            if (read < 0) {
                return ReviewJson.Line.parse(line.toByteArray());
            }
            line.write(bytes.array(), 0, read);
            if (line.size() > ReviewLines.MAX_LINE_BYTES) {
                throw new IOException(path + " was changed while it was read");
            }
        }
    }

    /** Decides an image. */
    public void decide(ImageEntry image, Decision.Choice choice) throws IOException {
        decide(List.of(image), choice);
    }

    /** Decides images alike; either all of it is on the disk, or an exception tells. */
    public void decide(List<ImageEntry> images, Decision.Choice choice) throws IOException {
        decide(images, choice, now());
    }

    /** The same in parts, which are told from other decisions by their time. */
    public void decide(List<ImageEntry> images, Decision.Choice choice, Instant at) throws IOException {
        add(images, Optional.of(new Decision(choice, Optional.empty(), at)));
    }

    /** Decides that images move below a location, as its URI names it. */
    public void move(List<ImageEntry> images, String to) throws IOException {
        add(images, Optional.of(new Decision(Decision.Choice.MOVE, Optional.of(to), now())));
    }

    /** Takes back whatever was decided of images. */
    public void undo(List<ImageEntry> images) throws IOException {
        add(images, Optional.empty());
    }

    private synchronized void add(List<ImageEntry> images, Optional<Decision> decision) throws IOException {
        if (images.isEmpty()) {
            return;
        }
        if (end == 0) {
            write(ReviewJson.header(header));
        }
        Instant at = decision.map(Decision::at).orElseGet(this::now);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long[] starts = new long[images.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = end + all.size();
            all.write(ReviewJson.decision(images.get(i), decision, at));
        }
        write(all.toByteArray());
        for (int i = 0; i < starts.length; i++) {
            note(images.get(i).key(), starts[i], decision.isPresent());
        }
    }

    /** The time that a decision of now has. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void write(byte[] bytes) throws IOException {
        if (!isWritable) {
            throw new IllegalStateException("the review is only looked at");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, end + buffer.position());
            }
            file.force(false);
        } catch (IOException e) {
            // Half a line, as a full disk leaves it, must not stand before the next one.
            file.truncate(end);
            throw e;
        }
        end += bytes.length;
    }

    /** Takes the file away if nothing was written to it, for a process that is about to end. */
    public void forgetIfEmpty() {
        LockedFile.forgetIfEmpty(path);
    }

    /** Ends the claim to the review, and leaves no empty file behind. */
    @Override
    public synchronized void close() throws IOException {
        try (keys;
                file) {
            if (isWritable && end == 0 && file.isOpen()) {
                // While the lock is held, so that nobody loses a review that has begun.
                Files.deleteIfExists(path);
            }
        }
    }
}
