package io.github.labelverifier.job;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Prints the findings of judged reports on standard output: as one list, or as one table per report. */
public final class ClassResultPrinter {
    private final Console console;
    private final FindingPrinter printer;

    public ClassResultPrinter(Console console) {
        this.console = console;
        this.printer = new FindingPrinter(console);
    }

    public void print(List<ClassResult> reports, Format format, boolean nul, Shown shown)
            throws CommandFailure, IOException {
        if (format == Format.table) {
            for (ClassResult one : reports) {
                new ReportTable(console, one.report(), ImageLocation.of(one.location())).print(shown);
            }
        } else if (format != Format.none) {
            list(reports, format, nul, shown);
        }
        console.out().flush();
    }

    private void list(List<ClassResult> reports, Format format, boolean nul, Shown shown) throws IOException {
        Optional<FindingOutput> output = Optional.empty();
        for (ClassResult one : reports) {
            // A URI depends on the location; everything else is one list, with one heading.
            if (output.isEmpty() || format == Format.uris) {
                output = printer.stream(format, nul, ImageLocation.of(one.location()));
            }
            try (ReportReader reader = ReportReader.open(one.report())) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (shown.accepts(next.get())) {
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
