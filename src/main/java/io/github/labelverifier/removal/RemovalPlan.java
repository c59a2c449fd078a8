package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a removal may remove: the flagged images of a finished report and those that its review removes, each with the ETag it
 * was judged by, and nothing else. Exemplars are never among them, nor what a review keeps.
 *
 * <p>The plan stays in the report's file and is read from there, however large it is; it fails if the file changes after
 * the plan was made.
 */
public final class RemovalPlan {
    private static final int EXAMPLES = 3;

    private final Path report;
    private final ImageLocation location;
    private final ReportHeader header;
    private final ReportSummary summary;
    private final FindingFilter filter;
    private final FileState state;
    private final Overview overview;
    private final ReviewEffect reviewed;
    private final Decisions decisions;

    /**
     * What a plan comes to.
     *
     * @param images how many images
     * @param added how many of them the rule did not flag
     * @param bytes their size
     * @param reasons how many images for which reason, the most frequent first; an image can have several; duplicates count
     *     as one reason
     * @param oldest when the oldest of them changed last; empty if there is none
     * @param newest when the newest of them changed last
     * @param examples the first few keys
     */
    public record Overview(
            long images,
            long added,
            long bytes,
            Map<Reason, Long> reasons,
            Optional<Instant> oldest,
            Optional<Instant> newest,
            List<String> examples) {}

    private record FileState(long size, Instant modified, Optional<Object> id) {
        static FileState of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant(),
                    Optional.ofNullable(attributes.fileKey()));
        }
    }

    private RemovalPlan(
            Path report,
            ImageLocation location,
            ReportHeader header,
            ReportSummary summary,
            FindingFilter filter,
            FileState state,
            Overview overview,
            ReviewEffect reviewed,
            Decisions decisions) {
        this.report = report;
        this.location = location;
        this.header = header;
        this.summary = summary;
        this.filter = filter;
        this.state = state;
        this.overview = overview;
        this.reviewed = reviewed;
        this.decisions = decisions;
    }

    /**
     * Makes a plan of a report's flagged images. Lines may have been taken out of the report since it was written.
     *
     * @throws UnfinishedReportException if the report has no summary
     * @throws AlteredReportException if it names images that its run could not have flagged
     * @throws IOException if the report cannot be read to its end
     */
    public static RemovalPlan of(Path report) throws IOException, UnfinishedReportException, AlteredReportException {
        return of(report, image -> Optional.empty());
    }

    /**
     * Makes a plan of a report's flagged images, as a review has it: less those that it keeps, and those in addition that it
     * removes or moves.
     *
     * @param decisions are needed as long as the plan is
     * @throws UnfinishedReportException if the report has no summary
     * @throws AlteredReportException if it names images that its run could not have flagged
     * @throws IOException if the report or the review cannot be read to its end
     */
    public static RemovalPlan of(Path report, Decisions decisions)
            throws IOException, UnfinishedReportException, AlteredReportException {
        FileState state = FileState.of(report);
        try (ReportReader reader = ReportReader.open(report);
                KeySet keys = new KeySet()) {
            ImageLocation location = locationOf(report, reader.header());
            Set<String> exemplars = Set.copyOf(reader.header().exemplars());
            FindingFilter wanted = finding ->
                    !exemplars.contains(finding.image().key()) && isToGo(finding, decisions.of(finding.image()));
            Tally tally = new Tally();
            ReviewEffect reviewed = ReviewEffect.NONE;
            Counts counts = Counts.NONE;
            String before = "";
            boolean isAscending = true;
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                Finding finding = next.get();
                String key = finding.image().key();
                isAscending &= before.compareTo(key) < 0;
                before = key;
                counts = counts.plus(finding);
                boolean isExemplar = exemplars.contains(key);
                Optional<Decision> decision = decisions.of(finding.image());
                reviewed = reviewed.plus(finding, isExemplar, decision);
                if (!isExemplar && isToGo(finding, decision)) {
                    requirePossible(report, reader.lineNumber(), key, location, keys);
                    tally.add(finding);
                }
            }
            ReportSummary summary = reader.summary().orElseThrow(() -> new UnfinishedReportException(report));
            if (counts.flag() > summary.counts().flag()) {
                throw new AlteredReportException(
                        report, "has more flagged images than its summary counts; write it anew with verify");
            }
            if (!isAscending) {
                requireNotKeptToo(report, wanted, keys);
            }
            return new RemovalPlan(
                    report, location, reader.header(), summary, wanted, state, tally.overview(), reviewed, decisions);
        }
    }

    /** A person's word counts more than the rule's. */
    private static boolean isToGo(Finding finding, Optional<Decision> decision) {
        return decision.map(Decision::isToGo).orElse(finding.isRemovable());
    }

    private static ImageLocation locationOf(Path report, ReportHeader header) throws AlteredReportException {
        try {
            return ImageLocation.of(header.location());
        } catch (IllegalArgumentException e) {
            throw new AlteredReportException(report, "is of no location: " + e.getMessage());
        }
    }

    private static void requirePossible(Path report, long line, String key, ImageLocation location, KeySet keys)
            throws IOException, AlteredReportException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new AlteredReportException(report, "line " + line + ": the key is not valid Unicode");
        }
        if (!location.contains(key)) {
            throw new AlteredReportException(report, "line " + line + ": " + key + " is not at " + location.uri());
        }
        if (!keys.add(key)) {
            throw twice(report, line, key);
        }
    }

    /** Which of two verdicts on one key is the right one, nobody can tell. In a report whose keys ascend, none is there twice. */
    private static void requireNotKeptToo(Path report, FindingFilter wanted, KeySet toGo)
            throws IOException, AlteredReportException {
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                String key = next.get().image().key();
                if (!wanted.accepts(next.get()) && toGo.contains(key)) {
                    throw twice(report, reader.lineNumber(), key);
                }
            }
        }
    }

    private static AlteredReportException twice(Path report, long line, String key) {
        return new AlteredReportException(report, "line " + line + ": " + key + " stands there twice");
    }

    /** The same plan, narrowed to images that a filter accepts. */
    public RemovalPlan only(FindingFilter other) throws IOException {
        FindingFilter narrower = filter.and(other);
        Tally tally = new Tally();
        try (Entries entries = entries(narrower)) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                tally.add(next.get());
            }
        }
        return new RemovalPlan(
                report, location, header, summary, narrower, state, tally.overview(), reviewed, decisions);
    }

    /** The same plan, narrowed to the images that are not gone by earlier runs. */
    public RemovalPlan without(Ledger ledger) throws IOException {
        return ledger.done() == 0
                ? this
                : only(finding -> !ledger.isDone(finding.image().key()));
    }

    /** The same plan, narrowed to the images of these numbers in its order, from 0. */
    public RemovalPlan only(BitSet numbers) throws IOException {
        return only(FindingFilter.numbered(numbers));
    }

    /** The report that the plan was made of. */
    public Path report() {
        return report;
    }

    /** Where all of its images are. */
    public ImageLocation location() {
        return location;
    }

    /** The header of that report. */
    public ReportHeader header() {
        return header;
    }

    /** The last line of that report, which counts also what was taken out of it since. */
    public ReportSummary summary() {
        return summary;
    }

    /** The share of the plan's images among those that the run checked, in percent. */
    public double percentOfChecked() {
        long checked = summary.counts().checked();
        return checked == 0 ? 0 : 100.0 * overview.images() / checked;
    }

    /** What the plan comes to. */
    public Overview overview() {
        return overview;
    }

    /** What a review makes of the whole report, whatever the plan was narrowed to. */
    public ReviewEffect reviewed() {
        return reviewed;
    }

    /** Whether a person has decided on this image, as it was checked. */
    boolean isDecided(ImageEntry image) throws IOException {
        return decisions.of(image).isPresent();
    }

    /** What is to be removed, to be gone through as often as need be. */
    public Findings findings() {
        return visitor -> {
            try (Entries entries = entries()) {
                for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                    visitor.visit(next.get());
                }
            }
        };
    }

    /** The images to remove, in the order of the report. */
    public Entries entries() throws IOException {
        return entries(filter);
    }

    private Entries entries(FindingFilter chosen) throws IOException {
        if (!FileState.of(report).equals(state)) {
            throw new IOException(report + " was changed after it was read; nothing more was removed");
        }
        return new Entries(ReportReader.open(report), chosen.atStart());
    }

    /** The entries of a plan, read one at a time. */
    public static final class Entries implements Closeable {
        private final ReportReader reader;
        private final FindingFilter wanted;

        private Entries(ReportReader reader, FindingFilter wanted) {
            this.reader = reader;
            this.wanted = wanted;
        }

        /** The next image to remove; empty at the end. */
        public Optional<Finding> next() throws IOException {
            Optional<Finding> next = reader.next();
            while (next.isPresent() && !wanted.accepts(next.get())) {
                next = reader.next();
            }
            return next;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** Adds up an overview. */
    private static final class Tally {
        private final Map<Reason, Long> reasons = new LinkedHashMap<>();
        private final List<String> examples = new ArrayList<>();
        private long images;
        private long added;
        private long bytes;
        private Optional<Instant> oldest = Optional.empty();
        private Optional<Instant> newest = Optional.empty();

        void add(Finding finding) {
            Instant modified = finding.image().lastModified();
            images++;
            added += finding.isRemovable() ? 0 : 1;
            bytes = Counts.sum(bytes, finding.image().size());
            oldest = oldest.filter(modified::isAfter).or(() -> Optional.of(modified));
            newest = newest.filter(modified::isBefore).or(() -> Optional.of(modified));
            if (finding.isRemovable()) {
                finding.reasons().forEach(reason -> reasons.merge(reason.counted(), 1L, Long::sum));
            }
            if (examples.size() < EXAMPLES) {
                examples.add(finding.image().key());
            }
        }

        Overview overview() {
            Map<Reason, Long> sorted = new LinkedHashMap<>();
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<Reason, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(entry -> entry.getKey().text()))
                    .forEach(entry -> sorted.put(entry.getKey(), Objects.requireNonNull(entry.getValue())));
            return new Overview(images, added, bytes, sorted, oldest, newest, List.copyOf(examples));
        }
    }
}
