package io.github.labelverifier.cli;

import io.github.labelverifier.cli.OutputOptions.Format;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.removal.FindingTest;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier show}. */
@Command(
        name = "show",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        customSynopsis = "label-verifier show REPORT [OPTIONS]",
        description = {"Prints the findings of a report, finished or not, in any format, or a summary of them."})
final class ShowCommand implements Callable<Integer> {

    /** The orders of findings. */
    enum Sort {
        report,
        key,
        worst
    }

    private final Console console;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "A report, finished or not.")
    private Path report = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, keys, uris, jsonl, csv or none. Default: table.")
    private Format format = Format.table;

    @Option(names = "-0", description = "End keys and URIs with NUL instead of newline, exactly as they are.")
    private boolean nul;

    @Option(
            names = "--show",
            paramLabel = "VERDICT",
            description = "Which findings: keep, flag, skip, error, all. Repeatable. Default: flag.")
    private List<String> show = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "REASON",
            description = "Only findings with this reason, such as no-overlap or contains:Person. Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "report (as it is), key, or worst (those first that fit least). Default: report; worst in a"
                    + " table of a report by the contrast rule.")
    private @Nullable Sort sort;

    @Option(
            names = "--summary",
            description = "Instead of the findings, how many images have which verdict and reason, and the labels most"
                    + " often seen in flagged images, as a table or as jsonl.")
    private boolean summary;

    @Mixin
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option alone
    private boolean help;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        console.behave(manner.toManner());
        Set<Verdict> verdicts = OutputOptions.verdicts(show);
        try {
            ReportHeader header = header();
            FindingTest test = test(verdicts);
            if (summary) {
                summarize(test);
            } else {
                print(header, verdicts, test);
            }
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.ERROR, String.valueOf(e.getMessage()), e);
        }
        return ExitCode.OK.code();
    }

    private FindingTest test(Set<Verdict> verdicts) {
        FindingTest hasReason = only.isEmpty() ? finding -> true : Deletion.hasReason(only);
        return finding -> verdicts.contains(finding.verdict()) && hasReason.accepts(finding);
    }

    private ReportHeader header() throws CommandFailure, MalformedReportException {
        try (ReportReader reader = ReportReader.open(report)) {
            return reader.header();
        } catch (MalformedReportException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "cannot read " + report + ": " + Reasons.of(e), e);
        }
    }

    private void print(ReportHeader header, Set<Verdict> verdicts, FindingTest test)
            throws CommandFailure, IOException {
        ImageLocation location;
        try {
            location = ImageLocation.of(header.location());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.ERROR, report + " is of no location: " + e.getMessage(), e);
        }
        FindingPrinter printer = new FindingPrinter(console);
        boolean withVerdict = verdicts.size() > 1;
        Sort order = sort(header);
        if (order == Sort.report) {
            printer.print(Findings.of(report, test), format, nul, withVerdict, location);
        } else {
            SortedReport.Order by = order == Sort.key ? SortedReport.Order.KEY : SortedReport.Order.WORST;
            try (SortedReport sorted = SortedReport.of(report, by, test::accepts)) {
                printer.print(visitor -> sorted.forEach(visitor::visit), format, nul, withVerdict, location);
            }
        }
        tellCounts();
    }

    private Sort sort(ReportHeader header) {
        if (sort != null) {
            return sort;
        }
        return format == Format.table && header.rule().equals(ReportHeader.CONTRAST) ? Sort.worst : Sort.report;
    }

    /** How the shown findings stand within the report, for whoever watches. */
    private void tellCounts() throws IOException {
        if (format != Format.table) {
            return;
        }
        Counts counts = Counts.NONE;
        boolean finished;
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                counts = counts.plus(next.get());
            }
            finished = reader.summary().isPresent();
        }
        console.info(Text.count(counts.images(), "image") + ": " + Text.count(counts.keep()) + " kept, "
                + Text.count(counts.flag()) + " flagged, " + Text.count(counts.skip()) + " skipped, "
                + Text.count(counts.error()) + " not checked"
                + (finished ? "" : " (the report is unfinished)"));
    }

    private void summarize(FindingTest test) throws CommandFailure, IOException {
        if (format != Format.table && format != Format.jsonl && format != Format.none) {
            throw CommandFailure.usage("--summary is printed as table or jsonl, not as " + format);
        }
        boolean narrowed = !show.isEmpty() || !only.isEmpty();
        ReportOverview overview = ReportOverview.of(report, narrowed ? test : finding -> true);
        if (format == Format.jsonl) {
            overview.printJson(console.out());
        } else if (format == Format.table) {
            overview.printTable(console);
        }
        console.out().flush();
    }
}
