package io.github.labelverifier.job.show;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ReportTable;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.ReportOverview;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.ui.view.SummaryText;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The job of {@code show}: prints the findings of a report, finished or not, or a summary of them. */
public final class Showing {
    /** More are not told. */
    private static final int MOST_REASONS = 10;

    private final Console console;

    public Showing(Console console) {
        this.console = console;
    }

    /** Does the job. */
    public void run(ShowRequest request) throws CommandFailure, IOException {
        ReportHeader header = Reports.header(request.report());
        try {
            if (request.summary()) {
                summarize(request);
            } else {
                print(request, header);
                tellCounts(request);
            }
        } catch (MalformedReportException e) {
            throw Reports.failure(request.report(), e, "");
        }
    }

    private void print(ShowRequest request, ReportHeader header) throws CommandFailure, IOException {
        ImageLocation location = Reports.location(request.report(), header);
        FindingPrinter.Source source = new FindingPrinter.Source(location, header);
        FindingPrinter printer = new FindingPrinter(console);
        FindingFilter test = request.choice().test();
        Shown shown = new Shown(request.choice().verdicts(), request.choice().isGiven());
        boolean withVerdict = request.choice().verdicts().size() > 1;
        boolean isForPeople =
                request.format() == Format.table && console.terminal().isOutput();
        if (isForPeople && request.sort().isEmpty()) {
            ReportTable table = new ReportTable(console, request.report(), location);
            table.printByReason(test, withVerdict);
            table.printDoubtful(shown);
            console.out().flush();
            return;
        }
        ShowRequest.Sort order = request.sort().orElse(usual(request, header));
        if (order == ShowRequest.Sort.report) {
            Findings findings = Findings.of(request.report(), test);
            printer.print(findings, request.format(), request.nul(), withVerdict, source);
            return;
        }
        SortedReport.Order by = order == ShowRequest.Sort.key ? SortedReport.Order.KEY : SortedReport.Order.WORST;
        try (SortedReport sorted = SortedReport.of(request.report(), by, test)) {
            Findings findings = visitor -> sorted.forEach(visitor::visit);
            printer.print(findings, request.format(), request.nul(), withVerdict, source);
        }
        if (request.format() == Format.table) {
            new ReportTable(console, request.report(), location).printDoubtful(shown);
            console.out().flush();
        }
    }

    /** A table for people begins with the worst, if the rule tells how bad an image is. */
    private static ShowRequest.Sort usual(ShowRequest request, ReportHeader header) {
        boolean isByScore = header.isByScore()
                || (header.isScored() && request.choice().verdicts().contains(Verdict.KEEP));
        return request.format() == Format.table && isByScore ? ShowRequest.Sort.worst : ShowRequest.Sort.report;
    }

    /** Tells the counts of the whole report, and which reasons there are if no finding has the wanted one. */
    private void tellCounts(ShowRequest request) throws IOException {
        ShowRequest.Choice choice = request.choice();
        if (request.format() != Format.table && choice.reasons().isEmpty()) {
            // Neither is told, so the report need not be read once more.
            return;
        }
        Counts counts = Counts.NONE;
        Set<String> reasons = new TreeSet<>();
        boolean isAnyShown = choice.reasons().isEmpty();
        FindingFilter test = choice.test();
        boolean finished;
        try (ReportReader reader = ReportReader.open(request.report())) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                counts = counts.plus(next.get());
                isAnyShown |= test.accepts(next.get());
                if (!isAnyShown && choice.verdicts().contains(next.get().verdict()) && reasons.size() < MOST_REASONS) {
                    next.get()
                            .reasons()
                            .forEach(reason -> reasons.add(reason.counted().text()));
                }
            }
            finished = reader.summary().isPresent();
        }
        if (!isAnyShown) {
            console.warn("no image that is shown has the reason " + String.join(" or ", choice.reasons())
                    + (reasons.isEmpty() ? "" : "; there is " + String.join(", ", reasons)));
        }
        if (request.format() == Format.table) {
            new SummaryText(console).tell(counts, finished);
        }
    }

    private void summarize(ShowRequest request) throws CommandFailure, IOException {
        Format format = request.format();
        if (format != Format.table && format != Format.jsonl && format != Format.none) {
            throw CommandFailure.usage("--summary is printed as table or jsonl, not as " + format);
        }
        FindingFilter test = request.choice().isGiven() ? request.choice().test() : finding -> true;
        ReportOverview overview = ReportOverview.of(request.report(), test);
        if (format == Format.jsonl) {
            overview.printJson(console.out());
        } else if (format == Format.table) {
            overview.printTable(console);
        }
        console.out().flush();
    }
}
