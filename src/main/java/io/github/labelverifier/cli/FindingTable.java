package io.github.labelverifier.cli;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.PlainText;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings of a report as a table for people. The report is read twice, once for the widths, so that its size does not
 * count.
 */
final class FindingTable {
    private static final int MAX_NAME = 60;
    private static final int MAX_REASONS = 40;
    private static final int LABELS = 5;
    private static final int MIN_LABELS_WIDTH = 12;
    private static final String GAP = "  ";

    private final Console console;

    FindingTable(Console console) {
        this.console = console;
    }

    /** Prints the findings of these verdicts on standard output, in the order of the report. */
    void print(Path report, Set<Verdict> shown) throws IOException {
        Widths widths = measure(report, shown);
        if (widths.rows() == 0) {
            return;
        }
        boolean colored = console.colorsOutput();
        int columns = console.terminal().isOutput() ? console.terminal().columns() : Integer.MAX_VALUE;
        OutputStream out = console.out();
        boolean withVerdict = shown.size() > 1;
        String head = pad("IMAGE", widths.name())
                + (withVerdict ? GAP + pad("VERDICT", 7) : "")
                + GAP + pad("WHY", widths.reasons())
                + GAP + "LABELS";
        out.write((Style.BOLD.on(colored, head) + "\n").getBytes(StandardCharsets.UTF_8));
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (shown.contains(next.get().verdict())) {
                    String row = row(next.get(), widths, withVerdict, colored, columns);
                    out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        out.flush();
    }

    private record Widths(long rows, int name, int reasons) {}

    private static Widths measure(Path report, Set<Verdict> shown) throws IOException {
        long rows = 0;
        int name = "IMAGE".length();
        int reasons = "WHY".length();
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (shown.contains(next.get().verdict())) {
                    rows++;
                    name = Math.max(name, DisplayWidth.of(name(next.get())));
                    reasons = Math.max(reasons, DisplayWidth.of(reasons(next.get())));
                }
            }
        }
        return new Widths(rows, Math.min(name, MAX_NAME), Math.min(reasons, MAX_REASONS));
    }

    private static String row(Finding finding, Widths widths, boolean withVerdict, boolean colored, int columns) {
        String name = pad(name(finding), widths.name());
        String verdict = withVerdict ? GAP + pad(finding.verdict().id(), 7) : "";
        String reasons = pad(reasons(finding), widths.reasons());
        int used = DisplayWidth.of(name) + verdict.length() + DisplayWidth.of(reasons) + 2 * GAP.length();
        String labels = columns - used < MIN_LABELS_WIDTH ? "" : DisplayWidth.cut(detail(finding), columns - used);
        return (name
                        + verdict
                        + GAP
                        + color(finding.verdict()).on(colored, reasons)
                        + GAP
                        + Style.DIM.on(colored && !labels.isEmpty(), labels))
                .stripTrailing();
    }

    private static Style color(Verdict verdict) {
        return switch (verdict) {
            case FLAG -> Style.YELLOW;
            case ERROR -> Style.RED;
            case KEEP -> Style.GREEN;
            case SKIP -> Style.DIM;
        };
    }

    private static String name(Finding finding) {
        return PlainText.escape(finding.image().key());
    }

    /** The reasons in words. */
    static String reasons(Finding finding) {
        return PlainText.escape(
                finding.reasons().stream().map(FindingTable::inWords).collect(Collectors.joining(", ")));
    }

    static String inWords(String reason) {
        if (reason.startsWith(Judge.CONTAINS)) {
            return "contains " + reason.substring(Judge.CONTAINS.length());
        }
        return switch (reason) {
            case Judge.NO_OVERLAP -> "nothing in common";
            case Judge.NO_LABELS -> "no labels";
            default -> reason;
        };
    }

    /** The best labels, or the message of an image that has none. */
    private static String detail(Finding finding) {
        List<Label> labels = finding.detection().map(Detection::labels).orElse(List.of());
        String text = labels.isEmpty()
                ? message(finding)
                : tellingFirst(finding, labels).stream()
                        .limit(LABELS)
                        .map(label -> label.name() + " " + Math.round(label.confidence()))
                        .collect(Collectors.joining(", "));
        return PlainText.escape(text);
    }

    /** The message, which need not name the image again. */
    private static String message(Finding finding) {
        String image = finding.image().key() + ": ";
        String message = finding.message().orElse("");
        return message.startsWith(image) ? message.substring(image.length()) : message;
    }

    /** The labels that a reason names before the others, which may be far better ones. */
    private static List<Label> tellingFirst(Finding finding, List<Label> labels) {
        Predicate<Label> isReason = label -> finding.reasons().stream()
                .anyMatch(reason ->
                        reason.startsWith(Judge.CONTAINS) && label.isCalled(reason.substring(Judge.CONTAINS.length())));
        return Stream.concat(labels.stream().filter(isReason), labels.stream().filter(isReason.negate()))
                .toList();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    }
}
