package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.ClassFolders;
import io.github.labelverifier.job.ClassResultPrinter;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.DatasetClass;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.OutputFile;
import io.github.labelverifier.job.OutputFolder;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.PlannedRemoval;
import io.github.labelverifier.job.delete.RemovalJob;
import io.github.labelverifier.job.delete.RemovalJobs;
import io.github.labelverifier.job.delete.RemovalSettings;
import io.github.labelverifier.job.inspect.Inspected;
import io.github.labelverifier.job.inspect.Inspecting;
import io.github.labelverifier.job.judge.ReportJudging;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.ClassTable;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The job of {@code dataset}: one scan through all classes, a report a class, the comparison of all, and the question. Each
 * step is found possible before the first call is paid for.
 */
public final class Dataset {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Inspecting inspecting;
    private final Clock clock;

    public Dataset(Console console, Stores stores, Interruptions interruptions, Inspecting inspecting, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.inspecting = inspecting;
        this.clock = clock;
    }

    /** Does the job and tells how it ended. */
    public ExitCode run(DatasetRequest request) throws CommandFailure, IOException, InterruptedException {
        return Detectors.with(request.rule().detector(), request.aws(), console, stores, using -> run(request, using));
    }

    private ExitCode run(DatasetRequest request, Stores using)
            throws CommandFailure, IOException, InterruptedException {
        try (ImageStore store = using.open(request.location(), request.aws(), false);
                RunContents contents = RunContents.of(store.source())) {
            requireDestination(request);
            return new Run(request, store, contents).run();
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } catch (CallsSpentException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "--max-calls does not even reach for the exemplars; nothing was paid", e);
        }
    }

    /** Nothing is paid where the images that will be flagged cannot be moved as it is wanted. */
    private void requireDestination(DatasetRequest request) throws CommandFailure, ImageStoreException {
        if (request.removing().mayMove()) {
            try (RemovableStore store = stores.openStorage(request.location(), request.aws())) {
                request.removing().requireReachable(store);
            }
        }
    }

    /** One run and what it works with. */
    private final class Run {
        private final DatasetRequest request;
        private final ImageStore store;
        private final ImageLocation location;
        private final RunStart start;

        Run(DatasetRequest request, ImageStore store, RunContents contents) {
            this.request = request;
            this.store = store;
            this.location = request.location();
            this.start = new RunStart(
                    console,
                    store,
                    interruptions,
                    new RunStart.Plan(
                            request.rule(),
                            Optional.of(request.judging()),
                            request.pace(),
                            request.output().reuse(),
                            false),
                    contents,
                    clock);
        }

        ExitCode run()
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            Map<String, DatasetClasses.Listed> classes =
                    new DatasetClasses(console, store, start.skipRule()).of(request);
            if (!request.pace().countOnly()) {
                prepareFolder(classes);
            }
            List<ImageEntry> exemplars = classes.values().stream()
                    .flatMap(one -> one.exemplars().stream())
                    .toList();
            start.contents().note(exemplars);
            try (EarlierReports earlier = start.earlier(location, exemplars, true);
                    Prefetch images = new Prefetch(listing(classes.keySet()))) {
                if (request.pace().countOnly()) {
                    return count(images, exemplars, earlier);
                }
                for (DatasetClasses.Listed one : classes.values()) {
                    earlier.requireOther("--out-dir", report(one.folder()));
                }
                Optional<Prefetch> wanted = new BeforePaying(
                                console, start, store.source(), interruptions.stop(), clock)
                        .look(images, exemplars, earlier, Long.MAX_VALUE);
                if (wanted.isEmpty()) {
                    return ExitCode.NOT_CONFIRMED;
                }
                try (Prefetch all = wanted.get()) {
                    return check(classes, exemplars, earlier, all);
                }
            }
        }

        private ExitCode count(Prefetch images, List<ImageEntry> exemplars, EarlierReports earlier)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException {
            try (CallForecast forecast = new CallForecast(start.skipRule(), earlier.answers(), start.contents())) {
                forecast.count(exemplars, images, Long.MAX_VALUE, interruptions.stop());
                forecast.print(
                        console.out(), request.output().format(), request.pace().price());
            }
            return interruptions.stop().isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }

        private ImageCursor listing(Set<String> names) throws ImageStoreException {
            return start.contents().noting(new ClassFolders(store.source()).listing(names));
        }

        private Path report(DatasetClass folder) {
            return request.output().folder().resolve(folder.reportName());
        }

        /** Finds out whether all reports can be written. */
        private void prepareFolder(Map<String, DatasetClasses.Listed> classes) throws CommandFailure, IOException {
            Set<Path> taken = new HashSet<>();
            for (DatasetClasses.Listed one : classes.values()) {
                Path report = report(one.folder());
                if (!taken.add(report)) {
                    throw CommandFailure.usage("two classes would have the report " + report + ": rename one of them");
                }
                OutputFile.in("--out-dir", report, request.output().overwrite()).requireFreeForReport(List.of());
            }
            OutputFolder.create(request.output().folder());
            if (!Files.isWritable(request.output().folder())) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "--out-dir: cannot write to " + request.output().folder() + ": permission denied");
            }
        }

        private ExitCode check(
                Map<String, DatasetClasses.Listed> classes,
                List<ImageEntry> exemplars,
                EarlierReports earlier,
                Prefetch images)
                throws CommandFailure, IOException, InterruptedException, CallsSpentException {
            List<ClassResult> judged;
            ScanResult result;
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            interruptions.enter();
            try (DatasetReports reports =
                    new DatasetReports(location, request.pace().price(), start.governor(), clock)) {
                beginReports(classes, exemplars, earlier, reports);
                result = scan().run(new RunScan.Work(
                        images,
                        Long.MAX_VALUE,
                        reports.counting(start.detector(earlier, reports::countingThrottled)),
                        reports.countingReused(earlier.answers()
                                .<RecordedAnswers>map(known -> known)
                                .orElse(RecordedAnswers.NONE)),
                        reports.answers(),
                        reports,
                        reports));
                if (result.end() != ScanResult.End.COMPLETE) {
                    return scan().explainEarlyEnd(result);
                }
                Optional<Set<String>> changed = scan().lookAgain(result, reports.finish(), false);
                judged = look(judge(reports.targets(changed)), codes);
            } catch (StoppedException e) {
                return pictures().explainStop();
            } catch (ReportJudging.StoppedException e) {
                console.tell("stopped; nothing was removed" + howToGoOn());
                return ExitCode.INTERRUPTED;
            } finally {
                interruptions.leave();
            }
            return conclude(classes, result, judged, codes);
        }

        private RunScan scan() {
            return new RunScan(console, interruptions, clock, start, this::howToGoOn);
        }

        /** Asks for the exemplars of all classes, and begins a report for each class. */
        private void beginReports(
                Map<String, DatasetClasses.Listed> classes,
                List<ImageEntry> exemplars,
                EarlierReports earlier,
                DatasetReports reports)
                throws CommandFailure, IOException, InterruptedException, CallsSpentException {
            ExemplarCalls calls = new ExemplarCalls();
            List<Detection> answers =
                    start.ask(exemplars, calls.counting(start.detector(earlier, calls::countingThrottled)), earlier);
            int next = 0;
            for (DatasetClasses.Listed one : classes.values()) {
                List<ImageEntry> own = one.exemplars();
                List<Detection> theirs = answers.subList(next, next + own.size());
                next += own.size();
                ReferenceLabels reference = start.reference(one.folder().name(), own, theirs);
                Path report = report(one.folder());
                reports.begin(
                        one.folder(),
                        report,
                        request.output().overwrite(),
                        start.header(
                                one.folder().location(),
                                own.stream().map(one.folder()::own).toList(),
                                theirs,
                                reference,
                                Optional.of(report)),
                        new Judge(request.rule().policy(), reference, one.ownKeys()),
                        calls.take(own));
            }
        }

        private List<ClassResult> judge(List<ReportJudging.Target> targets)
                throws CommandFailure, IOException, ReportJudging.StoppedException {
            try {
                return new ReportJudging(console, interruptions.stop(), request.judging()).run(targets, List.of());
            } catch (CommandFailure e) {
                throw new CommandFailure(e.exitCode(), e.getMessage() + "; nothing was removed" + howToGoOn(), e);
            }
        }

        /** Looks into the pictures of all classes together, if somebody asked for that. */
        private List<ClassResult> look(List<ClassResult> judged, Set<ExitCode> codes)
                throws CommandFailure, IOException, InterruptedException, StoppedException {
            if (request.pictures().isEmpty()) {
                return judged;
            }
            Inspected seen = pictures()
                    .look(
                            judged.stream().map(ClassResult::report).toList(),
                            request.pictures().get());
            if (!seen.isWhole()) {
                codes.add(ExitCode.INCOMPLETE);
            }
            return seen.reports();
        }

        private RunPictures pictures() {
            return new RunPictures(
                    console,
                    inspecting,
                    request.aws(),
                    request.output().folder().resolve("*.jsonl").toString());
        }

        private String howToGoOn() {
            return ". What was paid for is in " + request.output().folder() + ": go on with --reuse-dir "
                    + request.output().folder() + " and another --out-dir";
        }

        private ExitCode conclude(
                Map<String, DatasetClasses.Listed> classes,
                ScanResult result,
                List<ClassResult> judged,
                Set<ExitCode> codes)
                throws CommandFailure, IOException {
            ClassTable table = new ClassTable(console);
            if (request.output().format() == Format.table) {
                table.print(judged);
            } else {
                new ClassResultPrinter(console)
                        .print(
                                judged,
                                request.output().format(),
                                request.output().nul(),
                                request.output().show());
            }
            console.out().flush();
            Counts counts = total(judged);
            scan().tellSummary(
                            result,
                            counts,
                            judged.stream().mapToLong(ClassResult::keptDoubtful).sum(),
                            Optional.of(request.output().folder()));
            table.tellPairs(judged);
            table.tellSmall(judged, request.output().minKept());
            if (counts.error() > 0) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (counts.flag() > 0) {
                codes.addAll(dealWithFlagged(classes, judged));
            }
            return ExitCode.first(codes);
        }

        private static Counts total(List<ClassResult> judged) {
            Counts total = Counts.NONE;
            for (ClassResult one : judged) {
                Counts more = one.counts();
                total = new Counts(
                        total.keep() + more.keep(),
                        total.flag() + more.flag(),
                        total.skip() + more.skip(),
                        total.error() + more.error(),
                        total.bytesFlagged() + more.bytesFlagged());
            }
            return total;
        }

        private Set<ExitCode> dealWithFlagged(Map<String, DatasetClasses.Listed> classes, List<ClassResult> judged)
                throws CommandFailure, IOException {
            RemovalSettings removing = request.removing();
            if (removing.consent() == Consent.REPORT_ONLY) {
                console.info("Dry run: nothing was removed.");
                return removing.failOnFlagged() ? EnumSet.of(ExitCode.FLAGGED) : EnumSet.noneOf(ExitCode.class);
            }
            List<PlannedRemoval> jobs = new ArrayList<>();
            List<DatasetClasses.Listed> inOrder = List.copyOf(classes.values());
            for (int i = 0; i < judged.size(); i++) {
                if (judged.get(i).counts().flag() > 0) {
                    jobs.add(new PlannedRemoval(
                            RemovalJob.plan(judged.get(i).report()),
                            removing.into(inOrder.get(i).folder().name())));
                }
            }
            return new RemovalJobs(console, interruptions, clock, "Class")
                    .remove(jobs, request.ask(), folder -> stores.openStorage(folder, request.aws()));
        }
    }
}
