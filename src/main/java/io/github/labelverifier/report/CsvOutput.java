package io.github.labelverifier.report;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.Sent;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Findings as CSV (RFC 4180) with the fields of the report. Lists are joined by {@code ;}, labels written as
 * {@code Deer=98.1}.
 *
 * <p>It is meant for spreadsheets, so a text that one of them would run as a formula gets a {@code '} before it, and
 * control characters are escaped: exact keys are in the JSON and NUL formats.
 */
public final class CsvOutput implements FindingOutput {
    private static final String[] COLUMNS = {
        "key",
        "size",
        "etag",
        "lastModified",
        "verdict",
        "reasons",
        "overlap",
        "labels",
        "model",
        "message",
        "score",
        "suggest",
        "because",
        "sent"
    };

    private final CSVPrinter csv;

    /** Writes the line of column names to a stream, which stays open. */
    public CsvOutput(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        csv = new CSVPrinter(
                writer,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(COLUMNS)
                        .setRecordSeparator("\n")
                        .get());
    }

    @Override
    public void accept(Finding finding) throws IOException {
        List<Label> labels = finding.detection().map(Detection::labels).orElse(List.of());
        csv.printRecord(
                cell(finding.image().key()),
                finding.image().size(),
                cell(finding.image().etag()),
                finding.image().lastModified(),
                finding.verdict().id(),
                cell(finding.reasons().stream().map(Reason::text).collect(Collectors.joining(";"))),
                cell(String.join(";", finding.overlap())),
                cell(labels.stream()
                        .map(label -> label.name() + "=" + label.confidence())
                        .collect(Collectors.joining(";"))),
                cell(finding.detection().map(Detection::model).orElse("")),
                cell(finding.message().orElse("")),
                finding.contrast().map(Contrast::score).orElse(null),
                cell(finding.contrast().flatMap(Contrast::suggest).orElse("")),
                cell(finding.contrast().map(Contrast::because).orElse(List.of()).stream()
                        .map(label -> label.label() + "=" + label.difference())
                        .collect(Collectors.joining(";"))),
                cell(finding.detection()
                        .flatMap(Detection::sent)
                        .map(CsvOutput::inWords)
                        .orElse("")));
    }

    private static String inWords(Sent sent) {
        return sent.as() + " " + sent.width() + "x" + sent.height() + " from " + sent.from();
    }

    private static String cell(String text) {
        String safe = PlainText.escape(text);
        return !safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0 ? "'" + safe : safe;
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }
}
