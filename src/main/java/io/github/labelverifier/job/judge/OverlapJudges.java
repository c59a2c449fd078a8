package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Decision;
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
    private Optional<OverlapSurvey> takenBefore;

    /**
     * Those who judge a set.
     *
     * @param taken of the only report of the set, if its images were taken before; it is closed with the judge of the report
     */
    OverlapJudges(Console console, ReportSet reports, boolean flagDoubtful, Optional<OverlapSurvey> taken) {
        this.console = console;
        this.reports = reports;
        this.flagDoubtful = flagDoubtful;
        this.takenBefore = taken;
    }

    @Override
    public OfReport of(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException {
        WantedLabels judge = judge(report);
        OverlapSurvey taken = takenBefore.isPresent() ? takenBefore.get() : taken(report, judge);
        takenBefore = Optional.empty();
        return ofReport(judge, OwnScores.of(taken, flagDoubtful, this::warnOnce));
    }

    /** Goes through a report. */
    private OverlapSurvey taken(OpenedReport report, WantedLabels judge)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        OverlapSurvey taken = new OverlapSurvey(console, reports, report);
        try (ReportPass pass = reports.read(report)) {
            for (Optional<Finding> next = pass.next(); next.isPresent(); next = pass.next()) {
                Finding finding = next.get();
                if (finding.detection().isPresent()) {
                    taken.take(
                            finding,
                            judge.judge(finding.image(), finding.detection().get()),
                            pass.reader().lastLine(),
                            pass.reader().decided());
                }
            }
            pass.requireFinished();
            return taken;
        } catch (CommandFailure | IOException | ReportJudging.StoppedException | RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    @Override
    public OfReport beforehand(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException {
        return flagDoubtful ? of(report) : ofReport(judge(report), Optional.empty());
    }

    private void warnOnce(String warning) {
        if (warned.add(warning)) {
            console.warn(warning);
        }
    }

    private static WantedLabels judge(OpenedReport report) throws CommandFailure {
        return new WantedLabels(
                new Judge(report.policy(), report.reference(), report.exemplars()),
                report.policy(),
                report.rule().changes().referenceLabels());
    }

    private static OfReport ofReport(WantedLabels judge, Optional<OwnScores> scores) {
        return new OfReport() {
            @Override
            public Optional<ContrastRule> scoring() {
                return scores.map(OwnScores::rule);
            }

            @Override
            public Finding judge(ImageEntry image, Detection answer) throws IOException {
                Finding found = judge.judge(image, answer);
                return scores.isPresent() ? scores.get().judge(found) : found;
            }

            @Override
            public Optional<JudgedLine> known(ReportReader reader) {
                return scores.flatMap(own -> own.known(reader));
            }

            @Override
            public Decision judge(JudgedLine known) throws IOException {
                return scores.orElseThrow().judge(known);
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
