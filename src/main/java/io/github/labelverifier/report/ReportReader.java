package io.github.labelverifier.report;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a report from its first line to its last, one finding at a time.
 *
 * <p>A last line that was cut off in the middle, as a power failure leaves it, is passed over: the report is unfinished
 * then. Any other line that cannot be read is an error.
 */
public final class ReportReader implements Closeable {
    /** Far above what a thousand labels take; a longer line is no report's. */
    static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private static final String AFTER_SUMMARY = "there is more after the summary";

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private boolean lineIsWhole;
    private long lineNumber;
    private long consumed;
    private OffsetIndex.Extent lastLine = new OffsetIndex.Extent(0, 0);
    private final ReportHeader header;
    private Optional<DecidedFields> decided = Optional.empty();
    private Optional<ReportSummary> summary = Optional.empty();

    private ReportReader(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        Optional<ReportLine> first = nextLine();
        if (first.isEmpty()) {
            throw new MalformedReportException(file, 1, "it is empty");
        }
        if (first.get().type() != ReportLine.Type.HEADER) {
            throw malformed("not a report: its first line is no header");
        }
        try {
            header = first.get().toHeader();
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Opens a report and reads its header.
     *
     * @throws MalformedReportException if the file is no report of this schema
     * @throws IOException if it cannot be read
     */
    public static ReportReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new ReportReader(file, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The first line. */
    public ReportHeader header() {
        return header;
    }

    /** The next finding, in the order of the report; empty at the end. */
    public Optional<Finding> next() throws IOException {
        // Kinds of line that a later version may add are passed over.
        for (Optional<ReportLine> line = nextLine(); line.isPresent(); line = nextLine()) {
            if (summary.isPresent()) {
                throw malformed(AFTER_SUMMARY);
            }
            try {
                if (line.get().type() == ReportLine.Type.IMAGE) {
                    decided = line.get().decided();
                    return Optional.of(line.get().toFinding(header.asked()));
                }
                if (line.get().type() == ReportLine.Type.SUMMARY) {
                    summary = line.get().toSummary();
                }
            } catch (IOException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** The last line, known once {@link #next} has come to the end; empty if the report is unfinished. */
    public Optional<ReportSummary> summary() {
        return summary;
    }

    /** The number of the line that was read last, from 1. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Where the line that was read last stands in the file, without its end. */
    public OffsetIndex.Extent lastLine() {
        return lastLine;
    }

    private Optional<ReportLine> nextLine() throws IOException {
        while (true) {
            long start = consumed;
            byte[] line = nextBytes();
            lastLine = new OffsetIndex.Extent(start, line.length);
            if (line.length == 0 && !lineIsWhole) {
                return Optional.empty();
            }
            lineNumber++;
            if (isBlank(line)) {
                continue;
            }
            try {
                return Optional.of(ReportLine.parse(line));
            } catch (IOException e) {
                if (summary.isPresent()) {
                    throw malformed(AFTER_SUMMARY);
                }
                if (!lineIsWhole && lineNumber > 1) {
                    return Optional.empty();
                }
                throw malformed(
                        e instanceof FieldException ? String.valueOf(e.getMessage()) : "not a line of a report");
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Where in the line that was read last the fields stand that a judge decides; empty if they stand apart. */
    public Optional<DecidedFields> decided() {
        return decided;
    }

    /** Whether the next line begins at this place of the file. */
    public boolean isAt(long place) {
        return consumed == place;
    }

    /** The bytes of the next line, of which it is known from an earlier reading that it is a finding's. */
    public byte[] skip() throws IOException {
        lineNumber++;
        return nextBytes();
    }

    /** The bytes up to the next newline, or to the end of the file. */
    private byte[] nextBytes() throws IOException {
        lineIsWhole = false;
        byte[] line = {};
        while (!lineIsWhole && fill()) {
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            int length = position - start;
            consumed += length;
            if (line.length + length > MAX_LINE_BYTES) {
                lineNumber++;
                throw malformed("not a line of a report: it is too long");
            }
            byte[] longer = Arrays.copyOf(line, line.length + length);
            System.arraycopy(buffer, start, longer, line.length, length);
            line = longer;
            if (position < limit) {
                position++;
                consumed++;
                lineIsWhole = true;
            }
        }
        return line;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return limit > 0;
    }

    private MalformedReportException malformed(String why) {
        return new MalformedReportException(file, lineNumber, why);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
