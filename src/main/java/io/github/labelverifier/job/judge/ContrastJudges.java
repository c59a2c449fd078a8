package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.ContrastJudge;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** By the contrast rule, an image is judged by how well it fits its folder. */
final class ContrastJudges implements Judges {
    private final ContrastRule rule;
    private final Fits fits;
    private final ContrastJudge judge;

    ContrastJudges(ContrastRule rule, ReportSet reports, Fits fits) {
        this.rule = rule;
        this.fits = fits;
        this.judge = new ContrastJudge(
                rule, reports.all().stream().map(OpenedReport::location).toList());
    }

    @Override
    public OfReport of(OpenedReport report) throws CommandFailure, IOException {
        ReferenceLabels reference = report.reference();
        Set<String> exemplars = report.exemplars();
        Fits.InOrder fitsOfReport = fits.of(report);
        return new OfReport() {
            @Override
            public Optional<ContrastRule> scoring() {
                return Optional.of(rule);
            }

            @Override
            public Finding judge(ImageEntry image, Detection answer) throws IOException {
                return judge.judge(
                        fitsOfReport.next(image, answer), image, answer, report.policy(), reference, exemplars);
            }
        };
    }
}
