package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.WantedLabels;
import java.util.List;
import java.util.Optional;

/** By the overlap rule, each report is judged by itself. */
final class OverlapJudges implements Judges {

    @Override
    public Optional<ContrastRule> contrast() {
        return Optional.empty();
    }

    @Override
    public OfReport of(OpenedReport report) throws CommandFailure {
        WantedLabels judge = new WantedLabels(
                new Judge(report.policy(), report.reference(), report.exemplars()),
                report.policy(),
                report.rule().changes().referenceLabels());
        return new OfReport() {
            @Override
            public Finding judge(ImageEntry image, Detection answer) {
                return judge.judge(image, answer);
            }

            @Override
            public List<String> unseen() {
                return judge.unseen();
            }
        };
    }
}
