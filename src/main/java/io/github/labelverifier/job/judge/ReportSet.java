package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.scan.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reports that are judged together, opened and checked: first those to judge, then those they are only compared with. Only
 * the headers are kept in memory.
 */
final class ReportSet {
    private final List<OpenedReport> reports;
    private final StopSignal stop;

    private ReportSet(List<OpenedReport> reports, StopSignal stop) {
        this.reports = reports;
        this.stop = stop;
    }

    /** Reads the headers, and refuses what cannot be judged together. */
    static ReportSet open(List<ReportJudging.Target> targets, List<Path> against, Rejudgement rule, StopSignal stop)
            throws CommandFailure {
        List<OpenedReport> reports = new ArrayList<>();
        for (ReportJudging.Target target : targets) {
            reports.add(OpenedReport.open(reports.size(), target.report(), Optional.of(target), rule));
        }
        for (Path report : against) {
            reports.add(OpenedReport.open(reports.size(), report, Optional.empty(), rule));
        }
        requireOneOfEachLocation(reports);
        return new ReportSet(List.copyOf(reports), stop);
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
        return reports.stream().filter(report -> report.target().isPresent()).toList();
    }

    /** Starts reading one of them. */
    ReportPass read(OpenedReport report) throws IOException {
        return new ReportPass(report, stop);
    }
}
