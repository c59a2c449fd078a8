package io.github.labelverifier.cli;

import io.github.labelverifier.cli.OutputOptions.Format;
import io.github.labelverifier.cli.RemovalOptions.Consent;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ForeignReportException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Exemplars;
import io.github.labelverifier.scan.GovernedDetector;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.RateGovernor;
import io.github.labelverifier.scan.ResumedDetector;
import io.github.labelverifier.scan.Scan;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.verdict.ContrastPoints;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The job of {@code dataset}: one scan through all classes, a report a class, the comparison of all, and the question. Each
 * step is found possible before the first call is paid for.
 */
final class Dataset {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Clock clock;

    Dataset(Console console, Stores stores, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** Does the job and tells how it ended. */
    ExitCode run(DatasetRequest request) throws CommandFailure, IOException, InterruptedException {
        if (request.pace().countOnly() && request.output().reuse().isPresent()) {
            throw CommandFailure.usage("--count does not look into reports: leave --reuse-dir out");
        }
        try (Stores.Store store = stores.open(request.location(), request.aws(), false);
                RunContents contents = RunContents.of(store.source())) {
            return new Run(request, store, contents).run();
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } catch (ForeignReportException | MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, "--reuse-dir: " + e.getMessage(), e);
        } catch (CallsSpentException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "--max-calls does not even reach for the exemplars; nothing was paid", e);
        }
    }

    /** A class with its exemplars, under the keys that they have in the dataset. */
    private record Listed(DatasetClass folder, List<ImageEntry> exemplars) {
        Set<String> ownKeys() {
            return exemplars.stream()
                    .map(exemplar -> folder.own(exemplar).key())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** One run and what it works with. */
    private final class Run {
        private final DatasetRequest request;
        private final Stores.Store store;
        private final RunContents contents;
        private final ImageLocation location;
        private final Instant startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        private final CallBudget budget;
        private final RateGovernor governor;
        private final Map<String, ReusedAnswers> earlier = new HashMap<>();

        Run(DatasetRequest request, Stores.Store store, RunContents contents) {
            this.contents = contents;
            this.request = request;
            this.store = store;
            this.location = request.location();
            this.budget = new CallBudget(request.pace().maxCalls().orElse(Long.MAX_VALUE));
            this.governor = new RateGovernor(
                    request.pace().concurrency(), request.pace().tps());
        }

        ExitCode run()
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            Map<String, Listed> classes = classes();
            if (request.pace().countOnly()) {
                return count(classes);
            }
            prepareFolder(classes);
            try {
                openEarlier(classes);
                return check(classes);
            } finally {
                for (ReusedAnswers answers : earlier.values()) {
                    answers.close();
                }
            }
        }

        /** The classes that have exemplars, each of which is there. */
        private Map<String, Listed> classes() throws CommandFailure, ImageStoreException {
            Set<String> found = new ClassFolders(store.source()).names();
            if (found.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "nothing was found at " + location.uri()
                                + ": a dataset has a folder a class directly below it");
            }
            Set<String> unlisted = new TreeSet<>(found);
            unlisted.removeAll(request.exemplars().keySet());
            if (!unlisted.isEmpty() && !request.skipUnlisted()) {
                throw CommandFailure.usage("--exemplars names none for " + some(unlisted)
                        + ": add them, or leave such folders out with --skip-unlisted");
            }
            if (!unlisted.isEmpty()) {
                console.info("Left out, for want of exemplars: " + some(unlisted));
            }
            Map<String, Listed> classes = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> entry : request.exemplars().entrySet()) {
                if (!found.contains(entry.getKey())) {
                    throw new CommandFailure(
                            ExitCode.ERROR,
                            "there is no folder " + entry.getKey() + " at " + location.uri()
                                    + ", which --exemplars names");
                }
                classes.put(entry.getKey(), listed(entry.getKey(), entry.getValue()));
            }
            return classes;
        }

        private static String some(Set<String> names) {
            String some = names.stream().limit(5).collect(Collectors.joining(", "));
            return names.size() > 5 ? some + " and " + (names.size() - 5) + " more" : some;
        }

        private Listed listed(String name, List<String> texts) throws CommandFailure, ImageStoreException {
            List<ImageEntry> exemplars = new ExemplarLookup(store.source()).find(texts);
            for (ImageEntry exemplar : exemplars) {
                if (location instanceof FolderLocation
                        && !DatasetClass.nameOf(location, exemplar.key()).equals(name)) {
                    throw CommandFailure.usage(
                            "--exemplars: " + exemplar.key() + " does not lie in the folder " + name);
                }
            }
            return new Listed(DatasetClass.of(location, name), exemplars);
        }

        private ExitCode count(Map<String, Listed> classes)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException {
            List<ImageEntry> exemplars = classes.values().stream()
                    .flatMap(one -> one.exemplars().stream())
                    .toList();
            try (Prefetch images = new Prefetch(listing(classes.keySet()));
                    CallForecast forecast = new CallForecast(store.source().skipRule(), Optional.empty(), contents)) {
                forecast.count(exemplars, images, Long.MAX_VALUE, interruptions.stop());
                forecast.print(
                        console.out(), request.output().format(), request.pace().price());
            }
            return interruptions.stop().isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }

        private ImageCursor listing(Set<String> names) throws ImageStoreException {
            return contents.noting(new ClassFolders(store.source()).listing(names));
        }

        private Path report(DatasetClass folder) {
            return request.output().folder().resolve(folder.reportName());
        }

        /** Finds out whether all reports can be written. */
        private void prepareFolder(Map<String, Listed> classes) throws CommandFailure {
            Set<Path> taken = new HashSet<>();
            for (Listed one : classes.values()) {
                Path report = report(one.folder());
                if (!taken.add(report)) {
                    throw CommandFailure.usage("two classes would have the report " + report + ": rename one of them");
                }
                if (Files.exists(Ledger.pathFor(report))) {
                    throw CommandFailure.usage(
                            report + " has a ledger of what was removed by it: choose another --out-dir");
                }
                if ((Files.exists(report) || Files.exists(ReportWriter.pathBeside(report)))
                        && !request.output().overwrite()) {
                    throw CommandFailure.usage(report + " exists: choose another --out-dir, or add --overwrite");
                }
            }
            JudgeCommand.createFolder(request.output().folder());
            if (!Files.isWritable(request.output().folder())) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "--out-dir: cannot write to " + request.output().folder() + ": permission denied");
            }
        }

        private void openEarlier(Map<String, Listed> classes) throws CommandFailure, IOException {
            if (request.output().reuse().isEmpty()) {
                return;
            }
            Path folder = request.output().reuse().get();
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(ExitCode.ERROR, "--reuse-dir: there is no folder " + folder);
            }
            for (Listed one : classes.values()) {
                Path report = folder.resolve(one.folder().reportName());
                if (Files.exists(report)) {
                    earlier.put(
                            one.folder().name(),
                            ReusedAnswers.open(report, one.folder().location().uri(), reusable(), one.ownKeys(), true));
                }
            }
            if (earlier.isEmpty()) {
                console.warn("--reuse-dir " + folder + " holds no report of these classes: all images are paid for");
            }
        }

        /** What a recorded answer must suffice for. */
        private Policy reusable() {
            Policy policy = request.rule().policy();
            return request.judging().contrast().isEmpty()
                    ? policy
                    : new Policy(
                            Math.min(policy.minConfidence(), ContrastPoints.CONFIDENCE),
                            Math.max(policy.maxLabels(), ContrastPoints.BEST_LABELS),
                            policy.rejected(),
                            policy.ignored());
        }

        private RecordedAnswers recorded(Map<String, Listed> classes) {
            return new RecordedAnswers() {
                @Override
                public Optional<Detection> find(ImageEntry image) throws IOException {
                    String name = DatasetClass.nameOf(location, image.key());
                    ReusedAnswers answers = earlier.get(name);
                    Listed one = classes.get(name);
                    return answers == null || one == null
                            ? Optional.empty()
                            : answers.find(one.folder().own(image));
                }

                @Override
                public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                    return recordedTwin(image);
                }
            };
        }

        /** What was recorded of the same content in any class. */
        private Optional<Recorded> recordedTwin(ImageEntry image) throws IOException {
            for (ReusedAnswers answers : earlier.values()) {
                Optional<Recorded> twin = answers.twinOf(image);
                if (twin.isPresent()) {
                    return twin;
                }
            }
            return Optional.empty();
        }

        private RecordedAnswers recordedExemplars(Map<String, Listed> classes) {
            return new RecordedAnswers() {
                @Override
                public Optional<Detection> find(ImageEntry image) throws IOException {
                    return recordedExemplar(classes, image);
                }

                @Override
                public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                    return recordedTwin(image);
                }
            };
        }

        private Optional<Detection> recordedExemplar(Map<String, Listed> classes, ImageEntry exemplar)
                throws IOException {
            for (Listed one : classes.values()) {
                ReusedAnswers answers = earlier.get(one.folder().name());
                if (answers != null && one.exemplars().contains(exemplar)) {
                    return answers.forExemplars().find(one.folder().own(exemplar));
                }
            }
            return Optional.empty();
        }

        private ExitCode check(Map<String, Listed> classes)
                throws CommandFailure, ImageStoreException, IOException, InterruptedException, CallsSpentException {
            List<Judged> judged;
            ScanResult result;
            interruptions.enter();
            try (DatasetReports reports =
                            new DatasetReports(location, request.pace().price(), clock);
                    Prefetch images = new Prefetch(listing(classes.keySet()))) {
                LabelDetector asking =
                        new GovernedDetector(store.detector(request.rule().asked()), governor, Heap.forCalls());
                boolean isResumed = earlier.values().stream().anyMatch(answers -> answers.usable() > 0);
                LabelDetector detector = isResumed ? new ResumedDetector(asking) : asking;
                beginReports(classes, detector, reports);
                result = scan(classes, detector, reports, images);
                contents.requireReliable();
                if (result.end() != ScanResult.End.COMPLETE) {
                    return explainEarlyEnd(result);
                }
                judged = judge(reports.finish());
            } catch (ReportJudging.StoppedException e) {
                console.tell("stopped; nothing was removed" + howToGoOn());
                return ExitCode.INTERRUPTED;
            } finally {
                interruptions.leave();
            }
            return conclude(classes, result, judged);
        }

        /** Asks for the exemplars of all classes, and begins a report for each class. */
        private void beginReports(Map<String, Listed> classes, LabelDetector detector, DatasetReports reports)
                throws CommandFailure, IOException, InterruptedException, CallsSpentException {
            List<ImageEntry> all = classes.values().stream()
                    .flatMap(one -> one.exemplars().stream())
                    .toList();
            Map<String, Long> calls = new ConcurrentHashMap<>();
            ProgressView view = new ProgressView(console, request.pace().price(), clock);
            LabelDetector counting = image -> {
                calls.merge(image.key(), 1L, Long::sum);
                return detector.detect(image);
            };
            List<Detection> answers;
            contents.note(all);
            try {
                answers = new Exemplars(
                                counting,
                                recordedExemplars(classes),
                                contents.twins(),
                                budget,
                                request.pace().concurrency(),
                                (done, count) -> view.first(done, count, "exemplar", budget),
                                interruptions.stop())
                        .detect(all);
            } catch (DetectionException e) {
                if (interruptions.stop().isRequested()) {
                    throw new CommandFailure(ExitCode.INTERRUPTED, "stopped before any image was checked", e);
                }
                throw new CommandFailure(ExitCode.ERROR, "an exemplar could not be checked: " + e.getMessage(), e);
            } finally {
                console.clearProgress();
            }
            int next = 0;
            for (Listed one : classes.values()) {
                List<Detection> own =
                        answers.subList(next, next + one.exemplars().size());
                next += one.exemplars().size();
                ReferenceLabels reference = reference(one, own);
                long paid = 0;
                for (ImageEntry exemplar : one.exemplars()) {
                    paid += Optional.ofNullable(calls.remove(exemplar.key())).orElse(0L);
                }
                reports.begin(
                        one.folder(),
                        report(one.folder()),
                        request.output().overwrite(),
                        header(one, own, reference),
                        new Judge(request.rule().policy(), reference, one.ownKeys()),
                        paid);
            }
        }

        private ReferenceLabels reference(Listed one, List<Detection> answers) throws CommandFailure {
            Policy policy = request.rule().policy();
            ReferenceLabels reference = ReferenceLabels.of(answers, List.of(), policy);
            if (reference.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "the reference of " + one.folder().name() + " is empty: no label of its exemplars counts at"
                                + " --min-confidence " + Text.number(policy.minConfidence())
                                + "; choose other exemplars");
            }
            for (int i = 0; i < answers.size(); i++) {
                for (String label : policy.rejectedIn(answers.get(i))) {
                    console.warn("the exemplar " + one.exemplars().get(i).key() + " contains " + label
                            + ", which is rejected: images like it will be flagged (see --no-reject)");
                }
            }
            return reference;
        }

        private ReportHeader header(Listed one, List<Detection> answers, ReferenceLabels reference) {
            List<ReportHeader.Answer> recorded = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                recorded.add(
                        new ReportHeader.Answer(one.folder().own(one.exemplars().get(i)), answers.get(i)));
            }
            return new ReportHeader(
                    Version.text(),
                    one.folder().location().uri(),
                    store.region(),
                    store.endpoint(),
                    recorded.stream().map(answer -> answer.image().key()).toList(),
                    recorded,
                    reference.entries(),
                    request.rule().policy(),
                    request.rule().asked(),
                    ReportHeader.OVERLAP,
                    startedAt);
        }

        private ScanResult scan(
                Map<String, Listed> classes, LabelDetector detector, DatasetReports reports, Prefetch images)
                throws CommandFailure, IOException, InterruptedException {
            Scan scan = new Scan(
                    new Scan.Parts(
                            reports.counting(detector),
                            governor,
                            budget,
                            reports.countingReused(recorded(classes)),
                            reports.answers(),
                            contents.twins(),
                            store.source().skipRule(),
                            reports,
                            reports,
                            new ProgressView(console, request.pace().price(), clock),
                            interruptions.stop()),
                    request.pace().concurrency(),
                    Long.MAX_VALUE);
            try {
                return scan.run(images);
            } catch (DetectionException e) {
                throw new CommandFailure(ExitCode.ERROR, e.getMessage() + howToGoOn(), e);
            } catch (ImageStoreException e) {
                throw new CommandFailure(ExitCode.ERROR, "the listing broke off: " + e.getMessage() + howToGoOn(), e);
            } finally {
                console.clearProgress();
            }
        }

        private List<Judged> judge(List<ReportJudging.Target> targets)
                throws CommandFailure, IOException, ReportJudging.StoppedException {
            try {
                return new ReportJudging(console, interruptions.stop(), request.judging()).run(targets, List.of());
            } catch (CommandFailure e) {
                throw new CommandFailure(e.exitCode(), e.getMessage() + "; nothing was removed" + howToGoOn(), e);
            }
        }

        private String howToGoOn() {
            return ". What was paid for is in " + request.output().folder() + ": go on with --reuse-dir "
                    + request.output().folder() + " and another --out-dir";
        }

        private ExitCode explainEarlyEnd(ScanResult result) {
            if (result.end() == ScanResult.End.CALLS_SPENT) {
                console.error("--max-calls " + budget.taken() + " is reached and images are left; nothing was removed"
                        + howToGoOn());
                return ExitCode.REFUSED;
            }
            console.tell("stopped after "
                    + Text.count(result.progress().counts().images(), "image") + "; nothing was removed" + howToGoOn());
            return ExitCode.INTERRUPTED;
        }

        private ExitCode conclude(Map<String, Listed> classes, ScanResult result, List<Judged> judged)
                throws CommandFailure, IOException {
            ClassTable table = new ClassTable(console);
            if (request.output().format() == Format.table) {
                table.print(judged);
            } else {
                new JudgedPrinter(console)
                        .print(
                                judged,
                                request.output().format(),
                                request.output().nul(),
                                request.output().show());
            }
            console.out().flush();
            Counts counts = total(judged);
            BigDecimal cost = request.pace()
                    .price()
                    .multiply(BigDecimal.valueOf(result.progress().answered()));
            new SummaryText(console)
                    .tell(
                            result.progress().with(counts),
                            cost,
                            Optional.of(request.output().folder()));
            contents.tell(console);
            table.tellPairs(judged);
            table.tellSmall(judged, request.output().minKept());
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            if (counts.error() > 0) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (counts.flag() > 0) {
                codes.addAll(dealWithFlagged(classes, judged));
            }
            return ExitCode.first(codes);
        }

        private static Counts total(List<Judged> judged) {
            Counts total = Counts.NONE;
            for (Judged one : judged) {
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

        private Set<ExitCode> dealWithFlagged(Map<String, Listed> classes, List<Judged> judged)
                throws CommandFailure, IOException {
            Removing removing = request.removing();
            if (removing.consent() == Consent.REPORT_ONLY) {
                console.info("Dry run: nothing was removed.");
                return removing.failOnFlagged() ? EnumSet.of(ExitCode.FLAGGED) : EnumSet.noneOf(ExitCode.class);
            }
            List<FlaggedReports.Job> jobs = new ArrayList<>();
            List<Listed> inOrder = List.copyOf(classes.values());
            for (int i = 0; i < judged.size(); i++) {
                if (judged.get(i).counts().flag() > 0) {
                    jobs.add(new FlaggedReports.Job(
                            FlaggedImages.plan(judged.get(i).report()),
                            removing.into(inOrder.get(i).folder().name())));
                }
            }
            return new FlaggedReports(console, interruptions, clock)
                    .remove(jobs, request.ask(), folder -> stores.openStorage(folder, request.aws()));
        }
    }
}
