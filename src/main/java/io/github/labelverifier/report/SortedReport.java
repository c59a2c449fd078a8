package io.github.labelverifier.report;

import io.github.labelverifier.disk.LineSorter;
import io.github.labelverifier.verdict.Badness;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.MainReason;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
            byte[] keyOf(Finding finding, Badness badness) {
                return finding.image().key().getBytes(StandardCharsets.UTF_8);
            }
        },
        /** Those first that fit least: see {@link Badness}. */
        WORST {
            @Override
            byte[] keyOf(Finding finding, Badness badness) {
                // Positive doubles sort like their bits; the worst has the lowest key.
                return ByteBuffer.allocate(Long.BYTES)
                        .putLong(Double.doubleToLongBits(Badness.MOST - badness.of(finding)))
                        .array();
            }
        },
        /** By the {@link MainReason}, the worst one first, and for each those first that fit least. */
        REASON {
            @Override
            byte[] keyOf(Finding finding, Badness badness) {
                MainReason reason = MainReason.of(finding);
                byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
                return ByteBuffer.allocate(text.length + 2 + Long.BYTES)
                        .put((byte) reason.place())
                        .put(text)
                        .put((byte) 0)
                        .put(WORST.keyOf(finding, badness))
                        .array();
            }
        };

        abstract byte[] keyOf(Finding finding, Badness badness);
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
    public static SortedReport of(Path file, Order order, FindingFilter filter) throws IOException {
        try (ReportReader reader = ReportReader.open(file)) {
            SortedReport sorted = new SortedReport(file, reader.header());
            FindingFilter wanted = filter.atStart();
            Badness badness = badness(reader.header());
            try {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (wanted.accepts(next.get())) {
                        sorted.sorter.add(order.keyOf(next.get(), badness), reader.lastLine());
                    }
                }
            } catch (IOException | RuntimeException e) {
                sorted.close();
                throw e;
            }
            return sorted;
        }
    }

    private static Badness badness(ReportHeader header) {
        return new Badness(new ReferenceLabels(header.reference()), header.isByScore());
    }

    /** Goes through the findings in their new order. */
    public void forEach(Taker taker) throws IOException {
        try (FindingsByPlace findings = FindingsByPlace.open(file, header)) {
            sorter.forEach(line -> taker.take(findings.read(line)));
        }
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
