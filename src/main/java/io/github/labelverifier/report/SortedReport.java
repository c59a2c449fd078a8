package io.github.labelverifier.report;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Findings of a report in another order than it has them. The order is kept on disk, and each finding is read when it is due. */
public final class SortedReport implements Closeable {
    private final Path file;
    private final ReportHeader header;
    private final LineSorter sorter = new LineSorter();

    /** An order of findings. */
    public enum Order {
        /** That of a listing: by the bytes of the keys. */
        KEY {
            @Override
            byte[] keyOf(Finding finding) {
                return finding.image().key().getBytes(StandardCharsets.UTF_8);
            }
        },
        /**
         * Those first that fit least: by the contrast rule the lowest score first; by the other one what contains a rejected label, the surest first; what shares nothing, the surest first;
         * what has no labels; what could not be checked; and last what fits, the least labels in common first.
         */
        WORST {
            @Override
            byte[] keyOf(Finding finding) {
                // Positive doubles sort like their bits; the worst has the lowest key.
                return ByteBuffer.allocate(Long.BYTES)
                        .putLong(Double.doubleToLongBits(MOST_BADNESS - badness(finding)))
                        .array();
            }
        };

        private static final double MOST_BADNESS = 1000;

        abstract byte[] keyOf(Finding finding);
    }

    /** Which findings are meant. */
    @FunctionalInterface
    public interface Choice {
        /** Whether the finding is meant. */
        boolean accepts(Finding finding) throws IOException;
    }

    /** What is done with each finding. */
    @FunctionalInterface
    public interface Taker {
        /** Takes one. */
        void take(Finding finding) throws IOException;
    }

    private SortedReport(Path file, ReportHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Sorts a report, which may be unfinished.
     *
     * @throws MalformedReportException if the file is no report of this schema
     */
    public static SortedReport of(Path file, Order order, Choice choice) throws IOException {
        try (ReportReader reader = ReportReader.open(file)) {
            SortedReport sorted = new SortedReport(file, reader.header());
            try {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (choice.accepts(next.get())) {
                        sorted.sorter.add(order.keyOf(next.get()), reader.lastLine());
                    }
                }
            } catch (IOException | RuntimeException e) {
                sorted.close();
                throw e;
            }
            return sorted;
        }
    }

    private static double badness(Finding finding) {
        if (finding.contrast().isPresent()) {
            // Points are at most 4, so a score is at most 8 from zero: all of them come before what has none.
            return 900 - 10 * finding.contrast().get().score();
        }
        if (finding.verdict() == Verdict.FLAG) {
            double best = finding.detection().map(Detection::labels).orElse(List.of()).stream()
                    .mapToDouble(Label::confidence)
                    .max()
                    .orElse(0);
            double rejected = finding.reasons().stream()
                    .filter(reason -> reason.startsWith(Judge.CONTAINS))
                    .mapToDouble(reason -> confidenceOf(reason.substring(Judge.CONTAINS.length()), finding))
                    .max()
                    .orElse(-1);
            return rejected >= 0 ? 700 + rejected : (finding.reasons().contains(Judge.NO_OVERLAP) ? 500 : 300) + best;
        }
        return switch (finding.verdict()) {
            case ERROR -> 200;
            case SKIP -> 150;
            default -> 100.0 / (1 + finding.overlap().size());
        };
    }

    private static double confidenceOf(String label, Finding finding) {
        return finding.detection().map(Detection::labels).orElse(List.of()).stream()
                .filter(found -> found.isKindOf(label))
                .mapToDouble(Label::confidence)
                .max()
                .orElse(0);
    }

    /** Goes through the findings in their new order. */
    public void forEach(Taker taker) throws IOException {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
            sorter.forEach(extent -> taker.take(read(content, extent)));
        }
    }

    private Finding read(FileChannel content, OffsetIndex.Extent extent) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(extent.length());
        long at = extent.offset();
        while (line.hasRemaining()) {
            int read = content.read(line, at);
            if (read < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
            at += read;
        }
        return ReportJson.Line.parse(line.array(), 0, line.capacity()).toFinding(header.asked());
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
