package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.terminal.TerminalGraphics;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.MainReason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings as a table for people. They are gone through twice, once for the widths, so that their number does not count. */
public final class FindingTable {
    private static final int MAX_NAME = 60;
    private static final int MAX_REASONS = 40;

    /** The contrast rule says which labels speak against an image, too. */
    private static final int MAX_CONTRAST_REASONS = 70;

    /** Where nothing is cut, a column is as wide as what it holds, and no wider than this. */
    private static final int MAX_IN_PIPE = 120;

    private static final int LABELS = 5;

    /** How many groups are counted: a report of a stranger may have any number. */
    private static final int MOST_GROUPS = 1_000;

    private static final int MIN_LABELS_WIDTH = 12;

    /** What long reasons leave to the labels: one or two of them. */
    private static final int USUAL_LABELS_WIDTH = 16;

    private static final int VERDICT_WIDTH = 7;
    private static final int MIN_REASONS_WIDTH = 10;
    private static final String GAP = "  ";
    private static final String LEFT_OUT = "…/";

    private final Console console;
    private final ReportHeader header;
    private boolean isPrinted;

    /** A table of findings of the report that has this header. */
    public FindingTable(Console console, ReportHeader header) {
        this.console = console;
        this.header = header;
    }

    /** Prints findings of a location on standard output, in their order. */
    public void print(Findings findings, boolean withVerdict, ImageLocation location) throws IOException {
        print("", findings, withVerdict, location, false);
    }

    /** Prints findings of a location that are sorted by their main reasons, with a heading for each if there are several. */
    public void printByReason(Findings findings, boolean withVerdict, ImageLocation location) throws IOException {
        print("", findings, withVerdict, location, true);
    }

    /** Prints findings of a location in a table of their own with a title; nothing if there are none. */
    public void printGroup(String title, Findings findings, ImageLocation location) throws IOException {
        String between = isPrinted ? "\n" : "";
        print(between + Style.BOLD.on(console.colorsOutput(), title) + "\n", findings, false, location, false);
    }

    private void print(String title, Findings findings, boolean withVerdict, ImageLocation location, boolean grouped)
            throws IOException {
        int columns = console.terminal().isOutput() ? console.terminal().columns() : Integer.MAX_VALUE;
        Widths widths = new Widths(location, columns, header.policy().minConfidence());
        findings.forEach(widths::measure);
        if (widths.rows == 0) {
            return;
        }
        isPrinted = true;
        widths.settle(withVerdict);
        boolean colored = console.colorsOutput();
        boolean withLabels = columns - widths.beforeLabels(withVerdict) >= MIN_LABELS_WIDTH;
        OutputStream out = console.out();
        String head = pad("IMAGE", widths.name)
                + (withVerdict ? GAP + pad("VERDICT", VERDICT_WIDTH) : "")
                + GAP
                + (withLabels ? pad("WHY", widths.reasons) + GAP + "LABELS" : "WHY");
        out.write((title + Style.BOLD.on(colored, head) + "\n").getBytes(StandardCharsets.UTF_8));
        TerminalGraphics graphics =
                new TerminalGraphics(console.environment(), console.terminal().isOutput());
        Groups groups = new Groups(grouped && widths.groups.size() > 1 ? widths.groups : Map.of(), colored, columns);
        Optional<ImageLinks> links =
                graphics.hasLinks() ? Optional.of(ImageLinks.of(location, header)) : Optional.empty();
        findings.forEach(finding -> {
            String row = row(finding, widths, withVerdict, withLabels, colored, columns, links);
            out.write((groups.heading(finding) + row + "\n").getBytes(StandardCharsets.UTF_8));
        });
        out.flush();
    }

    /** The headings of findings that are sorted by their main reasons. */
    private static final class Groups {
        private final Map<MainReason, Long> counts;
        private final boolean colored;
        private final int columns;
        private Optional<MainReason> last = Optional.empty();

        Groups(Map<MainReason, Long> counts, boolean colored, int columns) {
            this.counts = counts;
            this.colored = colored;
            this.columns = columns;
        }

        /** What stands above a finding that begins a group. */
        String heading(Finding finding) {
            MainReason reason = MainReason.of(finding);
            if (counts.isEmpty() || last.filter(reason::equals).isPresent()) {
                return "";
            }
            last = Optional.of(reason);
            String count = Optional.ofNullable(counts.get(reason))
                    .map(images -> Text.count(images, "image"))
                    .orElse("");
            String words = DisplayWidth.cut(
                    PlainText.escape(reason.inWords()), Math.max(1, columns - count.length() - GAP.length()));
            return "\n" + color(finding.verdict()).on(colored, words) + GAP + Style.DIM.on(colored, count) + "\n";
        }
    }

    private static final class Widths {
        private final ImageLocation location;
        private long rows;
        private final int columns;
        private final double minConfidence;
        private final Map<MainReason, Long> groups = new HashMap<>();
        private String prefix = "";
        private boolean shortened;
        private int name = "IMAGE".length();
        private int reasons = "WHY".length();
        private int leastRoom = MAX_REASONS;

        Widths(ImageLocation location, int columns, double minConfidence) {
            this.location = location;
            this.columns = columns;
            this.minConfidence = minConfidence;
        }

        void measure(Finding finding) {
            String key = finding.image().key();
            prefix = rows == 0 ? folder(key) : common(prefix, key);
            rows++;
            MainReason reason = MainReason.of(finding);
            if (groups.size() < MOST_GROUPS || groups.containsKey(reason)) {
                groups.merge(reason, 1L, Long::sum);
            }
            name = Math.max(name, DisplayWidth.of(PlainText.escape(key)));
            int most = finding.contrast().isPresent() ? MAX_CONTRAST_REASONS : MAX_REASONS;
            leastRoom = Math.max(leastRoom, most);
            reasons = Math.max(
                    reasons, Math.min(MAX_IN_PIPE, DisplayWidth.of(reasons(finding, location, minConfidence))));
        }

        /** Leaves out what all names begin with, and the middle of those that are still too long for the screen. */
        void settle(boolean withVerdict) {
            if (columns == Integer.MAX_VALUE) {
                name = Math.min(MAX_IN_PIPE, name);
                return;
            }
            int most = Math.max(MAX_NAME, columns / 3);
            int others = (withVerdict ? GAP.length() + VERDICT_WIDTH : 0) + GAP.length() + MIN_REASONS_WIDTH;
            int room = Math.min(most, Math.max("IMAGE".length(), Math.min(columns / 2, columns - others)));
            if (name > room) {
                shortened = true;
                String left = prefix.isEmpty() ? "" : LEFT_OUT;
                name = Math.min(room, name - DisplayWidth.of(PlainText.escape(prefix)) + left.length());
                name = Math.max("IMAGE".length(), name);
            }
            int left = columns - name - (withVerdict ? GAP.length() + VERDICT_WIDTH : 0) - 2 * GAP.length();
            reasons = Math.min(reasons, Math.max(leastRoom, left - USUAL_LABELS_WIDTH));
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
            Finding finding,
            Widths widths,
            boolean withVerdict,
            boolean withLabels,
            boolean colored,
            int columns,
            Optional<ImageLinks> links) {
        String plain = widths.name(finding);
        String name = links.flatMap(all -> all.of(finding.image().key()))
                .map(address -> TerminalGraphics.link(address, plain))
                .orElse(plain);
        String padding = pad("", widths.name - DisplayWidth.of(plain));
        int nameWidth = Math.max(widths.name, DisplayWidth.of(plain));
        String verdict = withVerdict ? GAP + pad(finding.verdict().id(), VERDICT_WIDTH) : "";
        int room = columns - nameWidth - verdict.length() - GAP.length();
        String whole = reasons(finding, widths.location, widths.minConfidence);
        // On a screen it keeps to its column where another one follows.
        int most = withLabels && columns < Integer.MAX_VALUE ? Math.min(room, widths.reasons) : room;
        String why = DisplayWidth.cut(whole, Math.max(MIN_REASONS_WIDTH, most));
        String reasons = withLabels ? pad(why, widths.reasons) : why;
        int used = nameWidth + verdict.length() + DisplayWidth.of(reasons) + 2 * GAP.length();
        String labels = withLabels && used < columns ? detail(finding, columns - used, colored) : "";
        return (name + padding + verdict + GAP + color(finding.verdict()).on(colored, reasons) + GAP + labels)
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

    /** The reasons in words, of an image that is at a location; after them, in brackets, what was noted of its quality. */
    public static String reasons(Finding finding, ImageLocation location, double minConfidence) {
        String words = String.join(", ", WhyInWords.reasons(finding, minConfidence));
        String why = WhyInWords.because(finding, location.uri())
                .map(because -> words + ": " + because)
                .orElse(words);
        List<String> notes = WhyInWords.notes(finding);
        String seen = notes.isEmpty() ? "" : "(" + String.join(", ", notes) + ")";
        return PlainText.escape(why.isEmpty() || seen.isEmpty() ? why + seen : why + " " + seen);
    }

    /** The best labels, those that decided first and in colour, or the message of an image that has none. */
    private static String detail(Finding finding, int columns, boolean colored) {
        List<Label> labels = DecidingLabels.first(finding);
        if (labels.isEmpty()) {
            String message = DisplayWidth.cut(PlainText.escape(message(finding)), columns);
            return Style.DIM.on(colored && !message.isEmpty(), message);
        }
        Labels text = new Labels(columns, colored);
        for (Label label : labels.subList(0, Math.min(LABELS, labels.size()))) {
            boolean decides = finding.isRemovable() && DecidingLabels.has(finding, label);
            text.add(
                    PlainText.escape(label.name() + " " + Math.round(label.confidence())),
                    decides ? color(finding.verdict()) : Style.DIM);
        }
        return text.toString();
    }

    /** Labels one after another, each in its style, as far as there is room. */
    private static final class Labels {
        private final boolean colored;
        private final StringBuilder done = new StringBuilder();
        private final StringBuilder run = new StringBuilder();
        private Style style = Style.DIM;
        private int left;
        private boolean isAny;

        Labels(int columns, boolean colored) {
            this.left = columns;
            this.colored = colored;
        }

        void add(String label, Style own) {
            if (left < 1) {
                return;
            }
            String text = (isAny ? ", " : "") + label;
            String shown = DisplayWidth.cut(text, left);
            isAny = true;
            left = shown.equals(text) ? left - DisplayWidth.of(shown) : 0;
            if (own != style) {
                end();
                style = own;
            }
            run.append(shown);
        }

        private void end() {
            done.append(style.on(colored && !run.isEmpty(), run.toString()));
            run.setLength(0);
        }

        @Override
        public String toString() {
            end();
            return done.toString();
        }
    }

    /** The message, which need not name the image again. */
    private static String message(Finding finding) {
        String image = finding.image().key() + ": ";
        String message = finding.message().orElse("");
        return message.startsWith(image) ? message.substring(image.length()) : message;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    }
}
