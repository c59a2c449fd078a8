package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.ClassResultPrinter;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.ClassTable;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.SummaryText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The job of {@code judge}: judges finished reports again, writes the new ones where the user wants them, and reports the result. */
public final class Judgement {
    private final Console console;
    private final Interruptions interruptions;

    public Judgement(Console console, Interruptions interruptions) {
        this.console = console;
        this.interruptions = interruptions;
    }

    /** Does the job; an interruption leaves everything as it was. */
    public ExitCode run(JudgementRequest request) throws CommandFailure, IOException {
        interruptions.enter();
        try (Destinations destinations = new Destinations(request)) {
            List<ClassResult> judged = new ReportJudging(console, interruptions.stop(), request.rule())
                    .run(destinations.targets(), List.of());
            print(judged, request.output());
            tell(judged, request);
            return judged.stream().anyMatch(one -> one.counts().error() > 0) ? ExitCode.INCOMPLETE : ExitCode.OK;
        } catch (ReportJudging.StoppedException e) {
            console.tell("stopped; nothing was written");
            return ExitCode.INTERRUPTED;
        } finally {
            interruptions.leave();
        }
    }

    private void print(List<ClassResult> judged, JudgementRequest.Output output) throws CommandFailure, IOException {
        if (output.format() == Format.table && judged.size() > 1) {
            new ClassTable(console).print(judged);
        } else {
            new ClassResultPrinter(console).print(judged, output.format(), output.nul(), output.show());
        }
    }

    private void tell(List<ClassResult> judged, JudgementRequest request) throws CommandFailure {
        SummaryText text = new SummaryText(console);
        JudgedAdvice advice = new JudgedAdvice(console, request);
        for (int i = 0; i < judged.size(); i++) {
            ClassResult one = judged.get(i);
            text.tell(
                    one,
                    judged.size() > 1,
                    Optional.of(one.report()).filter(report -> request.output().isKept()));
            advice.tell(request.reports().get(i), one);
        }
        if (judged.size() > 1) {
            new ClassTable(console).tellPairs(judged);
        }
    }
}
