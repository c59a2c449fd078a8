package io.github.labelverifier.ui.view;

import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Counts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a finished scan came to, in two or three lines. */
public final class SummaryText {
    private final Console console;

    public SummaryText(Console console) {
        this.console = console;
    }

    /**
     * Tells it.
     *
     * @param doubtful how many of those that are kept are doubtful
     */
    public void tell(Progress progress, long doubtful, BigDecimal cost, Optional<Path> report) {
        Counts counts = progress.counts();
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
        console.infoStyled(Text.count(counts.images(), "image") + ": " + String.join(", ", parts));
        if (counts.skip() > 0) {
            console.info(Text.count(counts.skip()) + " skipped: " + SkippedInWords.of(progress.skipped()));
        }
        console.info(calls(progress, cost));
        report.ifPresent(path -> {
            console.info("Report: " + path);
            if (counts.error() > 0) {
                console.warn(Text.count(counts.error(), "image")
                        + " could not be checked (the report says why); --reuse " + path + " tries again");
            }
        });
    }

    /** What a judgement came to, in one line. */
    public static String line(ClassResult judged) {
        Counts counts = judged.counts();
        StringBuilder line = new StringBuilder(judged.location())
                .append(": ")
                .append(Text.count(counts.images(), "image"))
                .append(", ")
                .append(Text.count(counts.keep()))
                .append(" kept, ")
                .append(Text.count(counts.flag()))
                .append(" flagged");
        if (judged.doubtful() > 0) {
            line.append(", ").append(Text.count(judged.doubtful())).append(" doubtful");
        }
        if (judged.duplicates() > 0) {
            line.append(", ").append(Text.count(judged.duplicates())).append(" of known content");
        }
        return line.toString();
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
