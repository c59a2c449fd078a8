package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.UnfinishedFiles;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Version;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.ui.terminal.Console;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the new reports of a set. Each is written under another name beside its destination, and moved there only when all of
 * them are complete; closing deletes what was not moved.
 */
final class JudgedWriter implements Closeable {
    private final Console console;
    private final ReportSet reports;
    private final UnfinishedFiles files = new UnfinishedFiles();

    JudgedWriter(Console console, ReportSet reports) {
        this.console = console;
        this.reports = reports;
    }

    /**
     * Judges and writes each target.
     *
     * @return one result a target, in their order
     */
    List<ClassResult> write(Rejudgement rule, Judges judges)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        if (judges.isSideBySide() && !rule.flagDuplicates()) {
            List<SideBySide.Task<ClassResult>> tasks = new ArrayList<>();
            for (OpenedReport report : reports.targets()) {
                Path file = begin(report);
                tasks.add(() -> write(report, file, judges, Optional.empty()));
            }
            return SideBySide.run(tasks);
        }
        List<ClassResult> judged = new ArrayList<>();
        if (!rule.flagDuplicates()) {
            for (OpenedReport report : reports.targets()) {
                judged.add(write(report, begin(report), judges, Optional.empty()));
            }
            return judged;
        }
        try (Duplicates duplicates = Duplicates.in(reports, judges, console)) {
            for (OpenedReport report : reports.targets()) {
                judged.add(write(report, begin(report), judges, Optional.of(duplicates)));
            }
            duplicates.tellUnmarked();
        }
        return judged;
    }

    private Path begin(OpenedReport report) {
        return files.begin(report.target().orElseThrow().destination());
    }

    private ClassResult write(OpenedReport report, Path file, Judges judges, Optional<Duplicates> duplicates)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        ReportJudging.Target target = report.target().orElseThrow();
        try (Judges.OfReport judge = judges.of(report);
                ReportPass pass = reports.read(report);
                ReportWriter writer = ReportWriter.copying(file)) {
            ReportHeader header = report.header()
                    .judged(
                            Version.text(),
                            report.reference().entries(),
                            report.policy(),
                            report.rule().contrast().isPresent() ? ReportHeader.CONTRAST : ReportHeader.OVERLAP,
                            judge.scoring());
            ClassResult judged = new ClassResult(target.destination(), header.location(), header.rule());
            writer.header(header);
            new JudgedLines(report, judge, pass).forEach(new WrittenLines(report, duplicates, pass, writer, judged));
            pass.requireFinished();
            judged.finish(summary(target, pass.reader(), judged).advising(judge.advice()));
            writer.summary(judged.summary());
            judge.unseen().forEach(label -> console.warn(header.location() + ": " + ReportJudging.unseen(label)));
            return judged;
        }
    }

    /** After a scan that has just ended, its cost; for an older report, that nothing was paid this time. */
    private static ReportSummary summary(ReportJudging.Target target, ReportReader reader, ClassResult judged) {
        ReportSummary scanned = target.summary().or(reader::summary).orElseThrow();
        return target.summary().isPresent()
                ? new ReportSummary(
                                judged.counts(),
                                judged.skipped(),
                                scanned.calls(),
                                scanned.reused(),
                                scanned.duplicates(),
                                scanned.throttled(),
                                scanned.estimatedCostUsd(),
                                scanned.finishedAt())
                        .atPace(scanned.pace())
                        .changedMeanwhile(scanned.changedMeanwhile())
                : new ReportSummary(
                                judged.counts(),
                                judged.skipped(),
                                0,
                                judged.answered(),
                                0,
                                0,
                                BigDecimal.ZERO,
                                scanned.finishedAt())
                        .changedMeanwhile(scanned.changedMeanwhile());
    }

    /** Moves all new reports to their destinations, replacing what is there. */
    void putInPlace() throws IOException {
        files.putInPlace();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
