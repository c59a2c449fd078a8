package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.FindingTest;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.ReportOverview;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /** More are not told. */
    private static final int MOST_REASONS = 10;

    private final Console console;
    private final InputStream in;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "A report, finished or not; - is standard input.")
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
            description = "Only findings with this reason, such as no-overlap, contains:Person or, in short, Person."
                    + " Repeatable.")
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

    ShowCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        console.behave(manner.toManner());
        Set<Verdict> verdicts = OutputOptions.verdicts(show);
        try (GivenReport given = GivenReport.open(report, in)) {
            try {
                show(given.path(), verdicts);
            } catch (MalformedReportException e) {
                throw given.named(Reports.failure(given.path(), e, ""));
            } catch (CommandFailure e) {
                throw given.named(e);
            }
        }
        return ExitCode.OK.code();
    }

    private void show(Path file, Set<Verdict> verdicts) throws CommandFailure, IOException {
        ReportHeader header = Reports.header(file);
        FindingTest test = test(verdicts);
        if (summary) {
            summarize(file, test);
        } else {
            print(file, header, verdicts, test);
        }
    }

    private FindingTest test(Set<Verdict> verdicts) {
        List<Reason> asked = only.stream().map(Reason::parse).toList();
        return finding -> verdicts.contains(finding.verdict()) && (asked.isEmpty() || finding.isMeantBy(asked));
    }

    private void print(Path file, ReportHeader header, Set<Verdict> verdicts, FindingTest test)
            throws CommandFailure, IOException {
        ImageLocation location = Reports.location(file, header);
        FindingPrinter.Source source = FindingPrinter.Source.of(location, header);
        FindingPrinter printer = new FindingPrinter(console);
        boolean withVerdict = verdicts.size() > 1;
        Sort order = sort(header);
        if (order == Sort.report) {
            printer.print(Findings.of(file, test), format, nul, withVerdict, source);
        } else {
            SortedReport.Order by = order == Sort.key ? SortedReport.Order.KEY : SortedReport.Order.WORST;
            try (SortedReport sorted = SortedReport.of(file, by, test::accepts)) {
                printer.print(visitor -> sorted.forEach(visitor::visit), format, nul, withVerdict, source);
            }
        }
        tellCounts(file, verdicts);
    }

    private Sort sort(ReportHeader header) {
        if (sort != null) {
            return sort;
        }
        return format == Format.table && header.rule().equals(ReportHeader.CONTRAST) ? Sort.worst : Sort.report;
    }

    /** How the shown findings stand within the report, for whoever watches, and what there is if none is shown. */
    private void tellCounts(Path file, Set<Verdict> verdicts) throws IOException {
        Counts counts = Counts.NONE;
        Set<String> reasons = new TreeSet<>();
        boolean isAnyShown = only.isEmpty();
        FindingTest test = test(verdicts);
        boolean finished;
        try (ReportReader reader = ReportReader.open(file)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                counts = counts.plus(next.get());
                isAnyShown |= test.accepts(next.get());
                if (!isAnyShown && verdicts.contains(next.get().verdict()) && reasons.size() < MOST_REASONS) {
                    next.get()
                            .reasons()
                            .forEach(reason -> reasons.add(reason.counted().text()));
                }
            }
            finished = reader.summary().isPresent();
        }
        if (!isAnyShown) {
            console.warn("no image that is shown has the reason " + String.join(" or ", only)
                    + (reasons.isEmpty() ? "" : "; there is " + String.join(", ", reasons)));
        }
        if (format == Format.table) {
            console.info(Text.count(counts.images(), "image") + ": " + Text.count(counts.keep()) + " kept, "
                    + Text.count(counts.flag()) + " flagged, " + Text.count(counts.skip()) + " skipped, "
                    + Text.count(counts.error()) + " not checked"
                    + (finished ? "" : " (the report is unfinished)"));
        }
    }

    private void summarize(Path file, FindingTest test) throws CommandFailure, IOException {
        if (format != Format.table && format != Format.jsonl && format != Format.none) {
            throw CommandFailure.usage("--summary is printed as table or jsonl, not as " + format);
        }
        boolean narrowed = !show.isEmpty() || !only.isEmpty();
        ReportOverview overview = ReportOverview.of(file, narrowed ? test : finding -> true);
        if (format == Format.jsonl) {
            overview.printJson(console.out());
        } else if (format == Format.table) {
            overview.printTable(console);
        }
        console.out().flush();
    }
}
