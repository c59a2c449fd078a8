package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.UnfinishedFile;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Version;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.ContrastJudge;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdicts;
import io.github.labelverifier.verdict.WantedLabels;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the new reports of a set. Each is written under another name beside its destination, and moved there only when all of
 * them are complete; closing deletes what was not moved.
 */
final class JudgedWriter implements Closeable {
    private final Console console;
    private final ReportSet reports;
    private final Map<Path, Path> partOf = new LinkedHashMap<>();

    JudgedWriter(Console console, ReportSet reports) {
        this.console = console;
        this.reports = reports;
    }

    /**
     * Judges and writes each target.
     *
     * @param contrast the judge under the contrast rule; empty under the overlap rule
     * @return one result a target, in their order
     */
    List<ClassResult> write(Rejudgement rule, Optional<ContrastJudge> contrast)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        List<ClassResult> judged = new ArrayList<>();
        if (!rule.flagDuplicates()) {
            for (OpenedReport report : reports.targets()) {
                judged.add(write(report, contrast, (finding, pass) -> finding));
            }
            return judged;
        }
        try (Duplicates duplicates = Duplicates.in(reports, console)) {
            for (OpenedReport report : reports.targets()) {
                judged.add(write(report, contrast, (finding, pass) -> duplicates.flag(finding, report, pass)));
            }
            duplicates.tellUnmarked();
        }
        return judged;
    }

    /** What happens to a finding after it was judged. */
    private interface Afterthought {
        Finding on(Finding judged, ReportPass pass) throws IOException;
    }

    private ClassResult write(OpenedReport report, Optional<ContrastJudge> contrast, Afterthought afterthought)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        ReportJudging.Target target = report.target().orElseThrow();
        ReferenceLabels reference = report.reference();
        Set<String> exemplars = report.exemplars();
        WantedLabels overlap = new WantedLabels(
                new Judge(report.policy(), reference, exemplars),
                report.policy(),
                report.rule().changes().referenceLabels());
        Verdicts verdicts = contrast.<Verdicts>map(judge -> (image, answer) ->
                        judge.judge(report.number(), image, answer, report.policy(), reference, exemplars))
                .orElse(overlap);
        ReportHeader header = report.header()
                .judged(Version.text(), reference.entries(), report.policy(), contrast.map(ContrastJudge::rule));
        ClassResult judged = new ClassResult(target.destination(), header.location(), header.rule());
        Path part = UnfinishedFile.beside(target.destination());
        partOf.put(target.destination(), part);
        try (ReportPass pass = reports.read(report);
                ReportWriter writer = ReportWriter.copying(part)) {
            writer.header(header);
            for (Optional<Finding> next = pass.next(); next.isPresent(); next = pass.next()) {
                Finding finding = next.get();
                if (finding.detection().isPresent()) {
                    Detection answer = finding.detection().get();
                    report.requireSuffices(answer);
                    finding = afterthought.on(verdicts.judge(finding.image(), answer), pass);
                }
                judged.add(finding);
                writer.finding(finding);
            }
            pass.requireFinished();
            judged.finish(summary(target, pass.reader(), judged));
            writer.summary(judged.summary());
        }
        overlap.unseen().forEach(label -> console.warn(header.location() + ": " + ReportJudging.unseen(label)));
        return judged;
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
                : new ReportSummary(
                        judged.counts(),
                        judged.skipped(),
                        0,
                        judged.answered(),
                        0,
                        0,
                        BigDecimal.ZERO,
                        scanned.finishedAt());
    }

    /** Moves all new reports to their destinations, replacing what is there. */
    void putInPlace() throws IOException {
        for (Map.Entry<Path, Path> written : partOf.entrySet()) {
            Files.move(
                    written.getValue(),
                    written.getKey(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        for (Path part : partOf.values()) {
            Files.deleteIfExists(part);
        }
    }
}
