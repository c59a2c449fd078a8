package io.github.labelverifier.job.verify;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.scan.FindingSink;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.Scan;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.ProgressView;
import io.github.labelverifier.ui.view.SummaryText;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The scan of a run that has started: how it ends, and what is to be said of it. */
final class RunScan {
    /** From this share of cut answers on, a rejected label may well have been missed. */
    private static final double CUT_IS_WORTH_A_WORD = 0.05;

    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;
    private final RunStart start;
    private final Supplier<String> howToGoOn;

    /**
     * A scan.
     *
     * @param howToGoOn ends the message of a run that could not go on
     */
    RunScan(Console console, Interruptions interruptions, Clock clock, RunStart start, Supplier<String> howToGoOn) {
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
        this.start = start;
        this.howToGoOn = howToGoOn;
    }

    /** What a scan works on. */
    record Work(
            Prefetch images,
            long limit,
            LabelDetector detector,
            RecordedAnswers earlier,
            RecordedAnswers thisRun,
            Verdicts judge,
            FindingSink sink) {}

    /** Checks all images. */
    ScanResult run(Work work) throws CommandFailure, IOException, InterruptedException {
        Scan scan = new Scan(
                new Scan.Parts(
                        work.detector(),
                        start.governor(),
                        start.budget(),
                        start.models().notingRecorded(work.earlier()),
                        work.thisRun(),
                        start.contents().twins(),
                        start.skipRule(),
                        start.conversion(),
                        work.judge(),
                        work.sink(),
                        new ProgressView(console, start.plan().price(), start.expectedCalls(), clock),
                        interruptions.stop()),
                start.plan().pace().concurrency(),
                work.limit());
        try {
            ScanResult result = scan.run(work.images());
            start.contents().requireReliable();
            return result;
        } catch (DetectionException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage() + howToGoOn.get(), e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, "the listing broke off: " + e.getMessage() + howToGoOn.get(), e);
        } finally {
            console.clearProgress();
        }
    }

    /** Finds out which images are something else by now, or are gone, and tells it: see {@link SecondLook}. */
    Optional<Set<String>> lookAgain(ScanResult result, List<Path> reports, boolean isOfNamedKeys)
            throws InterruptedException {
        SecondLook.Seen seen;
        try {
            seen = new SecondLook(
                            start.contents(),
                            start.source(),
                            new ProgressView(console, start.plan().price(), start.expectedCalls(), clock)::lookingAgain,
                            interruptions.stop(),
                            start.plan().pace().concurrency())
                    .look(result, reports, isOfNamedKeys);
        } finally {
            console.clearProgress();
        }
        if (!seen.changed().isEmpty()) {
            tellChanged(seen.changed());
        }
        return seen.proof();
    }

    private void tellChanged(Set<String> keys) {
        int most = ReportSummary.MOST_CHANGED;
        String images =
                keys.size() > most ? "more than " + Text.count(most, "image") : Text.count(keys.size(), "image");
        console.warn(images + (keys.size() == 1 ? " was" : " were")
                + " changed or taken away while the run went on" + (keys.size() == 1 ? ": " : ", such as ")
                + PlainText.escape(keys.stream().min(KeyOrder.UTF_8).orElseThrow())
                + "; verify again, with " + start.plan().reuse().option() + ", for what is there now");
    }

    /** Tells why a scan ended early. */
    ExitCode explainEarlyEnd(ScanResult result) throws CommandFailure {
        start.models().requireOne("; nothing was removed" + howToGoOn.get());
        if (result.end() == ScanResult.End.CALLS_SPENT) {
            console.error("--max-calls " + start.budget().taken()
                    + " is reached and images are left; nothing was removed" + howToGoOn.get());
            return ExitCode.REFUSED;
        }
        console.tell("stopped after " + Text.count(result.progress().counts().images(), "image")
                + "; nothing was removed" + howToGoOn.get());
        return ExitCode.INTERRUPTED;
    }

    /**
     * Tells what a scan came to, and what is to be thought of its labels.
     *
     * @param counts the findings as they are judged in the end
     * @param doubtful how many of those that are kept are doubtful
     */
    void tellSummary(ScanResult result, Counts counts, long doubtful, Optional<Path> report) {
        Progress progress = result.progress().with(counts);
        new SummaryText(console).tell(progress, doubtful, start.plan().cost(progress.answered()), report);
        Set<String> others = result.otherRecordedModels();
        if (!others.isEmpty()) {
            console.warn("labels of model " + String.join(", ", others)
                    + " were recorded, and Rekognition now answers with " + String.join(", ", result.liveModels())
                    + ": they do not compare well; run once without "
                    + start.plan().reuse().option());
        }
        start.contents().tell(console);
        long answered = progress.counts().checked();
        if (answered > 0 && progress.cut() >= Math.max(1, CUT_IS_WORTH_A_WORD * answered)) {
            console.warn(progress.cut() + " of " + answered + " answers were cut at "
                    + start.plan().rule().asked().maxLabels() + " labels, and a rejected label may stand below:"
                    + " raise --record-labels, which costs nothing more");
        }
    }
}
