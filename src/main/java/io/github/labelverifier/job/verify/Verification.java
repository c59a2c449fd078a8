package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.ClassResultPrinter;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExemplarLookup;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.OutputFile;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.PlannedRemoval;
import io.github.labelverifier.job.delete.RemovalJob;
import io.github.labelverifier.job.delete.RemovalSettings;
import io.github.labelverifier.job.gallery.GalleryPages;
import io.github.labelverifier.job.gallery.GallerySettings;
import io.github.labelverifier.job.inspect.Inspected;
import io.github.labelverifier.job.inspect.Inspecting;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.job.judge.ReportJudging;
import io.github.labelverifier.job.judge.ScannedImages;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.ui.view.SummaryText;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import io.github.labelverifier.verdict.WantedLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The job of {@code verify}: reference, scan, report, question, removal. Each step is found possible before the first
 * call is paid for.
 */
public final class Verification {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final GalleryPages galleries;
    private final Inspecting inspecting;
    private final Clock clock = Clock.systemUTC();

    public Verification(
            Console console,
            Stores stores,
            Interruptions interruptions,
            GalleryPages galleries,
            Inspecting inspecting) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.galleries = galleries;
        this.inspecting = inspecting;
    }

    /** Does the job and tells how it ended. */
    public ExitCode run(VerifyRequest request) throws CommandFailure, IOException, InterruptedException {
        if (!request.pace().countOnly()) {
            ReportFile.requireFree(request.output());
            if (request.pictures().isPresent()) {
                Reports.requireFile(request.output().report().orElseThrow());
            }
            if (request.output().gallery().isPresent()) {
                OutputFile.of(
                                "--gallery",
                                request.output().gallery().get(),
                                request.output().overwrite())
                        .requireFreeForPage(request.output().report().stream().toList());
            }
        }
        Set<String> models = checkReports(request);
        return Detectors.with(
                request.output().offline() ? Optional.empty() : request.rule().detector(),
                request.aws(),
                console,
                stores,
                using -> run(request, models, using));
    }

    private ExitCode run(VerifyRequest request, Set<String> models, Stores using)
            throws CommandFailure, IOException, InterruptedException {
        try (RemovableStore store = using.openRemovable(
                request.location(), request.aws(), request.output().offline())) {
            request.removing().requireReachable(store);
            try (RunContents contents = RunContents.of(store.source())) {
                return new Run(request, store, models, contents).run();
            }
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
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
        private final RemovableStore store;
        private final RunStart start;
        private final long limit;
        private List<String> unseenLabels = List.of();
        private Optional<ScannedImages> scanned = Optional.empty();
        private boolean outputClosed;
        private boolean isStreamed;

        Run(VerifyRequest request, RemovableStore store, Set<String> models, RunContents contents) {
            this.request = request;
            this.store = store;
            limit = request.images().limit().orElse(Long.MAX_VALUE);
            start = new RunStart(
                    console,
                    store,
                    interruptions,
                    new RunStart.Plan(
                            request.rule(),
                            request.judging().rule(),
                            request.pace(),
                            request.output().reuse(),
                            request.output().offline()),
                    contents,
                    clock);
            start.compareWith(models);
        }

        ExitCode run()
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            List<ImageEntry> exemplars = new ExemplarLookup(store.source(), start.skipRule()).find(request.exemplars());
            start.contents().note(exemplars);
            try (Prefetch images = new Prefetch(
                    start.contents()
                            .noting(Listings.open(
                                    request.images(), request.output().nul(), store.source())),
                    mostListed())) {
                requireSomething(images);
                try (EarlierReports earlier = start.earlier(
                        request.location(),
                        exemplars,
                        request.images().keysFrom().isEmpty())) {
                    return request.pace().countOnly()
                            ? count(images, exemplars, earlier)
                            : check(images, exemplars, earlier);
                }
            }
        }

        /** One more than is wanted, which tells whether there is more. */
        private long mostListed() {
            return limit == Long.MAX_VALUE ? limit : limit + 1;
        }

        private void requireSomething(Prefetch images)
                throws CommandFailure, ImageStoreException, InterruptedException {
            if (images.peek().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "nothing was found at " + request.location().uri() + Listings.hint(request));
            }
        }

        private ExitCode count(Prefetch images, List<ImageEntry> exemplars, EarlierReports earlier)
                throws ImageStoreException, IOException, InterruptedException {
            try (CallForecast forecast = new CallForecast(start.skipRule(), earlier.answers(), start.contents())) {
                forecast.count(exemplars, images, limit, interruptions.stop());
                forecast.print(
                        console.out(), request.output().format(), request.pace().price());
            }
            return interruptions.stop().isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }

        private Shown shown(EarlierReports earlier) {
            return request.output().show().only(earlier::isWanted);
        }

        private ExitCode check(Prefetch images, List<ImageEntry> exemplars, EarlierReports earlier)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            // One that nobody named goes under a free name.
            if (request.output().report().isPresent() && request.output().isNamed()) {
                earlier.requireOther("--report", request.output().report().get());
            }
            Optional<Prefetch> wanted = new BeforePaying(console, start, store.source(), interruptions.stop(), clock)
                    .look(images, exemplars, earlier, limit);
            if (wanted.isEmpty()) {
                return ExitCode.NOT_CONFIRMED;
            }
            try (Prefetch listing = wanted.get();
                    ReportFile file = ReportFile.open(request.output(), console.out())) {
                return check(listing, exemplars, earlier, file);
            }
        }

        private ExitCode check(Prefetch images, List<ImageEntry> exemplars, EarlierReports earlier, ReportFile file)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            ScanResult result;
            Optional<ClassResult> judged = Optional.empty();
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            interruptions.enter();
            try {
                result = scan(images, exemplars, earlier, file);
                if (outputClosed && result.end() != ScanResult.End.COMPLETE) {
                    return ExitCode.OUTPUT_CLOSED;
                }
                if (result.end() != ScanResult.End.COMPLETE) {
                    return scanInto(file).explainEarlyEnd(result);
                }
                ReportSummary summary = summary(result.progress()).changedMeanwhile(changed(result, file));
                judged = request.judging().rule().isEmpty() ? finish(summary, file) : Optional.of(judge(summary, file));
                if (outputClosed) {
                    return ExitCode.OUTPUT_CLOSED;
                }
                judged = look(judged, file, codes);
            } catch (StoppedException e) {
                return pictures(file).explainStop();
            } catch (ReportJudging.StoppedException e) {
                console.tell("stopped; nothing was removed" + file.howToGoOn());
                return ExitCode.INTERRUPTED;
            } finally {
                interruptions.leave();
                scanned.ifPresent(ScannedImages::close);
            }
            print(judged, earlier, file);
            console.out().flush();
            Counts counts =
                    judged.map(ClassResult::counts).orElse(result.progress().counts());
            scanInto(file)
                    .tellSummary(
                            result,
                            counts,
                            judged.map(ClassResult::keptDoubtful).orElse(0L),
                            file.path());
            unseenLabels.forEach(label -> console.warn(ReportJudging.unseen(label)));
            if (request.images().limit().isPresent() && hasMore(images)) {
                console.info("Stopped at --limit " + limit + ": there is more.");
            }
            Optional<Advising> advising =
                    judged.map(one -> new Advising(console, request, file.path().orElseThrow(), one));
            advising.ifPresent(Advising::beforeRemoval);
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
            advising.ifPresent(advice -> advice.atEnd(codes));
            return ExitCode.first(codes);
        }

        /** Which images are not any more what the report says of them. */
        private Optional<Set<String>> changed(ScanResult result, ReportFile file)
                throws IOException, InterruptedException {
            if (!file.isReplaceable()) {
                return Optional.empty();
            }
            file.write(ReportWriter::flush);
            return scanInto(file)
                    .lookAgain(
                            result,
                            List.of(file.path().orElseThrow()),
                            request.images().keysFrom().isPresent());
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
        private void print(Optional<ClassResult> judged, EarlierReports earlier, ReportFile file)
                throws CommandFailure, IOException {
            VerifyRequest.Output output = request.output();
            if (!isStreamed && file.path().isPresent()) {
                ClassResult printed = judged.orElseGet(() -> new ClassResult(
                        file.path().orElseThrow(), request.location().uri(), ReportHeader.OVERLAP));
                new ClassResultPrinter(console).print(List.of(printed), output.format(), output.nul(), shown(earlier));
            }
        }

        private Set<ExitCode> dealWithFlagged(ReportFile file) throws CommandFailure, ImageStoreException, IOException {
            RemovalSettings removing = request.removing();
            if (removing.consent() == Consent.REPORT_ONLY || file.path().isEmpty()) {
                console.info("Dry run: nothing was removed.");
                return removing.failOnFlagged() ? EnumSet.of(ExitCode.FLAGGED) : EnumSet.noneOf(ExitCode.class);
            }
            return new RemovalJob(console, interruptions, clock)
                    .remove(new PlannedRemoval(RemovalJob.plan(file.path().get()), removing), store);
        }

        /** Ends the report. If it is a file, what is kept is scored first, and it is written anew: a failure of that costs no more. */
        private Optional<ClassResult> finish(ReportSummary summary, ReportFile file)
                throws IOException, ReportJudging.StoppedException {
            if (scanned.isPresent()) {
                try {
                    file.write(ReportWriter::flush);
                    return Optional.of(
                            judging(Rejudgement.BY_EXEMPLARS).run(target(summary, file), scanned.get(), file::settle));
                } catch (CommandFailure | IOException e) {
                    if (file.isSettled()) {
                        throw new IOException(e.getMessage(), e);
                    }
                    console.warn("no image could be scored, and none is called doubtful: " + e.getMessage());
                }
            }
            file.write(report -> report.summary(summary));
            return Optional.empty();
        }

        /** Judges the findings of the scan anew, in the place of its report. */
        private ClassResult judge(ReportSummary summary, ReportFile file)
                throws CommandFailure, IOException, ReportJudging.StoppedException {
            file.settle();
            try {
                return judging(request.judging().rule().orElseThrow())
                        .run(List.of(target(summary, file)), request.judging().against())
                        .get(0);
            } catch (CommandFailure e) {
                throw new CommandFailure(e.exitCode(), e.getMessage() + "; nothing was removed" + file.howToGoOn(), e);
            }
        }

        /** Looks into the pictures, if somebody asked for that. */
        private Optional<ClassResult> look(Optional<ClassResult> judged, ReportFile file, Set<ExitCode> codes)
                throws CommandFailure, IOException, InterruptedException, StoppedException {
            if (request.pictures().isEmpty()) {
                return judged;
            }
            file.settle();
            Inspected seen = pictures(file)
                    .look(List.of(file.path().orElseThrow()), request.pictures().get());
            if (!seen.isWhole()) {
                codes.add(ExitCode.INCOMPLETE);
            }
            return Optional.of(seen.reports().get(0));
        }

        private RunPictures pictures(ReportFile file) {
            return new RunPictures(
                    console,
                    inspecting,
                    request.aws(),
                    file.path().orElseThrow().toString());
        }

        private ReportJudging judging(Rejudgement rule) {
            return new ReportJudging(console, interruptions.stop(), rule);
        }

        /** The report, which a link may stand for, with the new one in its place. */
        private static ReportJudging.Target target(ReportSummary summary, ReportFile file) throws IOException {
            Path report = file.path().orElseThrow();
            return new ReportJudging.Target(report, report.toRealPath(), Optional.of(summary));
        }

        private RunScan scanInto(ReportFile file) {
            return new RunScan(console, interruptions, clock, start, file::howToGoOn);
        }

        /** Makes the reference and checks all images. */
        private ScanResult scan(Prefetch images, List<ImageEntry> exemplars, EarlierReports earlier, ReportFile file)
                throws CommandFailure, IOException, InterruptedException, CallsSpentException {
            LabelDetector detector = start.detector(earlier);
            List<Detection> answers = start.ask(exemplars, detector, earlier);
            ReferenceLabels reference = start.reference("", exemplars, answers);
            new SummaryText(console).tell(reference);
            file.write(report ->
                    report.header(start.header(request.location(), exemplars, answers, reference, file.path())));
            Judge judge = new Judge(
                    request.rule().policy(),
                    reference,
                    exemplars.stream().map(ImageEntry::key).collect(Collectors.toSet()));
            WantedLabels wanted = new WantedLabels(
                    judge, request.rule().policy(), request.rule().referenceLabels());
            FindingPrinter printer = new FindingPrinter(console);
            isStreamed = isLastWord(file);
            FindingOutput output = printer.stream(
                            request.output().format(), request.output().nul(), request.location())
                    .filter(stream -> isStreamed)
                    .orElse(FindingOutput.NONE);
            if (request.judging().rule().isEmpty() && file.isReplaceable()) {
                scanned = Optional.of(ScannedImages.of(file.path().orElseThrow(), console, interruptions.stop()));
            }
            ReportSink sink = new ReportSink(file, scanned, output, shown(earlier), interruptions.stop());
            ScanResult result = scanInto(file)
                    .run(new RunScan.Work(
                            images,
                            limit,
                            detector,
                            earlier.answers()
                                    .<RecordedAnswers>map(known -> known)
                                    .orElse(RecordedAnswers.NONE),
                            file.writer().answers(),
                            wanted,
                            sink));
            outputClosed = sink.isOutputClosed();
            printer.warnOfEscapes(output);
            unseenLabels = wanted.unseen();
            return result;
        }

        /** Whether what the scan finds can be printed at once: neither its verdict nor a score, nor what is seen, is to come. */
        private boolean isLastWord(ReportFile file) {
            VerifyRequest.Output output = request.output();
            boolean isScored = output.format().hasScores()
                    && output.show().verdicts().contains(Verdict.KEEP)
                    && file.isReplaceable();
            return request.judging().rule().isEmpty()
                    && request.pictures().isEmpty()
                    && output.format() != Format.table
                    && !isScored;
        }

        private ReportSummary summary(Progress progress) {
            return new ReportSummary(
                            progress.counts(),
                            progress.skipped(),
                            progress.calls(),
                            progress.reused(),
                            progress.duplicates(),
                            progress.rate().throttled(),
                            start.plan().cost(progress.answered()),
                            clock.instant().truncatedTo(ChronoUnit.SECONDS))
                    .atPace(progress.rate().pace());
        }
    }
}
