package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The images of a report by the exemplars while a scan writes it: their labels are taken as they come, so that the report need not be
 * read again for its images to be scored. Where that goes wrong, it is read all the same: no scan ends for it.
 */
public final class ScannedImages implements Closeable {
    private Optional<OverlapSurvey> taken;

    private ScannedImages(Optional<OverlapSurvey> taken) {
        this.taken = taken;
    }

    /** Of a report that has its header and no finding yet. */
    public static ScannedImages of(Path report, Console console, StopSignal stop) {
        ReportJudging.Target target = new ReportJudging.Target(report, report, Optional.empty());
        try {
            ReportSet reports = ReportSet.open(List.of(target), List.of(), Rejudgement.BY_EXEMPLARS, stop);
            return new ScannedImages(Optional.of(
                    new OverlapSurvey(console, reports, reports.targets().get(0))));
        } catch (CommandFailure | IOException e) {
            return new ScannedImages(Optional.empty());
        }
    }

    /** Takes a finding that was written. */
    public void take(Finding finding, ReportWriter.Line line) {
        if (taken.isEmpty() || finding.detection().isEmpty()) {
            return;
        }
        try {
            taken.get().take(finding, finding, line.place(), line.decided());
        } catch (CommandFailure | IOException e) {
            close();
        }
    }

    /** What was taken, for whoever closes it. */
    Optional<OverlapSurvey> handOver() {
        Optional<OverlapSurvey> all = taken;
        taken = Optional.empty();
        return all;
    }

    @Override
    public void close() {
        Optional<OverlapSurvey> all = handOver();
        if (all.isPresent()) {
            try {
                all.get().close();
            } catch (IOException e) {
                // A temporary file is left behind, which hurts nobody's answer.
                taken = Optional.empty();
            }
        }
    }
}
