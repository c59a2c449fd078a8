package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines.Name;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a scan goes by, and what a scan, a judgement or a report came to, in a few lines. */
public final class SummaryText {
    private final Console console;

    public SummaryText(Console console) {
        this.console = console;
    }

    /** Tells what images are compared with. */
    public void tell(ReferenceLabels reference) {
        new SummaryLines(console)
                .tell(
                        Name.REFERENCE,
                        reference.entries().stream()
                                .map(entry -> entry.exemplars() > 1
                                        ? entry.label() + " (" + entry.exemplars() + ")"
                                        : entry.label())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Tells what a scan came to.
     *
     * @param doubtful how many of those that are kept are doubtful
     */
    public void tell(Progress progress, long doubtful, BigDecimal cost, Optional<Path> report) {
        Counts counts = progress.counts();
        SummaryLines lines = new SummaryLines(console);
        lines.tellStyled(Name.RESULT, inWords(counts, doubtful));
        if (counts.skip() > 0) {
            lines.tell(Name.SKIPPED, SkippedInWords.of(progress.skipped()));
        }
        lines.tell(Name.COST, calls(progress, cost));
        report.ifPresent(path -> {
            lines.tell(Name.REPORT, path.toString());
            if (counts.error() > 0) {
                console.warn(Text.count(counts.error(), "image")
                        + " could not be checked (the report says why); --reuse " + path + " tries again");
            }
        });
    }

    /**
     * Tells what a judgement came to.
     *
     * @param isOneOfSeveral whether it is to be told where the images are
     * @param report the new report, if it is kept
     */
    public void tell(ClassResult judged, boolean isOneOfSeveral, Optional<Path> report) {
        SummaryLines lines = new SummaryLines(console);
        lines.tellStyled(
                Name.RESULT,
                (isOneOfSeveral ? PlainText.escape(judged.location()) + ": " : "")
                        + inWords(judged.counts(), judged.keptDoubtful())
                        + (judged.duplicates() > 0
                                ? "; " + Text.count(judged.duplicates()) + " of known content"
                                : ""));
        report.ifPresent(path -> lines.tell(Name.REPORT, path.toString()));
    }

    /** Tells what is in a report. */
    public void tell(Counts counts, boolean isFinished) {
        new SummaryLines(console)
                .tellStyled(Name.RESULT, inWords(counts, 0) + (isFinished ? "" : " (the report is unfinished)"));
    }

    private String inWords(Counts counts, long doubtful) {
        List<String> parts = new ArrayList<>();
        parts.add(console.style(Style.GREEN, Text.count(counts.keep()) + " kept")
                + (doubtful > 0 ? " (" + Text.count(doubtful) + " doubtful)" : ""));
        String share = counts.flag() == 0 ? "" : " (" + Text.percent(counts.percentFlagged()) + ")";
        parts.add(styled(Style.MAGENTA, counts.flag(), Text.count(counts.flag()) + " flagged" + share));
        if (counts.skip() > 0) {
            parts.add(Text.count(counts.skip()) + " skipped");
        }
        if (counts.error() > 0) {
            parts.add(styled(Style.RED, counts.error(), Text.count(counts.error()) + " not checked"));
        }
        return Text.count(counts.images(), "image") + ": " + String.join(", ", parts);
    }

    private String styled(Style style, long count, String text) {
        return count > 0 ? console.style(style, text) : text;
    }

    private static String calls(Progress progress, BigDecimal cost) {
        StringBuilder line = new StringBuilder(Text.count(progress.calls(), "call"));
        if (progress.calls() > progress.answered()) {
            line.append(", ").append(Text.count(progress.answered())).append(" of them answered");
        }
        if (progress.calls() > 0) {
            line.append(", about ").append(Text.dollars(cost));
        }
        if (progress.reused() > 0) {
            line.append("; labels of ")
                    .append(Text.count(progress.reused(), "image"))
                    .append(" were recorded before");
        }
        if (progress.duplicates() > 0) {
            line.append("; ").append(Text.count(progress.duplicates(), "image")).append(" had known content");
        }
        if (progress.rate().throttled() > 0) {
            line.append("; ")
                    .append(Text.count(progress.rate().throttled(), "call"))
                    .append(" throttled and repeated");
        }
        return line.toString();
    }
}
