package io.github.labelverifier.cli;

import io.github.labelverifier.cli.OutputOptions.Format;
import io.github.labelverifier.cli.RemovalOptions.Consent;
import io.github.labelverifier.gallery.GallerySettings;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.ForeignReportException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Exemplars;
import io.github.labelverifier.scan.GovernedDetector;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.RateGovernor;
import io.github.labelverifier.scan.ResumedDetector;
import io.github.labelverifier.scan.Scan;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.verdict.ContrastPoints;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.WantedLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The job of {@code verify}: reference, scan, report, question, removal. Each step is found possible before the first
 * call is paid for.
 */
final class Verification {
    /** From this share of cut answers on, a rejected label may well have been missed. */
    private static final double CUT_IS_WORTH_A_WORD = 0.05;

    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final GalleryPages galleries;
    private final Clock clock = Clock.systemUTC();

    Verification(Console console, Stores stores, Interruptions interruptions, GalleryPages galleries) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.galleries = galleries;
    }

    /** Does the job and tells how it ended. */
    ExitCode run(VerifyRequest request) throws CommandFailure, IOException, InterruptedException {
        if (!request.pace().countOnly()) {
            ReportFile.requireFree(request.output());
            if (request.output().gallery().isPresent()) {
                GalleryFile.requireFree(
                        "--gallery",
                        request.output().gallery().get(),
                        request.output().overwrite(),
                        request.output().report());
            }
        }
        Set<String> models = checkReports(request);
        try (Stores.Store store =
                stores.open(request.location(), request.aws(), request.output().offline())) {
            try (RunContents contents = RunContents.of(store.source())) {
                return new Run(request, store, models, contents).run();
            }
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } catch (ForeignReportException | MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, "--reuse: " + e.getMessage(), e);
        } catch (CallsSpentException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "--max-calls does not even reach for the exemplars; nothing was paid", e);
        }
    }

    /** The label models of the reports to compare with, if there are any and they can be compared. */
    private Set<String> checkReports(VerifyRequest request) throws CommandFailure, IOException {
        if (request.judging().against().isEmpty()) {
            return Set.of();
        }
        try {
            return new ReportJudging(
                            console,
                            interruptions.stop(),
                            request.judging().rule().orElseThrow())
                    .check(request.location().uri(), request.judging().against());
        } catch (ReportJudging.StoppedException e) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "stopped; nothing was paid", e);
        }
    }

    /** One run and what it works with. */
    private final class Run {
        private final VerifyRequest request;
        private final Stores.Store store;
        private final Instant startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        private final CallBudget budget;
        private final RateGovernor governor;
        private final LabelDetector detector;
        private final Set<String> models;
        private final RunContents contents;
        private List<String> unseenLabels = List.of();
        private boolean outputClosed;

        Run(VerifyRequest request, Stores.Store store, Set<String> models, RunContents contents) {
            this.contents = contents;
            this.request = request;
            this.store = store;
            this.models = models;
            VerifyRequest.Pace pace = request.pace();
            budget = new CallBudget(
                    request.output().offline()
                            ? Long.MAX_VALUE
                            : pace.maxCalls().orElse(Long.MAX_VALUE));
            governor = new RateGovernor(pace.concurrency(), pace.tps());
            detector = new GovernedDetector(store.detector(request.rule().asked()), governor, Heap.forCalls());
        }

        ExitCode run()
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            List<ImageEntry> exemplars = new ExemplarLookup(store.source()).find(request.exemplars());
            Set<String> keys = exemplars.stream().map(ImageEntry::key).collect(Collectors.toUnmodifiableSet());
            contents.note(exemplars);
            try (Prefetch images = new Prefetch(contents.noting(
                    Listings.open(request.images(), request.output().nul(), store.source())))) {
                requireSomething(images);
                Optional<ReusedAnswers> earlier = openReused(keys);
                try {
                    return request.pace().countOnly()
                            ? count(images, exemplars, earlier)
                            : check(images, exemplars, earlier);
                } finally {
                    if (earlier.isPresent()) {
                        earlier.get().close();
                    }
                }
            }
        }

        private void requireSomething(Prefetch images)
                throws CommandFailure, ImageStoreException, InterruptedException {
            if (images.peek().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "nothing was found at " + request.location().uri() + Listings.hint(request));
            }
        }

        private Optional<ReusedAnswers> openReused(Set<String> exemplars) throws CommandFailure, IOException {
            Optional<Path> report = request.output().reuse();
            if (report.isEmpty()) {
                return Optional.empty();
            }
            ReusedAnswers answers;
            try {
                answers = ReusedAnswers.open(
                        report.get(),
                        request.location().uri(),
                        reusable(),
                        exemplars,
                        request.images().keysFrom().isEmpty());
            } catch (ForeignReportException | MalformedReportException e) {
                throw e;
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.ERROR, "--reuse: cannot read " + report.get() + ": " + Reasons.of(e), e);
            }
            if (answers.usable() == 0) {
                console.warn("--reuse " + report.get() + " holds no labels that suffice for --min-confidence and"
                        + " --max-labels: all images are paid for");
            }
            return Optional.of(answers);
        }

        /** What a recorded answer must suffice for. */
        private Policy reusable() {
            Policy policy = request.rule().policy();
            return request.judging().isContrast()
                    ? new Policy(
                            Math.min(policy.minConfidence(), ContrastPoints.CONFIDENCE),
                            Math.max(policy.maxLabels(), ContrastPoints.BEST_LABELS),
                            policy.rejected(),
                            policy.ignored())
                    : policy;
        }

        private ExitCode count(Prefetch images, List<ImageEntry> exemplars, Optional<ReusedAnswers> earlier)
                throws ImageStoreException, IOException, InterruptedException {
            try (CallForecast forecast = new CallForecast(store.source().skipRule(), earlier, contents)) {
                forecast.count(
                        exemplars, images, request.images().limit().orElse(Long.MAX_VALUE), interruptions.stop());
                forecast.print(
                        console.out(), request.output().format(), request.pace().price());
            }
            return interruptions.stop().isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }

        private ExitCode check(Prefetch images, List<ImageEntry> exemplars, Optional<ReusedAnswers> earlier)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            try (ReportFile file = ReportFile.open(request.output(), console.out())) {
                return check(images, exemplars, earlier, file);
            }
        }

        private ExitCode check(
                Prefetch images, List<ImageEntry> exemplars, Optional<ReusedAnswers> earlier, ReportFile file)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            ScanResult result;
            Optional<Judged> judged = Optional.empty();
            interruptions.enter();
            try {
                result = scan(images, exemplars, earlier, file);
                contents.requireReliable();
                if (result.end() != ScanResult.End.COMPLETE) {
                    return explainEarlyEnd(result, file);
                }
                if (request.judging().rule().isEmpty()) {
                    file.write(report -> report.summary(summary(result.progress())));
                } else {
                    judged = Optional.of(judge(summary(result.progress()), file));
                }
                if (outputClosed) {
                    return ExitCode.OUTPUT_CLOSED;
                }
            } catch (ReportJudging.StoppedException e) {
                console.tell("stopped; nothing was removed" + file.howToGoOn());
                return ExitCode.INTERRUPTED;
            } finally {
                interruptions.leave();
            }
            print(judged, file);
            console.out().flush();
            tellSummary(result, judged, file);
            if (request.images().limit().isPresent() && hasMore(images)) {
                console.info("Stopped at --limit " + request.images().limit().getAsLong() + ": there is more.");
            }
            Counts counts = judged.map(Judged::counts).orElse(result.progress().counts());
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            if (counts.error() > 0) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (request.output().gallery().isPresent() && file.path().isPresent()) {
                // To be looked at while the question stands.
                codes.add(galleries.make(
                        file.path().get(),
                        request.output().gallery().get(),
                        GallerySettings.DEFAULT,
                        request.aws(),
                        store.source()));
                if (interruptions.stop().isRequested()) {
                    return ExitCode.INTERRUPTED;
                }
            }
            if (counts.flag() > 0) {
                codes.addAll(dealWithFlagged(file));
            }
            return ExitCode.first(codes);
        }

        private static boolean hasMore(Prefetch images) throws InterruptedException {
            try {
                return images.peek().isPresent();
            } catch (ImageStoreException e) {
                // What was wanted is there; that no more could be listed does not matter to it.
                return false;
            }
        }

        /** Prints what the scan did not print while it ran. */
        private void print(Optional<Judged> judged, ReportFile file) throws CommandFailure, IOException {
            VerifyRequest.Output output = request.output();
            if (judged.isPresent()) {
                new JudgedPrinter(console).print(List.of(judged.get()), output.format(), output.nul(), output.show());
            } else if (output.format() == Format.table && file.path().isPresent()) {
                new FindingTable(console, request.rule().policy().minConfidence())
                        .print(
                                Findings.of(
                                        file.path().get(),
                                        finding -> output.show().contains(finding.verdict())),
                                output.show().size() > 1,
                                request.location());
            }
        }

        private Set<ExitCode> dealWithFlagged(ReportFile file) throws CommandFailure, ImageStoreException, IOException {
            Removing removing = request.removing();
            if (removing.consent() == Consent.REPORT_ONLY || file.path().isEmpty()) {
                console.info("Dry run: nothing was removed.");
                return removing.failOnFlagged() ? EnumSet.of(ExitCode.FLAGGED) : EnumSet.noneOf(ExitCode.class);
            }
            FlaggedImages flagged = new FlaggedImages(console, interruptions, clock);
            return flagged.remove(
                    removing, store, FlaggedImages.plan(file.path().get()));
        }

        /** Judges the findings of the scan anew, in the place of its report. */
        private Judged judge(ReportSummary summary, ReportFile file)
                throws CommandFailure, IOException, ReportJudging.StoppedException {
            file.settle();
            Path report = file.path().orElseThrow();
            try {
                return new ReportJudging(
                                console,
                                interruptions.stop(),
                                request.judging().rule().orElseThrow())
                        .run(
                                List.of(new ReportJudging.Target(report, report, Optional.of(summary))),
                                request.judging().against())
                        .get(0);
            } catch (CommandFailure e) {
                throw new CommandFailure(e.exitCode(), e.getMessage() + "; nothing was removed" + file.howToGoOn(), e);
            }
        }

        private ExitCode explainEarlyEnd(ScanResult result, ReportFile file) {
            if (outputClosed) {
                return ExitCode.OUTPUT_CLOSED;
            }
            if (result.end() == ScanResult.End.CALLS_SPENT) {
                console.error("--max-calls " + budget.taken() + " is reached and images are left; nothing was removed"
                        + file.howToGoOn());
                return ExitCode.REFUSED;
            }
            console.tell(
                    "stopped after " + Text.count(result.progress().counts().images(), "image")
                            + "; nothing was removed" + file.howToGoOn());
            return ExitCode.INTERRUPTED;
        }

        /** Makes the reference and checks all images. */
        private ScanResult scan(
                Prefetch images, List<ImageEntry> exemplars, Optional<ReusedAnswers> earlier, ReportFile file)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            ProgressView view = new ProgressView(console, price(), clock);
            LabelDetector asking = earlier.filter(answers -> answers.usable() > 0)
                    .<LabelDetector>map(answers -> new ResumedDetector(detector))
                    .orElse(detector);
            Exemplars lookup = new Exemplars(
                    asking,
                    earlier.map(ReusedAnswers::forExemplars).orElse(RecordedAnswers.NONE),
                    contents.twins(),
                    budget,
                    request.pace().concurrency(),
                    (done, all) -> view.first(done, all, "exemplar", budget),
                    interruptions.stop());
            ReferenceLabels reference;
            List<Detection> answers;
            try {
                answers = lookup.detect(exemplars);
                console.clearProgress();
                reference = referenceOf(exemplars, answers);
            } catch (DetectionException e) {
                console.clearProgress();
                if (interruptions.stop().isRequested()) {
                    throw new CommandFailure(ExitCode.INTERRUPTED, "stopped before any image was checked", e);
                }
                throw new CommandFailure(ExitCode.ERROR, "an exemplar could not be checked: " + e.getMessage(), e);
            }
            requireModel(answers);
            file.write(report -> report.header(header(exemplars, answers, reference)));
            Judge judge = new Judge(
                    request.rule().policy(),
                    reference,
                    exemplars.stream().map(ImageEntry::key).collect(Collectors.toSet()));
            WantedLabels wanted = new WantedLabels(
                    judge, request.rule().policy(), request.rule().referenceLabels());
            FindingPrinter printer = new FindingPrinter(console);
            FindingOutput output = printer.stream(
                            request.output().format(), request.output().nul(), request.location())
                    // The verdicts of the scan are not the last word if findings are judged anew.
                    .filter(stream -> request.judging().rule().isEmpty())
                    .orElse(FindingOutput.NONE);
            ReportSink sink = new ReportSink(file, output, request.output().show(), interruptions.stop());
            Scan scan = new Scan(
                    new Scan.Parts(
                            asking,
                            governor,
                            budget,
                            earlier.<RecordedAnswers>map(answer -> answer).orElse(RecordedAnswers.NONE),
                            file.writer().answers(),
                            contents.twins(),
                            store.source().skipRule(),
                            wanted,
                            sink,
                            view,
                            interruptions.stop()),
                    request.pace().concurrency(),
                    request.images().limit().orElse(Long.MAX_VALUE));
            try {
                ScanResult result = scan.run(images);
                outputClosed = sink.isOutputClosed();
                printer.warnOfEscapes(output);
                unseenLabels = wanted.unseen();
                return result;
            } catch (DetectionException e) {
                throw new CommandFailure(ExitCode.ERROR, e.getMessage() + file.howToGoOn(), e);
            } catch (ImageStoreException e) {
                throw new CommandFailure(
                        ExitCode.ERROR, "the listing broke off: " + e.getMessage() + file.howToGoOn(), e);
            } finally {
                console.clearProgress();
            }
        }

        /** Refuses to go on if the answers now do not compare with those of the reports that they are to be compared with. */
        private void requireModel(List<Detection> answers) throws CommandFailure {
            for (Detection answer : answers) {
                boolean mixed = !models.isEmpty() && !answer.model().isEmpty() && !models.contains(answer.model());
                if (mixed && !request.judging().rule().orElseThrow().mixedModels()) {
                    throw new CommandFailure(
                            ExitCode.REFUSED,
                            "the reports of --against are of label model " + String.join(", ", models)
                                    + ", and Rekognition now answers with " + answer.model()
                                    + ", which names things differently: check them again, or add --mixed-models");
                }
            }
        }

        private ReferenceLabels referenceOf(List<ImageEntry> exemplars, List<Detection> answers) throws CommandFailure {
            VerifyRequest.Rule rule = request.rule();
            ReferenceLabels reference = ReferenceLabels.of(answers, rule.referenceLabels(), rule.policy());
            if (reference.isEmpty()) {
                throw new CommandFailure(ExitCode.ERROR, EmptyReference.why(answers, rule.policy()));
            }
            for (int i = 0; i < exemplars.size(); i++) {
                for (String label : rule.policy().rejectedIn(answers.get(i))) {
                    console.warn("the exemplar " + exemplars.get(i).key() + " contains " + label
                            + ", which is rejected: images like it will be flagged (see --no-reject)");
                }
            }
            console.info("Reference: "
                    + reference.entries().stream()
                            .map(entry -> entry.exemplars() > 1
                                    ? entry.label() + " (" + entry.exemplars() + ")"
                                    : entry.label())
                            .collect(Collectors.joining(", ")));
            return reference;
        }

        private ReportHeader header(List<ImageEntry> exemplars, List<Detection> answers, ReferenceLabels reference) {
            List<ReportHeader.Answer> recorded = new ArrayList<>();
            for (int i = 0; i < exemplars.size(); i++) {
                recorded.add(new ReportHeader.Answer(exemplars.get(i), answers.get(i)));
            }
            return new ReportHeader(
                    Version.text(),
                    request.location().uri(),
                    store.region(),
                    store.endpoint(),
                    exemplars.stream().map(ImageEntry::key).toList(),
                    recorded,
                    reference.entries(),
                    request.rule().policy(),
                    request.rule().asked(),
                    ReportHeader.OVERLAP,
                    startedAt);
        }

        private ReportSummary summary(Progress progress) {
            return new ReportSummary(
                    progress.counts(),
                    progress.skipped(),
                    progress.calls(),
                    progress.reused(),
                    progress.duplicates(),
                    progress.rate().throttled(),
                    cost(progress.answered()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
        }

        private BigDecimal cost(long calls) {
            return price().multiply(BigDecimal.valueOf(calls));
        }

        private BigDecimal price() {
            return request.output().offline() ? BigDecimal.ZERO : request.pace().price();
        }

        private void tellSummary(ScanResult result, Optional<Judged> judged, ReportFile file) {
            Progress progress =
                    judged.map(one -> result.progress().with(one.counts())).orElse(result.progress());
            new SummaryText(console).tell(progress, cost(progress.answered()), file.path());
            unseenLabels.forEach(label -> console.warn(ReportJudging.unseen(label)));
            if (!result.recordedModels().isEmpty()
                    && !result.liveModels().isEmpty()
                    && !result.recordedModels().equals(result.liveModels())) {
                console.warn("labels of model " + String.join(", ", result.recordedModels())
                        + " were recorded, and Rekognition now answers with " + String.join(", ", result.liveModels())
                        + ": they do not compare well; run once without --reuse");
            }
            contents.tell(console);
            long answered = progress.counts().checked();
            if (answered > 0 && progress.cut() >= Math.max(1, CUT_IS_WORTH_A_WORD * answered)) {
                console.warn(progress.cut() + " of " + answered + " answers were cut at "
                        + request.rule().asked().maxLabels() + " labels, and a rejected label may stand below:"
                        + " raise --record-labels, which costs nothing more");
            }
        }
    }
}
