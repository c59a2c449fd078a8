package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.report.LabelTexts;
import io.github.labelverifier.scan.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The reports that are judged together, opened and checked. They are numbered by their locations, so that nothing depends on the
 * order in which they were given. Only the headers are kept in memory.
 */
final class ReportSet {
    private final List<OpenedReport> reports;
    private final List<OpenedReport> targets;
    private final StopSignal stop;

    private ReportSet(List<OpenedReport> reports, List<OpenedReport> targets, StopSignal stop) {
        this.reports = reports;
        this.targets = targets;
        this.stop = stop;
    }

    /** Reads the headers, and refuses what cannot be judged together. */
    static ReportSet open(List<ReportJudging.Target> targets, List<Path> against, Rejudgement rule, StopSignal stop)
            throws CommandFailure {
        List<OpenedReport> given = new ArrayList<>();
        for (ReportJudging.Target target : targets) {
            given.add(OpenedReport.open(target.report(), Optional.of(target), rule));
        }
        for (Path report : against) {
            given.add(OpenedReport.open(report, Optional.empty(), rule));
        }
        requireOneOfEachLocation(given);
        List<String> locations =
                given.stream().map(OpenedReport::location).sorted().toList();
        List<OpenedReport> numbered = given.stream()
                .map(report -> report.numbered(locations.indexOf(report.location())))
                .toList();
        return new ReportSet(
                numbered.stream()
                        .sorted(Comparator.comparingInt(OpenedReport::number))
                        .toList(),
                numbered.subList(0, targets.size()),
                stop);
    }

    private static void requireOneOfEachLocation(List<OpenedReport> reports) throws CommandFailure {
        Map<String, Path> locations = new HashMap<>();
        for (OpenedReport report : reports) {
            Path other = locations.put(report.location(), report.path());
            if (other != null) {
                throw CommandFailure.usage(other + " and " + report.path() + " are reports of the same location, "
                        + report.location() + ": give one of them");
            }
        }
    }

    /** All of them, in the order of their numbers. */
    List<OpenedReport> all() {
        return reports;
    }

    /** Those to judge, in the order given. */
    List<OpenedReport> targets() {
        return targets;
    }

    /** Starts reading one of them as a whole, by the help of other threads. */
    ReportPass readAhead(OpenedReport report, LabelTexts texts, Executor workers) throws IOException {
        return new ReportPass(report, stop, texts, workers);
    }

    /** Starts reading one of them. */
    ReportPass read(OpenedReport report) throws IOException {
        return new ReportPass(report, stop);
    }
}
