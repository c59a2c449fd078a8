package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Optional;

/** The lines of one report, judged and written one after the other. */
final class JudgedLines {
    private final OpenedReport report;
    private final Judges.OfReport judge;
    private final Optional<Duplicates> duplicates;
    private final ReportPass pass;
    private final ReportWriter writer;

    JudgedLines(
            OpenedReport report,
            Judges.OfReport judge,
            Optional<Duplicates> duplicates,
            ReportPass pass,
            ReportWriter writer) {
        this.report = report;
        this.judge = judge;
        this.duplicates = duplicates;
        this.pass = pass;
        this.writer = writer;
    }

    /** Writes all of them, and counts them. */
    void write(ClassResult result) throws CommandFailure, IOException, ReportJudging.StoppedException {
        while (true) {
            // Whether its content was seen before can only be told of an image that was read.
            Optional<JudgedLine> known = duplicates.isPresent() ? Optional.empty() : judge.known(pass.reader());
            if (known.isPresent()) {
                write(known.get(), result);
                continue;
            }
            Optional<Finding> next = pass.next();
            if (next.isEmpty()) {
                return;
            }
            Finding finding = judged(next.get(), report, judge);
            if (duplicates.isPresent() && finding.detection().isPresent()) {
                finding = duplicates.get().flag(finding, report, pass);
            }
            result.add(finding);
            writer.finding(finding);
        }
    }

    private void write(JudgedLine known, ClassResult result) throws IOException, ReportJudging.StoppedException {
        Decision decision = judge.judge(known);
        result.add(decision, known.size());
        writer.decidedAnew(pass.skip(known), known.decided().orElseThrow(), decision);
    }

    /** The finding as the rule has it. */
    static Finding judged(Finding finding, OpenedReport report, Judges.OfReport judge)
            throws CommandFailure, IOException {
        if (finding.detection().isEmpty()) {
            return finding;
        }
        Detection answer = finding.detection().get();
        report.requireSuffices(answer);
        // What was seen in a picture is so by any rule.
        Finding found = judge.judge(finding.image(), answer);
        return finding.picture().map(found::seen).orElse(found);
    }
}
