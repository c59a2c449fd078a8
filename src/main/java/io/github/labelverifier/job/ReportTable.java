package io.github.labelverifier.job;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.FindingTable;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The findings of a report as a table for people: at a terminal those with the same reason together, and else in the order of
 * the report, or the worst first where they have scores. What is kept and doubtful stands by itself below.
 */
public final class ReportTable {
    private final Path report;
    private final ReportHeader header;
    private final ImageLocation location;
    private final FindingTable table;
    private final boolean isTerminal;

    /** The table of a report whose images are at this location. */
    public ReportTable(Console console, Path report, ImageLocation location) throws CommandFailure {
        this.report = report;
        this.header = Reports.header(report);
        this.location = location;
        this.isTerminal = console.terminal().isOutput();
        this.table = new FindingTable(console, header);
    }

    /** Prints it on standard output. */
    public void print(Shown shown) throws IOException {
        boolean isByScore =
                header.isByScore() || (header.isScored() && shown.verdicts().contains(Verdict.KEEP));
        if (isTerminal) {
            printByReason(shown::accepts, shown.isMixed());
        } else {
            inOrder(isByScore, shown::accepts, findings -> table.print(findings, shown.isMixed(), location));
        }
        printDoubtful(shown);
    }

    /** Prints findings, those with the same reason together, and those first that fit least. */
    public void printByReason(FindingFilter filter, boolean withVerdict) throws IOException {
        try (SortedReport sorted = SortedReport.of(report, SortedReport.Order.REASON, filter)) {
            table.printByReason(visitor -> sorted.forEach(visitor::visit), withVerdict, location);
        }
    }

    /** Prints the group of what is kept and doubtful, if it was not left out. */
    public void printDoubtful(Shown shown) throws IOException {
        if (header.isScored()) {
            inOrder(true, shown::adds, findings -> table.printGroup("Kept, but doubtful:", findings, location));
        }
    }

    private interface Printing {
        void print(Findings findings) throws IOException;
    }

    private void inOrder(boolean isByScore, FindingFilter filter, Printing printing) throws IOException {
        if (!isByScore) {
            printing.print(Findings.of(report, filter));
            return;
        }
        try (SortedReport sorted = SortedReport.of(report, SortedReport.Order.WORST, filter)) {
            printing.print(visitor -> sorted.forEach(visitor::visit));
        }
    }
}
