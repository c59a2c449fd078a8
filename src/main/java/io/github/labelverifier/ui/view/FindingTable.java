package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as a table for people. They are gone through twice, once for the widths, so that their number does not count. */
public final class FindingTable {
    private static final int MAX_NAME = 60;
    private static final int MAX_REASONS = 40;

    /** The contrast rule says which labels speak against an image, too. */
    private static final int MAX_CONTRAST_REASONS = 70;

    private static final int LABELS = 5;
    private static final int MIN_LABELS_WIDTH = 12;
    private static final int VERDICT_WIDTH = 7;
    private static final int MIN_REASONS_WIDTH = 10;
    private static final String GAP = "  ";
    private static final String LEFT_OUT = "…/";

    private final Console console;
    private final double minConfidence;
    private boolean isPrinted;

    /**
     * A table.
     *
     * @param minConfidence below which labels did not count
     */
    public FindingTable(Console console, double minConfidence) {
        this.console = console;
        this.minConfidence = minConfidence;
    }

    /** Prints findings of a location on standard output. */
    public void print(Findings findings, boolean withVerdict, ImageLocation location) throws IOException {
        print("", findings, withVerdict, location);
    }

    /** Prints findings of a location in a table of their own with a title; nothing if there are none. */
    public void printGroup(String title, Findings findings, ImageLocation location) throws IOException {
        String between = isPrinted ? "\n" : "";
        print(between + Style.BOLD.on(console.colorsOutput(), title) + "\n", findings, false, location);
    }

    private void print(String title, Findings findings, boolean withVerdict, ImageLocation location)
            throws IOException {
        int columns = console.terminal().isOutput() ? console.terminal().columns() : Integer.MAX_VALUE;
        Widths widths = new Widths(location, columns, minConfidence);
        findings.forEach(widths::measure);
        if (widths.rows == 0) {
            return;
        }
        isPrinted = true;
        widths.settle();
        boolean colored = console.colorsOutput();
        boolean withLabels = columns - widths.beforeLabels(withVerdict) >= MIN_LABELS_WIDTH;
        OutputStream out = console.out();
        String head = pad("IMAGE", widths.name)
                + (withVerdict ? GAP + pad("VERDICT", VERDICT_WIDTH) : "")
                + GAP
                + (withLabels ? pad("WHY", widths.reasons) + GAP + "LABELS" : "WHY");
        out.write((title + Style.BOLD.on(colored, head) + "\n").getBytes(StandardCharsets.UTF_8));
        findings.forEach(finding -> {
            String row = row(finding, widths, withVerdict, withLabels, colored, columns);
            out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
        });
        out.flush();
    }

    private static final class Widths {
        private final ImageLocation location;
        private long rows;
        private final int columns;
        private final double minConfidence;
        private String prefix = "";
        private boolean shortened;
        private int name = "IMAGE".length();
        private int reasons = "WHY".length();

        Widths(ImageLocation location, int columns, double minConfidence) {
            this.location = location;
            this.columns = columns;
            this.minConfidence = minConfidence;
        }

        void measure(Finding finding) {
            String key = finding.image().key();
            prefix = rows == 0 ? folder(key) : common(prefix, key);
            rows++;
            name = Math.max(name, DisplayWidth.of(PlainText.escape(key)));
            int most = finding.contrast().isPresent() ? MAX_CONTRAST_REASONS : MAX_REASONS;
            reasons = Math.max(reasons, Math.min(most, DisplayWidth.of(reasons(finding, location, minConfidence))));
        }

        /** Leaves out what all names begin with, and the middle of those that are still too long for the screen. */
        void settle() {
            if (columns == Integer.MAX_VALUE) {
                name = Math.min(MAX_NAME, name);
                return;
            }
            int room = Math.min(MAX_NAME, Math.max("IMAGE".length(), columns / 2));
            if (name > room) {
                shortened = true;
                String left = prefix.isEmpty() ? "" : LEFT_OUT;
                name = Math.min(room, name - DisplayWidth.of(PlainText.escape(prefix)) + left.length());
                name = Math.max("IMAGE".length(), name);
            }
        }

        String name(Finding finding) {
            String key = finding.image().key();
            return shortened
                    ? DisplayWidth.cutMiddle(
                            prefix.isEmpty()
                                    ? PlainText.escape(key)
                                    : LEFT_OUT + PlainText.escape(key.substring(prefix.length())),
                            name)
                    : PlainText.escape(key);
        }

        private static String folder(String key) {
            return key.substring(0, key.lastIndexOf('/') + 1);
        }

        private static String common(String folder, String key) {
            String common = folder;
            while (!key.startsWith(common)) {
                common = folder(common.substring(0, common.length() - 1));
            }
            return common;
        }

        int beforeLabels(boolean withVerdict) {
            return name + (withVerdict ? GAP.length() + VERDICT_WIDTH : 0) + reasons + 2 * GAP.length();
        }
    }

    private static String row(
            Finding finding, Widths widths, boolean withVerdict, boolean withLabels, boolean colored, int columns) {
        String name = pad(widths.name(finding), widths.name);
        String verdict = withVerdict ? GAP + pad(finding.verdict().id(), VERDICT_WIDTH) : "";
        int room = columns - DisplayWidth.of(name) - verdict.length() - GAP.length();
        String why = DisplayWidth.cut(
                reasons(finding, widths.location, widths.minConfidence), Math.max(MIN_REASONS_WIDTH, room));
        String reasons = withLabels ? pad(why, widths.reasons) : why;
        int used = DisplayWidth.of(name) + verdict.length() + DisplayWidth.of(reasons) + 2 * GAP.length();
        String labels = withLabels && used < columns ? DisplayWidth.cut(detail(finding), columns - used) : "";
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
            case FLAG -> Style.MAGENTA;
            case ERROR -> Style.RED;
            case KEEP -> Style.GREEN;
            case SKIP -> Style.DIM;
        };
    }

    /** The reasons in words, of an image that is at a location. */
    public static String reasons(Finding finding, ImageLocation location, double minConfidence) {
        String words = String.join(", ", WhyInWords.reasons(finding, minConfidence));
        return PlainText.escape(WhyInWords.because(finding, location.uri())
                .map(because -> words + ": " + because)
                .orElse(words));
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
        Predicate<Label> isReason = label -> finding.rejected().stream().anyMatch(label::isCalled);
        return Stream.concat(labels.stream().filter(isReason), labels.stream().filter(isReason.negate()))
                .toList();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    }
}
