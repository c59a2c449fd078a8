package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.WantedLabels;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By the overlap rule, each report is judged by itself: by its exemplars, and what they keep is scored by its own images. */
final class OverlapJudges implements Judges {
    private final Console console;
    private final ReportSet reports;
    private final boolean flagDoubtful;
    private final Set<String> warned = new HashSet<>();

    OverlapJudges(Console console, ReportSet reports, boolean flagDoubtful) {
        this.console = console;
        this.reports = reports;
        this.flagDoubtful = flagDoubtful;
    }

    @Override
    public OfReport of(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException {
        return judge(report, OwnScores.of(report, reports, console, flagDoubtful, this::warnOnce));
    }

    @Override
    public OfReport beforehand(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException {
        return flagDoubtful ? of(report) : judge(report, Optional.empty());
    }

    private void warnOnce(String warning) {
        if (warned.add(warning)) {
            console.warn(warning);
        }
    }

    private static OfReport judge(OpenedReport report, Optional<OwnScores> scores) throws CommandFailure {
        WantedLabels judge = new WantedLabels(
                new Judge(report.policy(), report.reference(), report.exemplars()),
                report.policy(),
                report.rule().changes().referenceLabels());
        return new OfReport() {
            @Override
            public Optional<ContrastRule> scoring() {
                return scores.map(OwnScores::rule);
            }

            @Override
            public Finding judge(ImageEntry image, Detection answer) throws IOException {
                Finding found = judge.judge(image, answer);
                return scores.isPresent() ? scores.get().judge(found, answer) : found;
            }

            @Override
            public List<String> unseen() {
                return judge.unseen();
            }

            @Override
            public List<Advice> advice() throws IOException {
                return scores.isPresent() ? scores.get().advice() : List.of();
            }

            @Override
            public void close() throws IOException {
                if (scores.isPresent()) {
                    scores.get().close();
                }
            }
        };
    }
}
