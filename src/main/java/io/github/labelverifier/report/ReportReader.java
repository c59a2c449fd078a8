package io.github.labelverifier.report;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

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
    private final RawLines lines;
    private final ReportHeader header;
    private final Optional<LabelTexts> texts;
    private final Optional<LinesAhead> ahead;
    private long lineNumber;
    private OffsetIndex.Extent lastLine = new OffsetIndex.Extent(0, 0);
    private Optional<PlainLine> plain = Optional.empty();
    private Optional<ParsedLine> found = Optional.empty();
    private Optional<ReportSummary> summary = Optional.empty();

    private ReportReader(Path file, RawLines lines, Optional<LabelTexts> texts, Optional<Executor> workers)
            throws IOException {
        this.file = file;
        this.lines = lines;
        this.texts = texts;
        Optional<RawLines.RawLine> first = nextRaw();
        if (first.isEmpty()) {
            throw new MalformedReportException(file, 1, "it is empty");
        }
        note(first.get());
        ReportLine line;
        try {
            line = ReportLine.parse(first.get().bytes());
        } catch (IOException e) {
            throw notALine(e);
        }
        if (line.type() != ReportLine.Type.HEADER) {
            throw malformed("not a report: its first line is no header");
        }
        try {
            header = line.toHeader();
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        ahead = workers.map(threads -> new LinesAhead(lines, header.asked(), texts.orElseThrow(), threads));
    }

    /**
     * Opens a report and reads its header.
     *
     * @throws MalformedReportException if the file is no report of this schema
     * @throws IOException if it cannot be read
     */
    public static ReportReader open(Path file) throws IOException {
        return open(file, Optional.empty(), Optional.empty());
    }

    /**
     * Opens a report of which the plain lines are read quickly.
     *
     * @param texts the labels that were met before
     * @throws IOException as above
     */
    static ReportReader openPlain(Path file, LabelTexts texts) throws IOException {
        return open(file, Optional.of(texts), Optional.empty());
    }

    /**
     * Opens a report that is read from its first line to its last by {@link #advance} and no other way, by the help of other
     * threads.
     *
     * @param texts the labels that were met before
     * @throws IOException as above
     */
    public static ReportReader openAhead(Path file, LabelTexts texts, Executor workers) throws IOException {
        return open(file, Optional.of(texts), Optional.of(workers));
    }

    private static ReportReader open(Path file, Optional<LabelTexts> texts, Optional<Executor> workers)
            throws IOException {
        RawLines lines = new RawLines(file);
        try {
            return new ReportReader(file, lines, texts, workers);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** The first line. */
    public ReportHeader header() {
        return header;
    }

    /** The next finding, in the order of the report; empty at the end. */
    public Optional<Finding> next() throws IOException {
        return advance() ? Optional.of(finding()) : Optional.empty();
    }

    /** Goes on to the next finding, in the order of the report; tells whether there is one. */
    public boolean advance() throws IOException {
        // Kinds of line that a later version may add are passed over.
        for (Optional<ParsedLine> next = nextLine(); next.isPresent(); next = nextLine()) {
            note(next.get().raw());
            if (summary.isPresent()) {
                throw malformed(AFTER_SUMMARY);
            }
            plain = next.get().plain();
            if (plain.isPresent()) {
                found = next;
                return true;
            }
            ReportLine line;
            try {
                line = next.get().line();
            } catch (IOException e) {
                if (!next.get().raw().isWhole()) {
                    return false;
                }
                throw notALine(e);
            }
            try {
                if (line.type() == ReportLine.Type.IMAGE) {
                    next.get().finding();
                    found = next;
                    return true;
                }
                if (line.type() == ReportLine.Type.SUMMARY) {
                    summary = line.toSummary();
                }
            } catch (IOException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }
        return false;
    }

    /** What it came to, if that is a plain line and the report was opened for such lines to be told. */
    public Optional<PlainLine> plain() {
        return plain;
    }

    /** The finding that it came to, whether plain or not. */
    public Finding finding() throws IOException {
        return found.orElseThrow().finding();
    }

    /** The image that it came to, as it was listed. */
    ImageEntry image() throws IOException {
        return plain.isPresent() ? plain.get().image() : finding().image();
    }

    /** What was answered for the image that it came to. */
    Optional<Detection> answer() throws IOException {
        return plain.isPresent()
                ? Optional.of(plain.get().detection(header.asked()))
                : finding().detection();
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

    private Optional<ParsedLine> nextLine() throws IOException {
        if (ahead.isPresent()) {
            return ahead.get().next();
        }
        Optional<RawLines.RawLine> line = nextRaw();
        return texts.isPresent()
                ? line.map(raw -> ParsedLine.parse(raw, header.asked(), texts.get()))
                : line.map(raw -> ParsedLine.parse(raw, header.asked()));
    }

    private Optional<RawLines.RawLine> nextRaw() throws IOException {
        Optional<RawLines.RawLine> next = lines.next();
        while (next.isPresent() && next.get().isBlank()) {
            next = lines.next();
        }
        return next;
    }

    private void note(RawLines.RawLine line) {
        lineNumber = line.number();
        lastLine = new OffsetIndex.Extent(line.place(), line.bytes().length);
    }

    private MalformedReportException notALine(IOException e) {
        return malformed(e instanceof FieldException ? String.valueOf(e.getMessage()) : "not a line of a report");
    }

    /** Where in the line that was read last the fields stand that a judge decides; empty if they stand apart. */
    public Optional<DecidedFields> decided() {
        return found.flatMap(ParsedLine::decided);
    }

    /** Whether the next line begins at this place of the file. */
    public boolean isAt(long place) {
        return lines.consumed() == place;
    }

    /**
     * The bytes of the next line, of which it is known from an earlier reading that it is a finding's.
     *
     * @param length that it had then
     */
    public byte[] skip(int length) throws IOException {
        RawLines.RawLine line = lines.next(length);
        note(line);
        return line.bytes();
    }

    private MalformedReportException malformed(String why) {
        return new MalformedReportException(file, lineNumber, why);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
