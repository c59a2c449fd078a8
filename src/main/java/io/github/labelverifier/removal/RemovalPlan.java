package io.github.labelverifier.removal;

import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a removal may remove: the flagged images of a finished report, each with the ETag it was judged by, and nothing
 * else. Exemplars are never among them.
 *
 * <p>The plan stays in the report's file and is read from there, however large it is; it fails if the file changes after
 * the plan was made.
 */
public final class RemovalPlan {
    private static final int EXAMPLES = 3;

    private final Path report;
    private final ReportHeader header;
    private final Predicate<Finding> wanted;
    private final FileState state;
    private final Counts counts;
    private final Overview overview;

    /**
     * What a plan comes to.
     *
     * @param images how many images
     * @param bytes their size
     * @param reasons how many images for which reason, the most frequent first; an image can have several
     * @param oldest when the oldest of them changed last; empty if there is none
     * @param newest when the newest of them changed last
     * @param examples the first few keys
     */
    public record Overview(
            long images,
            long bytes,
            Map<String, Long> reasons,
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
            ReportHeader header,
            Predicate<Finding> wanted,
            FileState state,
            Counts counts,
            Overview overview) {
        this.report = report;
        this.header = header;
        this.wanted = wanted;
        this.state = state;
        this.counts = counts;
        this.overview = overview;
    }

    /**
     * Makes a plan of a report's flagged images.
     *
     * @throws UnfinishedReportException if the report has no summary
     * @throws IOException if the report cannot be read to its end
     */
    public static RemovalPlan of(Path report) throws IOException, UnfinishedReportException {
        FileState state = FileState.of(report);
        try (ReportReader reader = ReportReader.open(report)) {
            Set<String> exemplars = Set.copyOf(reader.header().exemplars());
            Predicate<Finding> wanted = finding ->
                    finding.isRemovable() && !exemplars.contains(finding.image().key());
            Tally tally = new Tally();
            Counts counts = Counts.NONE;
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                counts = counts.plus(next.get());
                if (wanted.test(next.get())) {
                    tally.add(next.get());
                }
            }
            if (reader.summary().isEmpty()) {
                throw new UnfinishedReportException(report);
            }
            return new RemovalPlan(report, reader.header(), wanted, state, counts, tally.overview());
        }
    }

    /** The same plan, narrowed to images of these keys. */
    public RemovalPlan only(Set<String> keys) throws IOException {
        Predicate<Finding> narrowed =
                wanted.and(finding -> keys.contains(finding.image().key()));
        Tally tally = new Tally();
        try (Entries entries = entries(narrowed)) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                tally.add(next.get());
            }
        }
        return new RemovalPlan(report, header, narrowed, state, counts, tally.overview());
    }

    /** The report that the plan was made of. */
    public Path report() {
        return report;
    }

    /** The header of that report. */
    public ReportHeader header() {
        return header;
    }

    /** All findings of the report, those included that the plan leaves alone. */
    public Counts counts() {
        return counts;
    }

    /** What the plan comes to. */
    public Overview overview() {
        return overview;
    }

    /** The images to remove, in the order of the report. */
    public Entries entries() throws IOException {
        return entries(wanted);
    }

    private Entries entries(Predicate<Finding> predicate) throws IOException {
        if (!FileState.of(report).equals(state)) {
            throw new IOException(report + " was changed after it was read; nothing was removed for it");
        }
        return new Entries(ReportReader.open(report), predicate);
    }

    /** The entries of a plan, read one at a time. */
    public static final class Entries implements Closeable {
        private final ReportReader reader;
        private final Predicate<Finding> wanted;

        private Entries(ReportReader reader, Predicate<Finding> wanted) {
            this.reader = reader;
            this.wanted = wanted;
        }

        /** The next image to remove; empty at the end. */
        public Optional<Finding> next() throws IOException {
            Optional<Finding> next = reader.next();
            while (next.isPresent() && !wanted.test(next.get())) {
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
        private final Map<String, Long> reasons = new LinkedHashMap<>();
        private final List<String> examples = new ArrayList<>();
        private long images;
        private long bytes;
        private Optional<Instant> oldest = Optional.empty();
        private Optional<Instant> newest = Optional.empty();

        void add(Finding finding) {
            Instant modified = finding.image().lastModified();
            images++;
            bytes += finding.image().size();
            oldest = oldest.filter(modified::isAfter).or(() -> Optional.of(modified));
            newest = newest.filter(modified::isBefore).or(() -> Optional.of(modified));
            finding.reasons().forEach(reason -> reasons.merge(reason, 1L, Long::sum));
            if (examples.size() < EXAMPLES) {
                examples.add(finding.image().key());
            }
        }

        Overview overview() {
            Map<String, Long> sorted = new LinkedHashMap<>();
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> sorted.put(entry.getKey(), Objects.requireNonNull(entry.getValue())));
            return new Overview(images, bytes, sorted, oldest, newest, List.copyOf(examples));
        }
    }
}
