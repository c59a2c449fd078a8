package io.github.labelverifier.job.judge;

import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Optional;

/** Writes and counts the lines of one report as they are judged, but those of duplicates flagged, if that is asked for. */
final class WrittenLines implements JudgedLines.Taker {
    private final OpenedReport report;
    private final Optional<Duplicates> duplicates;
    private final ReportPass pass;
    private final ReportWriter writer;
    private final ClassResult result;

    WrittenLines(
            OpenedReport report,
            Optional<Duplicates> duplicates,
            ReportPass pass,
            ReportWriter writer,
            ClassResult result) {
        this.report = report;
        this.duplicates = duplicates;
        this.pass = pass;
        this.writer = writer;
        this.result = result;
    }

    @Override
    public void take(JudgedLine known, byte[] line, Decision judged) throws IOException {
        Decision decision =
                duplicates.isPresent() ? duplicates.get().flag(judged, known.image(line), report, pass) : judged;
        result.add(decision, known.size());
        writer.decidedAnew(line, known.decided().orElseThrow(), decision);
    }

    @Override
    public void take(Finding judged) throws IOException {
        Finding finding = duplicates.isPresent() && judged.detection().isPresent()
                ? judged.decided(duplicates.get().flag(judged.decision(), judged.image(), report, pass))
                : judged;
        result.add(finding);
        writer.finding(finding);
    }
}
