package io.github.labelverifier.report;

import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a report with what it says, or with why it says nothing. Whoever asks for that first is told. A plain one is not
 * understood further unless somebody asks.
 */
final class ParsedLine {
    private final RawLines.RawLine raw;
    private final Asked ofReport;
    private final Optional<PlainLine> plain;
    private final Optional<ReportLine> line;
    private final Optional<Finding> finding;
    private final @Nullable IOException noLine;
    private final @Nullable IOException noFinding;

    private ParsedLine(
            RawLines.RawLine raw,
            Asked ofReport,
            Optional<PlainLine> plain,
            Optional<ReportLine> line,
            Optional<Finding> finding,
            @Nullable IOException noLine,
            @Nullable IOException noFinding) {
        this.raw = raw;
        this.ofReport = ofReport;
        this.plain = plain;
        this.line = line;
        this.finding = finding;
        this.noLine = noLine;
        this.noFinding = noFinding;
    }

    /**
     * Parses a line, as far as it is not plain.
     *
     * @param ofReport what the calls of the report asked for
     */
    static ParsedLine parse(RawLines.RawLine raw, Asked ofReport, LabelTexts texts) {
        Optional<PlainLine> plain = PlainLine.of(raw.bytes(), texts);
        return plain.isPresent()
                ? new ParsedLine(raw, ofReport, plain, Optional.empty(), Optional.empty(), null, null)
                : parse(raw, ofReport);
    }

    /**
     * Parses a line.
     *
     * @param ofReport what the calls of the report asked for
     */
    static ParsedLine parse(RawLines.RawLine raw, Asked ofReport) {
        ReportLine line;
        try {
            line = ReportLine.parse(raw.bytes());
        } catch (IOException e) {
            return new ParsedLine(raw, ofReport, Optional.empty(), Optional.empty(), Optional.empty(), e, null);
        }
        if (line.type() != ReportLine.Type.IMAGE) {
            return new ParsedLine(raw, ofReport, Optional.empty(), Optional.of(line), Optional.empty(), null, null);
        }
        try {
            return new ParsedLine(
                    raw,
                    ofReport,
                    Optional.empty(),
                    Optional.of(line),
                    Optional.of(line.toFinding(ofReport)),
                    null,
                    null);
        } catch (IOException e) {
            return new ParsedLine(raw, ofReport, Optional.empty(), Optional.of(line), Optional.empty(), null, e);
        }
    }

    RawLines.RawLine raw() {
        return raw;
    }

    /** What it says, if it is plain; it has no {@link #line} then. */
    Optional<PlainLine> plain() {
        return plain;
    }

    ReportLine line() throws IOException {
        if (noLine != null) {
            throw noLine;
        }
        return line.orElseThrow();
    }

    Optional<DecidedFields> decided() {
        return plain.map(PlainLine::decided).or(() -> line.flatMap(ReportLine::decided));
    }

    Finding finding() throws IOException {
        if (plain.isPresent()) {
            return parse(raw, ofReport).finding();
        }
        if (noFinding != null) {
            throw noFinding;
        }
        return finding.orElseThrow();
    }
}
