package io.github.labelverifier.job;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.ui.view.FindingTable;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prints the findings of judged reports on standard output: as one list, or as one table per report. */
public final class ClassResultPrinter {
    private final Console console;
    private final FindingPrinter printer;

    public ClassResultPrinter(Console console) {
        this.console = console;
        this.printer = new FindingPrinter(console);
    }

    public void print(List<ClassResult> reports, Format format, boolean nul, Set<Verdict> shown)
            throws CommandFailure, IOException {
        if (format == Format.table) {
            for (ClassResult one : reports) {
                table(one, shown);
            }
        } else {
            list(reports, format, nul, shown);
        }
        console.out().flush();
    }

    /** The worst come first, if the rule tells how bad an image is. */
    private void table(ClassResult one, Set<Verdict> shown) throws CommandFailure, IOException {
        double minConfidence = Reports.header(one.report()).policy().minConfidence();
        ImageLocation location = ImageLocation.of(one.location());
        Findings inOrder = Findings.of(one.report(), finding -> shown.contains(finding.verdict()));
        if (!one.rule().equals(ReportHeader.CONTRAST)) {
            new FindingTable(console, minConfidence).print(inOrder, shown.size() > 1, location);
            return;
        }
        try (SortedReport sorted =
                SortedReport.of(one.report(), SortedReport.Order.WORST, finding -> shown.contains(finding.verdict()))) {
            new FindingTable(console, minConfidence)
                    .print(visitor -> sorted.forEach(visitor::visit), shown.size() > 1, location);
        }
    }

    private void list(List<ClassResult> reports, Format format, boolean nul, Set<Verdict> shown) throws IOException {
        Optional<FindingOutput> output = Optional.empty();
        for (ClassResult one : reports) {
            // A URI depends on the location; everything else is one list, with one heading.
            if (output.isEmpty() || format == Format.uris) {
                output = printer.stream(format, nul, ImageLocation.of(one.location()));
            }
            try (ReportReader reader = ReportReader.open(one.report())) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (shown.contains(next.get().verdict())) {
                        output.orElseThrow().accept(next.get());
                    }
                }
            }
            output.orElseThrow().flush();
        }
        if (output.isPresent()) {
            printer.warnOfEscapes(output.get());
        }
    }
}
