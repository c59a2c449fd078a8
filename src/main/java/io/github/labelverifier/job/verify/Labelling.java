package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExemplarLookup;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.report.CommonLabels;
import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.ConvertingDetector;
import io.github.labelverifier.scan.Exemplars;
import io.github.labelverifier.scan.GovernedDetector;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.LabelTable;
import io.github.labelverifier.ui.view.ProgressView;
import io.github.labelverifier.ui.view.SummaryLines;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The job of {@code labels}: gets the labels of a few images, and shows them with the reference they would yield. */
public final class Labelling {
    /** The most calls in flight. */
    public static final int CONCURRENCY = 8;

    private static final BigDecimal PRICE = new BigDecimal("0.001");
    private static final int MOST_IMAGES = 20;

    private final Console console;
    private final Stores stores;

    public Labelling(Console console, Stores stores) {
        this.console = console;
        this.stores = stores;
    }

    /** Does the job. Nothing is paid unless all images were found. */
    public ExitCode run(LabellingRequest request) throws CommandFailure, IOException, InterruptedException {
        if (request.images().size() > MOST_IMAGES) {
            throw CommandFailure.usage("at most " + MOST_IMAGES + " images stand side by side; for more, use verify");
        }
        return Detectors.with(request.detector(), request.aws(), console, stores, using -> run(request, using));
    }

    private ExitCode run(LabellingRequest request, Stores using)
            throws CommandFailure, IOException, InterruptedException {
        GivenImages given = GivenImages.of(request.images());
        CommonLabels elsewhere = commonIn(request.against());
        try (ImageStore store = using.open(given.location(), request.aws(), false)) {
            RunStore run = new RunStore(console, store, request.convert(), false);
            List<ImageEntry> images = new ExemplarLookup(store.source(), run.skipRule(), "image").find(given.keys());
            CallBudget budget = new CallBudget(Long.MAX_VALUE);
            List<Detection> answers = detect(request, run, images, budget);
            ReferenceLabels reference = ReferenceLabels.of(answers, request.referenceLabels(), request.policy());
            new LabelTable(console, request.policy(), reference, elsewhere)
                    .print(images.stream().map(ImageEntry::key).toList(), answers);
            new SummaryLines(console)
                    .tell(
                            SummaryLines.Name.COST,
                            Text.count(budget.taken(), "call") + ", about "
                                    + Text.dollars(price(request).multiply(BigDecimal.valueOf(budget.answered()))));
            return ExitCode.OK;
        } catch (ImageStoreException | DetectionException e) {
            throw new CommandFailure(ExitCode.ERROR, Objects.requireNonNull(e.getMessage()), e);
        } catch (CallsSpentException e) {
            throw new IllegalStateException("the budget has no limit", e);
        }
    }

    private List<Detection> detect(LabellingRequest request, RunStore run, List<ImageEntry> images, CallBudget budget)
            throws ImageStoreException, DetectionException, CallsSpentException, IOException, InterruptedException {
        run.tell();
        ProgressView progress = new ProgressView(console, price(request), OptionalLong.empty(), Clock.systemUTC());
        List<Detection> answers;
        try (RateGovernor governor = new RateGovernor(CONCURRENCY, OptionalDouble.empty());
                RunContents contents = RunContents.of(run.store().source())) {
            contents.note(images);
            LabelDetector detector = run.detector(
                    store -> new GovernedDetector(store.detector(request.asked()), governor, Heap.forCalls()));
            answers = new Exemplars(
                            new ConvertingDetector(detector, run.conversion()),
                            RecordedAnswers.NONE,
                            contents.twins(),
                            budget,
                            CONCURRENCY,
                            (done, all) -> progress.first(done, all, "image", budget),
                            new StopSignal())
                    .detect(images);
        } finally {
            console.clearProgress();
        }
        run.settle();
        return answers;
    }

    private static BigDecimal price(LabellingRequest request) {
        return request.detector().isPresent() ? BigDecimal.ZERO : PRICE;
    }

    private static CommonLabels commonIn(List<Path> reports) throws CommandFailure {
        CommonLabels labels = new CommonLabels();
        for (Path report : reports) {
            try {
                labels.add(report);
            } catch (IOException e) {
                throw Reports.failure(report, e, "");
            }
        }
        return labels;
    }
}
