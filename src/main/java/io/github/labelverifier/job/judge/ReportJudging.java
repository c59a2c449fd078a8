package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.UnfinishedFile;
import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.EmptyReference;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.Version;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.Judged;
import io.github.labelverifier.report.KnownContents;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.store.NamesOfFile;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.ContrastJudge;
import io.github.labelverifier.verdict.ContrastPoints;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import io.github.labelverifier.verdict.WantedLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges reports anew from the labels that they hold, and writes new ones. Each report is read finding by finding: at most
 * twice, and once more to tell duplicates. What is written depends on the reports and the rule alone, so the same call writes the same bytes again.
 */
public final class ReportJudging {
    /** Below so many other folders, the contrast is weak: the class that a wrong image is of is likely not among them. */
    private static final int FEW_OTHERS = 5;

    /** Below so many images, what a folder has in common is chance. */
    private static final long FEW_IMAGES = 10;

    /** Above so many folders, one of them fits nearly every image a little better by chance. */
    private static final int MANY_FOLDERS = 50;

    private static final int STOP_EVERY = 1024;

    private final Console console;
    private final StopSignal stop;
    private final JudgingRule rule;
    private final Map<Target, Path> parts = new HashMap<>();

    public ReportJudging(Console console, StopSignal stop, JudgingRule rule) {
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

    /** One report of the run with what is known of it. */
    private record Source(Path report, ReportHeader header, Policy policy, Optional<Target> target) {
        Set<String> exemplars() {
            return Set.copyOf(header.exemplars());
        }
    }

    /**
     * Judges the targets, all against each other and against further reports.
     *
     * @return one result a target, in their order
     */
    public List<Judged> run(List<Target> targets, List<Path> against)
            throws CommandFailure, IOException, StoppedException {
        List<Source> sources = open(targets, against);
        try {
            Optional<Contrast> contrast = Optional.empty();
            if (rule.contrast().isPresent()) {
                contrast = Optional.of(contrast(sources, rule.contrast().get()));
            }
            List<Judged> judged = write(sources, contrast);
            for (Target target : targets) {
                Files.move(
                        part(target),
                        target.destination(),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            return judged;
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        } finally {
            for (Target target : targets) {
                Files.deleteIfExists(part(target));
            }
        }
    }

    /**
     * Finds out before a scan whether its images can be compared with those of these reports.
     *
     * @param location what is to be scanned
     * @return the label models of the reports
     */
    public Set<String> check(String location, List<Path> against) throws CommandFailure, IOException, StoppedException {
        Map<String, Path> models = new TreeMap<>();
        try (LabelSpool spool = new LabelSpool()) {
            for (Source source : open(List.of(), against)) {
                if (source.header().location().equals(location)) {
                    throw CommandFailure.usage("--against " + source.report() + " is a report of " + location
                            + ", which is checked now: give reports of other folders");
                }
                survey(source, new LabelNames(), spool, models);
            }
            requireOneModel(models);
            return models.keySet();
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private Path part(Target target) {
        return parts.computeIfAbsent(target, one -> UnfinishedFile.beside(one.destination()));
    }

    /** Reads the headers, and refuses what cannot be judged together. */
    private List<Source> open(List<Target> targets, List<Path> against) throws CommandFailure, IOException {
        List<Source> sources = new ArrayList<>();
        Map<String, Path> locations = new HashMap<>();
        for (Target target : targets) {
            sources.add(source(target.report(), Optional.of(target)));
        }
        for (Path report : against) {
            sources.add(source(report, Optional.empty()));
        }
        for (Source source : sources) {
            Path other = locations.put(source.header().location(), source.report());
            if (other != null) {
                throw CommandFailure.usage(other + " and " + source.report() + " are reports of the same location, "
                        + source.header().location() + ": give one of them");
            }
        }
        return sources;
    }

    private Source source(Path report, Optional<Target> target) throws CommandFailure, IOException {
        ReportHeader header = readHeader(report);
        Policy policy = rule.changes().of(header.policy());
        requireSuffices(report, header.asked(), policy);
        return new Source(report, header, policy, target);
    }

    /** The header of a report that is given on the command line. */
    public static ReportHeader readHeader(Path report) throws CommandFailure {
        Reports.requireFile(report);
        return Reports.header(report);
    }

    private void requireSuffices(Path report, Asked asked, Policy policy) throws CommandFailure {
        if (!asked.suffices(policy.minConfidence(), policy.maxLabels())) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    report + " holds labels down to confidence " + Text.number(asked.minConfidence()) + ", at most "
                            + asked.maxLabels() + " an image: too few for --min-confidence "
                            + Text.number(policy.minConfidence()) + " and --max-labels " + policy.maxLabels());
        }
        if (rule.contrast().isPresent() && !asked.suffices(ContrastPoints.CONFIDENCE, ContrastPoints.BEST_LABELS)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    report + " holds labels down to confidence " + Text.number(asked.minConfidence()) + ", at most "
                            + asked.maxLabels() + " an image; --rule contrast needs those down to "
                            + Text.number(ContrastPoints.CONFIDENCE) + ", " + ContrastPoints.BEST_LABELS
                            + " an image: check again without --record-confidence and --record-labels");
        }
    }

    /** What the first reading of all reports comes to. */
    private record Contrast(ContrastJudge judge, ContrastRule rule) {}

    private Contrast contrast(List<Source> sources, JudgingRule.Cuts cuts)
            throws CommandFailure, IOException, StoppedException {
        LabelNames names = new LabelNames();
        Map<String, Path> models = new TreeMap<>();
        try (LabelSpool spool = new LabelSpool()) {
            for (Source source : sources) {
                long images = survey(source, names, spool, models);
                if (images < FEW_IMAGES) {
                    console.warn(source.header().location() + " has " + Text.count(images, "image")
                            + " with labels: too few to tell what they have in common");
                }
            }
            requireOneModel(models);
            warnOfNumber(sources.size(), cuts);
            ContrastRule contrastRule = cuts.toRule(sources.size());
            ContrastPoints points = ContrastPoints.of(names, spool.folders());
            List<String> locations =
                    sources.stream().map(source -> source.header().location()).toList();
            return new Contrast(new ContrastJudge(contrastRule, names, points, locations), contrastRule);
        }
    }

    private long survey(Source source, LabelNames names, LabelSpool spool, Map<String, Path> models)
            throws CommandFailure, IOException, StoppedException {
        long images = 0;
        spool.beginFolder();
        Set<String> exemplars = source.exemplars();
        Set<String> counted = new HashSet<>();
        for (ReportHeader.Answer answer : source.header().exemplarAnswers()) {
            spool.add(true, numbers(source, answer.detection(), names, models));
            counted.add(answer.image().key());
        }
        try (ReportReader reader = ReportReader.open(source.report())) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                checkStop(reader);
                ImageEntry image = next.get().image();
                Optional<Detection> answer = next.get().detection();
                if (answer.isPresent() && !counted.contains(image.key())) {
                    spool.add(exemplars.contains(image.key()), numbers(source, answer.get(), names, models));
                    images++;
                }
            }
            requireFinished(source, reader);
        }
        return images;
    }

    private int[] numbers(Source source, Detection answer, LabelNames names, Map<String, Path> models)
            throws CommandFailure {
        if (!answer.asked().equals(source.header().asked())) {
            requireSuffices(source.report(), answer.asked(), source.policy());
        }
        if (!answer.model().isEmpty()) {
            models.putIfAbsent(answer.model(), source.report());
        }
        return ContrastPoints.numbers(names, answer.labels());
    }

    private void requireOneModel(Map<String, Path> models) throws CommandFailure {
        if (models.size() < 2) {
            return;
        }
        String seen = models.entrySet().stream()
                .map(model -> model.getKey() + " (" + model.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (!rule.mixedModels()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the labels are of several label models, " + seen + ", which name things differently: check again"
                            + " without --reuse, or add --mixed-models");
        }
        console.warn("the labels are of several label models, " + seen + ", which name things differently");
    }

    private void warnOfNumber(int folders, JudgingRule.Cuts cuts) {
        if (folders == 1) {
            console.warn(
                    "one folder alone has nothing to be compared with: --rule contrast is weak, its scores are small,"
                            + " and the cut is "
                            + Text.number(cuts.toRule(folders).cut()) + "; give the reports of other folders too");
        } else if (folders <= FEW_OTHERS) {
            console.warn("with fewer than " + FEW_OTHERS + " other folders, wrong images of a class that is not among"
                    + " them are likely missed");
        } else if (folders > MANY_FOLDERS && cuts.toRule(folders).flagDoubtful()) {
            console.warn("with more than " + MANY_FOLDERS + " folders, many right images look doubtful:"
                    + " leave --flag-doubtful out");
        }
    }

    private void checkStop(ReportReader reader) throws StoppedException {
        if (reader.lineNumber() % STOP_EVERY == 0 && stop.isRequested()) {
            throw new StoppedException();
        }
    }

    private static void requireFinished(Source source, ReportReader reader) throws CommandFailure {
        boolean scanned = source.target().flatMap(Target::summary).isPresent();
        if (!scanned && reader.summary().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    source.report() + " is unfinished: finish it with verify --reuse " + source.report());
        }
    }

    private List<Judged> write(List<Source> sources, Optional<Contrast> contrast)
            throws CommandFailure, IOException, StoppedException {
        List<Judged> judged = new ArrayList<>();
        try (KnownContents contents = new KnownContents();
                FirstOfContent firsts =
                        new FirstOfContent(sources.stream().map(Source::report).toList(), contents)) {
            if (rule.flagDuplicates()) {
                noteContents(sources, contents);
                enterExemplars(sources, firsts);
            }
            for (int number = 0; number < sources.size(); number++) {
                if (sources.get(number).target().isPresent()) {
                    judged.add(write(sources, number, contrast, firsts));
                }
            }
            contents.notByBytes()
                    .ifPresent(image -> console.warn("not every ETag is a mark of the content (such as that of "
                            + PlainText.escape(image.key()) + "): by such a one no image is found to be a duplicate"));
        }
        return judged;
    }

    /** Reads all reports before the first image is compared: an ETag that any two sizes share says nothing of the bytes. */
    private void noteContents(List<Source> sources, KnownContents contents) throws IOException, StoppedException {
        for (Source source : sources) {
            for (ReportHeader.Answer answer : source.header().exemplarAnswers()) {
                contents.note(answer.image());
            }
            try (ReportReader reader = ReportReader.open(source.report())) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    checkStop(reader);
                    contents.note(next.get().image());
                }
            }
        }
    }

    private void enterExemplars(List<Source> sources, FirstOfContent firsts) {
        for (int number = 0; number < sources.size(); number++) {
            Source source = sources.get(number);
            for (ReportHeader.Answer answer : source.header().exemplarAnswers()) {
                Optional<FirstOfContent.First> other = firsts.enterExemplar(number, answer.image());
                if (other.isPresent() && other.get().report() != number) {
                    console.warn("the exemplar " + answer.image().key() + " of "
                            + source.header().location() + " is the same image as the exemplar "
                            + other.get().key() + " of "
                            + sources.get(other.get().report()).header().location());
                }
            }
        }
    }

    private Judged write(List<Source> sources, int number, Optional<Contrast> contrast, FirstOfContent firsts)
            throws CommandFailure, IOException, StoppedException {
        Source source = sources.get(number);
        Target target = source.target().orElseThrow();
        ReferenceLabels reference = reference(source);
        Set<String> exemplars = source.exemplars();
        WantedLabels judge = new WantedLabels(
                new Judge(source.policy(), reference, exemplars),
                source.policy(),
                rule.changes().referenceLabels());
        ReportHeader header = source.header()
                .judged(Version.text(), reference.entries(), source.policy(), contrast.map(Contrast::rule));
        Judged judged = new Judged(target.destination(), header.location(), header.rule());
        try (ReportReader reader = ReportReader.open(source.report());
                ReportWriter writer = ReportWriter.copying(part(target))) {
            writer.header(header);
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                checkStop(reader);
                Finding finding = next.get();
                if (finding.detection().isPresent()) {
                    Detection answer = finding.detection().get();
                    if (!answer.asked().equals(source.header().asked())) {
                        requireSuffices(source.report(), answer.asked(), source.policy());
                    }
                    finding = contrast.isPresent()
                            ? contrast.get()
                                    .judge()
                                    .judge(number, finding.image(), answer, source.policy(), reference, exemplars)
                            : judge.judge(finding.image(), answer);
                    finding = rule.flagDuplicates() ? compare(finding, sources, number, reader, firsts) : finding;
                }
                judged.add(finding);
                writer.finding(finding);
            }
            requireFinished(source, reader);
            judged.finish(summary(target, reader, judged));
            writer.summary(judged.summary());
        }
        judge.unseen().forEach(label -> console.warn(header.location() + ": " + unseen(label)));
        return judged;
    }

    /** What is to be said of a label that was wanted and that no image has. */
    public static String unseen(String label) {
        return "no image has the label " + label + " (--reference-label): is it spelt as Rekognition does?";
    }

    /** Flags an image whose content came before; an exemplar never is. */
    private static Finding compare(
            Finding finding, List<Source> sources, int number, ReportReader reader, FirstOfContent firsts)
            throws IOException {
        boolean isExemplar = finding.verdict() == Verdict.KEEP && finding.has(Reason.EXEMPLAR);
        Optional<FirstOfContent.First> first =
                isExemplar ? Optional.empty() : firsts.before(finding.image(), number, reader);
        if (first.isEmpty()) {
            return finding;
        }
        boolean isHere = first.get().report() == number;
        String location = sources.get(first.get().report()).header().location();
        if (!areApart(
                sources.get(number).header().location(),
                finding.image().key(),
                location,
                first.get().key())) {
            return finding;
        }
        return finding.asDuplicateOf(
                isHere
                        ? first.get().key()
                        : Locations.name(location, first.get().key()));
    }

    /** Two names of one file are one picture, and so are two that nobody can look at, as far as anybody knows. */
    private static boolean areApart(String location, String key, String otherLocation, String otherKey) {
        try {
            return NamesOfFile.areApart(ImageLocation.of(location), key, ImageLocation.of(otherLocation), otherKey);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private ReferenceLabels reference(Source source) throws CommandFailure {
        ReportHeader header = source.header();
        if (!header.exemplars().isEmpty()
                && header.exemplarAnswers().size() < header.exemplars().size()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    source.report() + " does not hold the labels of its exemplars, so it cannot be judged anew");
        }
        List<Detection> answers = header.exemplarAnswers().stream()
                .map(ReportHeader.Answer::detection)
                .toList();
        List<String> added = Stream.concat(
                        header.reference().stream()
                                .filter(entry -> entry.exemplars() == 0)
                                .map(ReferenceLabels.Entry::label),
                        rule.changes().referenceLabels().stream())
                .distinct()
                .toList();
        ReferenceLabels reference = ReferenceLabels.of(answers, added, source.policy());
        if (reference.isEmpty() && rule.contrast().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR, source.report() + ": " + EmptyReference.why("", answers, source.policy()));
        }
        return reference;
    }

    /** Of a scan that has just ended, what it cost; of an older report, that nothing was paid this time. */
    private static ReportSummary summary(Target target, ReportReader reader, Judged judged) {
        ReportSummary scanned = target.summary().or(reader::summary).orElseThrow();
        return target.summary().isPresent()
                ? new ReportSummary(
                        judged.counts(),
                        judged.skipped(),
                        scanned.calls(),
                        scanned.reused(),
                        scanned.duplicates(),
                        scanned.throttled(),
                        scanned.estimatedCostUsd(),
                        scanned.finishedAt())
                : new ReportSummary(
                        judged.counts(),
                        judged.skipped(),
                        0,
                        judged.answered(),
                        0,
                        0,
                        BigDecimal.ZERO,
                        scanned.finishedAt());
    }
}
