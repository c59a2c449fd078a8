package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.LineSorter;
import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.FindingsByPlace;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.verdict.Badness;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The images of a report, to be sorted, filtered and found: an index on disk, so that memory does not grow with their
 * number. The findings themselves stay in the report, and each is read when it is shown. Used from one thread at a time.
 */
final class ImageTable implements Closeable {
    private final ReportHeader header;
    private final RowFile rows;
    private final FacetFile facets;
    private Optional<RowFile> byName = Optional.empty();
    private final FindingsByPlace findings;
    private final Names labels = new Names();
    private final Names reasons = new Names();
    private final Names places = new Names();
    private final MarkCounts counts = new MarkCounts();
    private final FacetCounts labelCounts = new FacetCounts();
    private final FacetCounts reasonCounts = new FacetCounts();
    private final FacetCounts suggestCounts = new FacetCounts();
    private boolean isFinished;

    private ImageTable(Path report, ReportHeader header) throws IOException {
        this.header = header;
        rows = new RowFile(Row.BYTES);
        facets = new FacetFile();
        findings = FindingsByPlace.open(report, header);
    }

    /**
     * Reads a report, which may be unfinished, and what was decided of its images before.
     *
     * @param watch sees each image, and may end the reading
     */
    static ImageTable of(Path report, Decisions decisions, Watch watch) throws IOException, StoppedException {
        try (ReportReader reader = ReportReader.open(report)) {
            ImageTable table = new ImageTable(report, reader.header());
            try {
                table.fill(reader, decisions, watch);
                return table;
            } catch (IOException | StoppedException | RuntimeException e) {
                table.close();
                throw e;
            }
        }
    }

    /** Sees the images while they are read. */
    interface Watch {
        /** Is shown an image and told its number. */
        void read(Finding finding, long number) throws StoppedException;
    }

    private void fill(ReportReader reader, Decisions decisions, Watch watch) throws IOException, StoppedException {
        Badness badness = new Badness(new ReferenceLabels(header.reference()), header.isByScore());
        Set<String> exemplars = Set.copyOf(header.exemplars());
        String before = "";
        boolean isSorted = true;
        for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
            Finding finding = next.get();
            String key = finding.image().key();
            isSorted = isSorted && KeyOrder.UTF_8.compare(before, key) <= 0;
            before = key;
            long number = rows.size();
            boolean canGo =
                    !finding.image().etag().isEmpty() && !exemplars.contains(key) && !finding.has(Reason.EXEMPLAR);
            add(finding, reader.lastLine(), badness.of(finding), canGo, decisions.of(finding.image()));
            watch.read(finding, number);
        }
        facets.flush();
        if (!isSorted) {
            byName = Optional.of(sortedByName());
        }
        isFinished = reader.summary().isPresent();
    }

    private void add(
            Finding finding, OffsetIndex.Extent line, double badness, boolean canGo, Optional<Decision> decision)
            throws IOException {
        Mark mark = decision.map(made -> Mark.of(made.choice())).orElse(Mark.NONE);
        int to = decision.flatMap(Decision::to).map(places::add).orElse(Names.UNKNOWN);
        int suggest =
                finding.contrast().flatMap(Contrast::suggest).map(places::add).orElse(Names.UNKNOWN);
        Reason telling = Grouping.tellingReason(finding);
        boolean isFlagged = finding.verdict() == Verdict.FLAG;
        List<Integer> numbers = new ArrayList<>();
        for (Reason reason : finding.reasons()) {
            int number = reasons.add(reason.counted().text());
            reasonCounts.add(number, isFlagged);
            numbers.add(Facet.REASON.code(number));
        }
        for (Label label : finding.detection().map(Detection::labels).orElse(List.of())) {
            if (label.confidence() >= header.policy().minConfidence()) {
                int number = labels.add(label.name());
                labelCounts.add(number, isFlagged);
                numbers.add(Facet.LABEL.code(number));
            }
        }
        suggestCounts.add(suggest, isFlagged);
        ImageEntry image = finding.image();
        Row row = new Row(
                line,
                finding.verdict(),
                mark,
                to,
                canGo,
                image.size(),
                image.lastModified().toEpochMilli(),
                badness,
                rows.size(),
                reasons.add(telling.text()),
                suggest,
                facets.add(numbers.stream().mapToInt(Integer::intValue).toArray(), image.key()));
        rows.add(row::write);
        counts.add(row.verdict(), mark);
    }

    /** The numbers of all images by name; every image is told its place among them. */
    private RowFile sortedByName() throws IOException {
        RowFile order = new RowFile(Long.BYTES);
        try (LineSorter names = new LineSorter()) {
            forEach((number, row) -> names.add(
                    facets.read(row.facets()).key().getBytes(StandardCharsets.UTF_8),
                    new OffsetIndex.Extent(number, 0)));
            names.forEach(place -> {
                ByteBuffer bytes = ByteBuffer.allocate(Row.BYTES);
                row(place.offset()).ranked(order.size()).write(bytes);
                rows.overwrite(place.offset(), 0, bytes.flip());
                order.add(record -> record.putLong(place.offset()));
            });
            return order;
        } catch (IOException | RuntimeException e) {
            order.close();
            throw e;
        }
    }

    ReportHeader header() {
        return header;
    }

    /** Whether the report was finished. */
    boolean isFinished() {
        return isFinished;
    }

    long size() {
        return rows.size();
    }

    Row row(long number) throws IOException {
        return Row.read(rows.read(number));
    }

    /** What the report says of an image. */
    Finding finding(Row row) throws IOException {
        return findings.read(row.line());
    }

    /** The number of the image of a key; empty if the report has none. */
    OptionalLong find(String key) throws IOException {
        long low = 0;
        long high = rows.size() - 1;
        while (low <= high) {
            long middle = (low + high) / 2;
            long number = byName.isPresent() ? byName.get().read(middle).getLong() : middle;
            int order = KeyOrder.UTF_8.compare(facets(row(number)).key(), key);
            if (order == 0) {
                return OptionalLong.of(number);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalLong.empty();
    }

    /** What is done with each image of a pass. */
    interface Visitor {
        void visit(long number, Row row) throws IOException;
    }

    /** Goes through all images in the order of the report. */
    void forEach(Visitor visitor) throws IOException {
        rows.forEach(0, rows.size(), (number, bytes) -> visitor.visit(number, Row.read(bytes)));
    }

    FacetFile.Facets facets(Row row) throws IOException {
        return facets.read(row.facets());
    }

    /** Notes what was decided of an image; the review itself is the caller's. */
    void mark(long number, Row before, Mark mark, int to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES);
        bytes.putInt(mark.ordinal()).putInt(to).flip();
        rows.overwrite(number, Row.MARK_AT, bytes);
        counts.change(before.verdict(), before.mark(), mark);
    }

    /** How many images have which verdict and which mark. */
    MarkCounts counts() {
        return counts;
    }

    Names labels() {
        return labels;
    }

    Names reasons() {
        return reasons;
    }

    /** Locations that images were moved to, or fit better. */
    Names places() {
        return places;
    }

    FacetCounts labelCounts() {
        return labelCounts;
    }

    FacetCounts reasonCounts() {
        return reasonCounts;
    }

    FacetCounts suggestCounts() {
        return suggestCounts;
    }

    @Override
    public void close() throws IOException {
        try (rows;
                facets;
                findings) {
            if (byName.isPresent()) {
                byName.get().close();
            }
        }
    }
}
