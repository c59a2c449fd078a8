package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.LabelTexts;
import io.github.labelverifier.report.PlainLine;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.RuleWords;
import io.github.labelverifier.verdict.AloneScores;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.FolderImages;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.LookAlikes;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.RivalScores;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Trust;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/**
 * The first pass over the reports under the contrast rule: takes their labels, and scores how well each image fits its folder.
 * Labels are spooled to disk, so memory does not grow with the number of images.
 */
final class Survey implements Closeable {
    /** Below so many other folders, the contrast is weak: the class that a wrong image is of is likely not among them. */
    private static final int FEW_OTHERS = 5;

    /** Below so many images, what a folder has in common is chance. */
    private static final long FEW_IMAGES = 10;

    /** Above so many folders, one of them fits nearly every image a little better by chance. */
    private static final int MANY_FOLDERS = 50;

    private final Console console;
    private final ReportSet reports;
    private final LabelNames names = new LabelNames();
    private final LabelTexts texts = new LabelTexts();
    private final int[] numbers = new int[LookedAtLabels.MOST_NUMBERS];
    private final LabelSpool spool = new LabelSpool();
    private final Map<String, Path> models = new TreeMap<>();
    private final ExecutorService workers = ReportPass.workers();
    private boolean isNarrow;

    Survey(Console console, ReportSet reports) throws IOException {
        this.console = console;
        this.reports = reports;
    }

    /** Takes the labels of all reports, and scores their images. */
    Fits fits(Rejudgement rule) throws CommandFailure, IOException, ReportJudging.StoppedException {
        for (OpenedReport report : reports.all()) {
            warnOfFew(report, take(report));
        }
        models(rule.mixedModels());
        warnOfNumber(reports.all().size(), rule.flagDoubtful());
        return new Fits(names, spool, scores());
    }

    private FolderScores scores() throws IOException {
        LookedAtLabels lookedAt = new LookedAtLabels(names);
        List<FolderImages<IOException>> folders = spool.folders();
        if (folders.size() > 1) {
            tellLookAlikes(LookAlikes.missingIn(lookedAt, folders));
        }
        return switch (Scoring.of(folders.size())) {
            case RIVALS -> RivalScores.of(lookedAt, folders);
            case ALONE -> AloneScores.of(lookedAt, folders.get(0));
        };
    }

    private void tellLookAlikes(List<Integer> missing) {
        List<String> alone = missing.stream()
                .map(reports.all()::get)
                .filter(report -> report.target().isPresent())
                .map(report -> ImageLocation.lastPart(report.location()))
                .toList();
        if (!alone.isEmpty()) {
            console.info(RuleWords.withoutLookAlike(alone));
        }
    }

    private void warnOfFew(OpenedReport report, long images) {
        if (images < FEW_IMAGES) {
            console.warn(report.location() + " has " + Text.count(images, "image")
                    + " with labels: too few to tell what they have in common");
        } else if (images < RuleWords.FEW_ALONE && reports.all().size() == 1) {
            console.warn(RuleWords.fewAlone(report.location(), images));
        }
    }

    /** Takes the labels of one report; returns how many of its images have labels to look at, not counting exemplars. */
    long take(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException {
        Taking taking = begin(report);
        // What is only compared with is not written anew.
        Optional<ReferenceLabels> reference =
                report.target().isPresent() ? Optional.of(report.reference()) : Optional.empty();
        PlainLabels plain = new PlainLabels(report, names, reference);
        try (ReportPass pass = reports.readAhead(report, texts, workers)) {
            while (pass.advance()) {
                ReportReader reader = pass.reader();
                Optional<PlainLine> line = reader.plain();
                if (line.isPresent()) {
                    taking.add(line.get(), plain, reader.lastLine());
                } else if (reader.finding().detection().isPresent()) {
                    taking.add(reader.finding(), line(report, reader, reference));
                }
            }
            pass.requireFinished();
        }
        return taking.end();
    }

    /** What is to be kept of a line of which all was read. */
    private static JudgedLine line(OpenedReport report, ReportReader reader, Optional<ReferenceLabels> reference)
            throws IOException {
        if (reference.isEmpty()) {
            return JudgedLine.NONE;
        }
        Finding finding = reader.finding();
        return JudgedLine.of(
                finding,
                reader.lastLine(),
                reader.decided(),
                report.policy(),
                reference.get().sharedBy(finding.detection().orElseThrow(), report.policy()));
    }

    /** Begins to take the labels of a report whose findings are shown one by one. */
    Taking begin(OpenedReport report) throws IOException {
        spool.beginFolder();
        return new Taking(report);
    }

    /** Takes the labels of one report, in its order. */
    final class Taking {
        private final OpenedReport report;
        private final Set<String> exemplars;
        private final Set<String> taken = new HashSet<>();
        private long images;

        private Taking(OpenedReport report) {
            this.report = report;
            this.exemplars = report.exemplars();
        }

        /**
         * Takes those of an image that has some.
         *
         * @param line what is to be kept of its line
         */
        void add(Finding finding, JudgedLine line) throws CommandFailure, IOException {
            int[] labels = numbers(report, finding.detection().orElseThrow());
            add(finding.image().key(), line, labels, labels.length);
        }

        /** Takes those of a plain line; what its call asked for is what all calls of the report did. */
        private void add(PlainLine line, PlainLabels labels, OffsetIndex.Extent place) throws IOException {
            note(report, line.model(), report.header().asked());
            int count = labels.numbers(line, numbers);
            add(line.key(), labels.line(line, place), numbers, count);
        }

        private void add(String key, JudgedLine line, int[] labels, int count) throws IOException {
            boolean isExemplar = exemplars.contains(key);
            if (isExemplar) {
                taken.add(key);
            }
            images += isExemplar || count == 0 ? 0 : 1;
            spool.add(isExemplar ? Trust.EXEMPLAR : Trust.UNSCORED, line, labels, count);
        }

        /**
         * Takes the exemplars that were not among the images, and ends it; returns how many of the images have labels to look at,
         * not counting exemplars.
         */
        long end() throws CommandFailure, IOException {
            for (ReportHeader.Answer answer : report.header().exemplarAnswers()) {
                if (taken.add(answer.image().key())) {
                    spool.add(Trust.EXEMPLAR, numbers(report, answer.detection()));
                }
            }
            return images;
        }
    }

    /** The labels of the only report that was taken, in its order, once {@link #alone} was called. */
    LabelSpool.Reading labels() {
        return spool.read(0);
    }

    /** What the images of the only report that was taken have in common. */
    FolderScores alone() throws IOException {
        return AloneScores.of(new LookedAtLabels(names), spool.folders().get(0));
    }

    /** Why that would tell nothing, of so many images; empty if it tells something. */
    Optional<String> whyNotAlone(long images) {
        if (images < FEW_IMAGES) {
            return Optional.of(Text.count(images, "image") + " with labels are too few");
        }
        if (isNarrow) {
            return Optional.of("its labels were recorded too narrowly");
        }
        return models.size() > 1 ? Optional.of("its labels are of several label models") : Optional.empty();
    }

    private int[] numbers(OpenedReport report, Detection answer) throws CommandFailure {
        report.requireSuffices(answer);
        note(report, answer.model(), answer.asked());
        return LookedAtLabels.numbers(names, answer.labels());
    }

    private void note(OpenedReport report, String model, Asked asked) {
        isNarrow |= !asked.suffices(LookedAtLabels.CONFIDENCE, LookedAtLabels.MOST);
        if (!model.isEmpty()) {
            models.putIfAbsent(
                    report.header()
                            .detecting()
                            .detector()
                            .map(detector -> detector + " " + model)
                            .orElse(model),
                    report.path());
        }
    }

    /** The label models of what was counted. More than one is refused, unless they may be mixed. */
    Set<String> models(boolean mixedModels) throws CommandFailure {
        if (models.size() > 1) {
            String seen = models.entrySet().stream()
                    .map(model -> model.getKey() + " (" + model.getValue() + ")")
                    .collect(Collectors.joining(", "));
            if (!mixedModels) {
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "the labels are of several label models, " + seen
                                + ", which name things differently: check again"
                                + " without --reuse, or add --mixed-models");
            }
            console.warn("the labels are of several label models, " + seen + ", which name things differently");
        }
        return Set.copyOf(models.keySet());
    }

    private void warnOfNumber(int folders, boolean flagDoubtful) {
        if (folders > 1 && folders <= FEW_OTHERS) {
            console.warn("with fewer than " + FEW_OTHERS + " other folders, wrong images of a class that is not among"
                    + " them are likely missed");
        } else if (folders > MANY_FOLDERS && flagDoubtful) {
            console.warn("with more than " + MANY_FOLDERS + " folders, many right images look doubtful:"
                    + " leave --flag-doubtful out");
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        spool.close();
    }
}
