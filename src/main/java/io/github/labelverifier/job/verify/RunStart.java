package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.EmptyReference;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Version;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Conversion;
import io.github.labelverifier.scan.ConvertingDetector;
import io.github.labelverifier.scan.Exemplars;
import io.github.labelverifier.scan.GovernedDetector;
import io.github.labelverifier.scan.ResumedDetector;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.ProgressView;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run of any number of locations does before its first image: calls, exemplars, references, headers. */
final class RunStart {
    private final Console console;
    private final RunStore images;
    private final Plan plan;
    private final RunContents contents;
    private final StopSignal stop;
    private final Clock clock;
    private final Instant startedAt;
    private final CallBudget budget;
    private final LabelModels models;
    private OptionalDouble knownPace = OptionalDouble.empty();
    private @Nullable RateGovernor governor;
    private OptionalLong expectedCalls = OptionalLong.empty();

    /**
     * What is wanted, as far as it is the same for all locations of the run.
     *
     * @param judging how the images are judged in the end, if not by the scan alone
     * @param offline whether nothing is paid
     */
    record Plan(
            VerifyRequest.Rule rule,
            Optional<Rejudgement> judging,
            VerifyRequest.Pace pace,
            Reuse reuse,
            boolean offline) {

        boolean isContrast() {
            return judging.flatMap(Rejudgement::contrast).isPresent();
        }

        BigDecimal price() {
            return offline ? BigDecimal.ZERO : pace.price();
        }

        BigDecimal cost(long calls) {
            return price().multiply(BigDecimal.valueOf(calls));
        }
    }

    RunStart(
            Console console,
            ImageStore store,
            Interruptions interruptions,
            Plan plan,
            RunContents contents,
            Clock clock) {
        this.console = console;
        this.plan = plan;
        this.contents = contents;
        this.stop = interruptions.stop();
        this.clock = clock;
        this.startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        VerifyRequest.Pace pace = plan.pace();
        budget =
                new CallBudget(plan.offline() ? Long.MAX_VALUE : pace.maxCalls().orElse(Long.MAX_VALUE));
        models = new LabelModels(plan.judging(), stop);
        images = new RunStore(console, store, plan.rule().convert(), plan.offline());
    }

    Plan plan() {
        return plan;
    }

    CallBudget budget() {
        return budget;
    }

    /** The governor of the run, which begins at the pace that the earlier reports tell. */
    RateGovernor governor() {
        RateGovernor one = governor;
        if (one == null) {
            one = new RateGovernor(plan.pace().concurrency(), plan.pace().tps(), knownPace);
            governor = one;
        }
        return one;
    }

    /** How many calls the whole run makes, where that was counted before. */
    OptionalLong expectedCalls() {
        return expectedCalls;
    }

    /** It is known now how many calls the whole run makes. */
    void expect(long calls) {
        expectedCalls = OptionalLong.of(calls);
    }

    /** Lists the images of the run. */
    ImageSource source() {
        return images.store().source();
    }

    RunContents contents() {
        return contents;
    }

    /** Tells what is not worth a call. */
    SkipRule skipRule() {
        return images.skipRule();
    }

    /** Makes pictures of what Rekognition would refuse, if that is wanted. */
    Conversion conversion() {
        return images.conversion();
    }

    LabelModels models() {
        return models;
    }

    /** Calls Rekognition at the pace of the run, and again for as long as it turns a call away. */
    LabelDetector detector(EarlierReports earlier) {
        return detector(earlier, call -> call);
    }

    /** What is done around each single call, those that are turned away included. */
    interface Around {
        LabelDetector each(LabelDetector call);
    }

    /** The same with something around each single call. */
    LabelDetector detector(EarlierReports earlier, Around around) {
        boolean isResumed =
                earlier.answers().filter(ReusedAnswers::hasSufficient).isPresent();
        return images.detector(store -> {
            LabelDetector call = store.detector(plan.rule().asked());
            LabelDetector governed = new GovernedDetector(around.each(call), governor(), Heap.forCalls());
            return models.notingLive(isResumed ? new ResumedDetector(governed) : governed);
        });
    }

    /** The reports of earlier runs. */
    EarlierReports earlier(ImageLocation location, List<ImageEntry> exemplars, boolean inListingOrder)
            throws CommandFailure, IOException {
        ImageStore store = images.store();
        EarlierReports earlier = EarlierReports.open(
                console,
                plan.reuse(),
                location.uri(),
                plan.rule().policy(),
                plan.isContrast(),
                exemplars,
                inListingOrder,
                store.detectorName());
        knownPace = earlier.answers()
                .map(answers -> answers.pace(store.region(), store.endpoint()))
                .orElse(OptionalDouble.empty());
        if (earlier.answers()
                .filter(answers -> answers.isSent(location, store.region(), store.endpoint()))
                .isPresent()) {
            images.sendAsBefore();
        }
        return earlier;
    }

    /**
     * What the exemplars show. After it, all answers so far are known to compare, and it is known how images reach the
     * detector.
     */
    List<Detection> ask(List<ImageEntry> exemplars, LabelDetector detector, EarlierReports earlier)
            throws CommandFailure, IOException, InterruptedException, CallsSpentException {
        RecordedAnswers recorded =
                earlier.answers().map(ReusedAnswers::forExemplars).orElse(RecordedAnswers.NONE);
        images.tell();
        ProgressView view = new ProgressView(console, plan.price(), expectedCalls, clock);
        List<Detection> answers;
        try {
            answers = new Exemplars(
                            new ConvertingDetector(detector, images.conversion()),
                            models.notingRecorded(recorded),
                            contents.twins(),
                            budget,
                            plan.pace().concurrency(),
                            (done, all) -> view.first(done, all, "exemplar", budget),
                            stop)
                    .detect(exemplars);
        } catch (DetectionException e) {
            models.requireOne("");
            if (stop.isRequested()) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "stopped before any image was checked", e);
            }
            throw new CommandFailure(ExitCode.ERROR, "an exemplar could not be checked: " + e.getMessage(), e);
        } finally {
            console.clearProgress();
        }
        models.requireOne("");
        images.settle();
        return answers;
    }

    /**
     * The reference of one location.
     *
     * @param whose what messages call it: empty if the run has one only
     */
    ReferenceLabels reference(String whose, List<ImageEntry> exemplars, List<Detection> answers) throws CommandFailure {
        Policy policy = plan.rule().policy();
        ReferenceLabels reference = ReferenceLabels.of(answers, plan.rule().referenceLabels(), policy);
        if (reference.isEmpty()) {
            throw new CommandFailure(ExitCode.ERROR, EmptyReference.why(whose, answers, policy));
        }
        for (int i = 0; i < exemplars.size(); i++) {
            for (String label : policy.rejectedIn(answers.get(i))) {
                console.warn("the exemplar " + exemplars.get(i).key() + " contains " + label
                        + ", which is rejected: images like it will be flagged (see --no-reject)");
            }
        }
        return reference;
    }

    /**
     * The header of one location's report.
     *
     * @param exemplars under the keys that they have in that report
     * @param report where it will be; empty if on standard output
     */
    ReportHeader header(
            ImageLocation location,
            List<ImageEntry> exemplars,
            List<Detection> answers,
            ReferenceLabels reference,
            Optional<Path> report) {
        ImageStore store = images.store();
        List<ReportHeader.Answer> recorded = new ArrayList<>();
        for (int i = 0; i < exemplars.size(); i++) {
            recorded.add(new ReportHeader.Answer(exemplars.get(i), answers.get(i)));
        }
        return new ReportHeader(
                Version.text(),
                location.uri(),
                store.region(),
                store.endpoint(),
                exemplars.stream().map(ImageEntry::key).toList(),
                recorded,
                reference.entries(),
                plan.rule().policy(),
                plan.rule().asked(),
                ReportHeader.OVERLAP,
                Optional.empty(),
                startedAt,
                report.map(plan.reuse()::namesIn)
                        .orElseGet(() -> plan.reuse().paths().stream()
                                .map(path -> path.toAbsolutePath().normalize().toString())
                                .toList()),
                new ReportHeader.Detecting(
                        store.sending().filter(sending -> sending == Sending.BYTES), store.detectorName()));
    }

    /** The label models of reports that the run's images are compared with in the end. */
    void compareWith(Set<String> otherModels) {
        models.add(otherModels, "--against");
    }
}
