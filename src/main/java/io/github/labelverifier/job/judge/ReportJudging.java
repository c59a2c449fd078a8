package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.PromisedCut;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Judges reports again from the labels recorded in them, and writes new reports. Each report is read one finding at a time: at
 * most twice, and twice more to find duplicates. The result depends only on the reports and the rule, so the same call writes
 * the same bytes again.
 */
public final class ReportJudging {
    private final Console console;
    private final StopSignal stop;
    private final Rejudgement rule;

    public ReportJudging(Console console, StopSignal stop, Rejudgement rule) {
        this.console = console;
        this.stop = stop;
        this.rule = rule;
    }

    /**
     * A report to be judged.
     *
     * @param destination where the new one goes; what is there is replaced at the very end
     * @param summary of a report whose scan has just ended, and which has no summary of its own yet
     */
    public record Target(Path report, Path destination, Optional<ReportSummary> summary) {}

    /** The run was asked to stop; nothing was written. */
    public static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Judges the targets, all against each other and against further reports.
     *
     * @return one result a target, in their order
     */
    public List<ClassResult> run(List<Target> targets, List<Path> against)
            throws CommandFailure, IOException, StoppedException {
        return run(targets, against, Optional.empty(), () -> {});
    }

    /** What is done once all is written, just before it takes its place. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** Judges one target by itself, of which all images were taken while it was written. */
    public ClassResult run(Target target, ScannedImages images, Step beforeReplacing)
            throws CommandFailure, IOException, StoppedException {
        Optional<OverlapSurvey> taken = images.handOver();
        try {
            return run(List.of(target), List.of(), taken, beforeReplacing).get(0);
        } finally {
            if (taken.isPresent()) {
                taken.get().close();
            }
        }
    }

    private List<ClassResult> run(
            List<Target> targets, List<Path> against, Optional<OverlapSurvey> taken, Step beforeReplacing)
            throws CommandFailure, IOException, StoppedException {
        ReportSet reports = ReportSet.open(targets, against, rule, stop);
        try (JudgedWriter writer = new JudgedWriter(console, reports)) {
            List<ClassResult> judged = rule.contrast().isPresent()
                    ? byContrast(reports, writer)
                    : writer.write(rule, new OverlapJudges(console, reports, rule.flagDoubtful(), taken));
            beforeReplacing.run();
            writer.putInPlace();
            return judged;
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private List<ClassResult> byContrast(ReportSet reports, JudgedWriter writer)
            throws CommandFailure, IOException, StoppedException {
        try (Survey survey = new Survey(console, reports)) {
            Fits fits = survey.fits(rule);
            ContrastRule cuts = cuts(rule.contrast().orElseThrow(), reports, fits);
            return writer.write(rule, new ContrastJudges(cuts, reports, fits));
        }
    }

    /** The cuts, from a sample that people have marked where there is one and it is asked for. */
    private ContrastRule cuts(Rejudgement.Cuts wanted, ReportSet reports, Fits fits)
            throws CommandFailure, IOException, StoppedException {
        OptionalDouble percent = wanted.choice().maxFalseFlags();
        Optional<MarkedSample> sample = percent.isPresent() ? MarkedSample.of(reports, fits) : Optional.empty();
        if (sample.isEmpty()) {
            if (wanted.choice() instanceof EstimatedCut estimate) {
                estimate.requireKnown(fits.scoring());
            }
            ContrastRule cuts = wanted.toRule(fits.scoring(), rule.flagDoubtful());
            tell(cuts, reports, fits);
            return cuts;
        }
        PromisedCut promised = sample.get().cut(percent.getAsDouble());
        sample.get().words(promised, percent.getAsDouble()).forEach(console::info);
        return wanted.withCut(promised.cut()).toRule(fits.scoring(), rule.flagDoubtful());
    }

    /** Says of a cut that the user did not give what is known of it: the exemplars are the only truth at hand. */
    private void tell(ContrastRule cuts, ReportSet reports, Fits fits) {
        rule.contrast().flatMap(wanted -> wanted.choice().caveat()).ifPresent(caveat -> {
            long exemplars = 0;
            long flagged = 0;
            for (OpenedReport report : reports.all()) {
                List<ReportHeader.Answer> answers = report.header().exemplarAnswers();
                exemplars += answers.size();
                flagged += answers.stream()
                        .map(answer -> fits.ofExemplar(report, answer.detection()))
                        .filter(fit -> fit.isPresent() && fit.get().score() < cuts.cut())
                        .count();
            }
            console.info("Cut " + Text.number(cuts.cut()) + " " + caveat + ". Of " + Text.count(exemplars, "exemplar")
                    + ", " + flagged + " would be below it");
        });
    }

    /**
     * Checks, before a scan, whether its images can be compared with those of these reports.
     *
     * @param location what will be scanned
     * @return the label models that the reports were made with
     */
    public Set<String> check(String location, List<Path> against) throws CommandFailure, IOException, StoppedException {
        ReportSet reports = ReportSet.open(List.of(), against, rule, stop);
        try (Survey survey = new Survey(console, reports)) {
            for (OpenedReport report : reports.all()) {
                if (report.location().equals(location)) {
                    throw CommandFailure.usage("--against " + report.path() + " is a report of " + location
                            + ", which is checked now: give reports of other folders");
                }
                survey.take(report);
            }
            return survey.models(rule.mixedModels());
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    /** The warning about a label that was asked for by name and that no image has. */
    public static String unseen(String label) {
        return "no image has the label " + label + " (--reference-label): is it spelt as Rekognition does?";
    }
}
