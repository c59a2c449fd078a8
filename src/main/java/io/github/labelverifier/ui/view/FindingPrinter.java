package io.github.labelverifier.ui.view;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.CsvOutput;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.JsonLinesOutput;
import io.github.labelverifier.report.ListOutput;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.util.Optional;

/** Puts findings on standard output, in any of the formats. */
public final class FindingPrinter {
    private final Console console;

    public FindingPrinter(Console console) {
        this.console = console;
    }

    /** An output that takes findings one by one; empty for the table, which has to know all of them first. */
    public Optional<FindingOutput> stream(Format format, boolean nul, ImageLocation location) throws IOException {
        return switch (format) {
            case keys -> Optional.of(ListOutput.ofKeys(console.out(), nul));
            case uris -> Optional.of(ListOutput.ofUris(console.out(), location, nul));
            case jsonl -> Optional.of(new JsonLinesOutput(console.out()));
            case csv -> Optional.of(new CsvOutput(console.out()));
            case none -> Optional.of(FindingOutput.NONE);
            case table -> Optional.empty();
        };
    }

    /** What findings are of: images at a location, by the report that has this header. */
    public record Source(ImageLocation location, ReportHeader header) {}

    /** Prints findings. */
    public void print(Findings findings, Format format, boolean nul, boolean withVerdict, Source source)
            throws IOException {
        Optional<FindingOutput> output = stream(format, nul, source.location());
        if (output.isEmpty()) {
            new FindingTable(console, source.header()).print(findings, withVerdict, source.location());
        } else {
            findings.forEach(output.get()::accept);
            output.get().flush();
            warnOfEscapes(output.get());
        }
        console.out().flush();
    }

    /** Warns if a list shows some keys escaped, and so not exactly. */
    public void warnOfEscapes(FindingOutput output) {
        if (output instanceof ListOutput list && list.escaped() > 0) {
            console.warn(Text.count(list.escaped(), "key") + " with control characters "
                    + (list.escaped() == 1 ? "is" : "are") + " shown escaped: use -0 for exact keys");
        }
    }
}
