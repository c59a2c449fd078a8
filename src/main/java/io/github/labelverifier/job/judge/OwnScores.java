package io.github.labelverifier.job.judge;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.DoubtJudge;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Fit;
import io.github.labelverifier.verdict.FolderImages;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.GenericLabels;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Trust;
import io.github.labelverifier.verdict.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Scores what the exemplars of a report keep by what its own images have in common, and finds out what is worth advising. Labels
 * are spooled to disk, so memory does not grow with the number of images.
 */
final class OwnScores implements Closeable {
    /** In the place of the trust in an image, which a folder alone does not need: whether it fits well. */
    private static final int FITS_WELL = 1;

    private static final int FITS_BADLY = 0;

    private final Survey survey;
    private final FolderScores scores;
    private final DoubtJudge judge;
    private final OpenedReport report;
    private final ReferenceLabels reference;
    private final List<String> labels;
    private final Map<String, Integer> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final LabelSpool kept = new LabelSpool();
    private long doubtful;

    private OwnScores(Survey survey, OpenedReport report, boolean flagDoubtful) throws CommandFailure, IOException {
        this.survey = survey;
        this.scores = survey.alone();
        this.judge = new DoubtJudge(flagDoubtful);
        this.report = report;
        this.reference = report.reference();
        this.labels =
                reference.entries().stream().map(ReferenceLabels.Entry::label).toList();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        kept.beginFolder();
    }

    /**
     * Goes through a report. There are no scores where they would tell nothing: of too few images, and of labels that were
     * recorded too narrowly or do not compare.
     */
    static Optional<OwnScores> of(
            OpenedReport report, ReportSet reports, Console console, boolean flagDoubtful, Consumer<String> warning)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        Survey survey = new Survey(console, reports);
        try {
            Optional<String> problem = survey.whyNotAlone(survey.take(report));
            if (problem.isEmpty()) {
                return Optional.of(new OwnScores(survey, report, flagDoubtful));
            }
            if (flagDoubtful) {
                warning.accept(report.location() + ": no image is called doubtful: " + problem.get());
            }
            survey.close();
            return Optional.empty();
        } catch (CommandFailure | IOException | ReportJudging.StoppedException | RuntimeException e) {
            survey.close();
            throw e;
        }
    }

    ContrastRule rule() {
        return judge.rule();
    }

    /** Scores an image that is kept. */
    Finding judge(Finding found, Detection answer) throws IOException {
        if (found.verdict() != Verdict.KEEP) {
            return found;
        }
        Finding judged = judge.judge(found, fit(answer.labels()));
        if (judged.verdict() == Verdict.KEEP && !judged.has(Reason.EXEMPLAR)) {
            note(answer);
            doubtful += judged.has(Reason.DOUBTFUL) ? 1 : 0;
        }
        return judged;
    }

    /** Notes what an image shares with the reference, and whether the rest of its labels fit. */
    private void note(Detection answer) throws IOException {
        List<Label> shared = reference.sharedLabels(answer, report.policy());
        List<Label> others = answer.labels().stream()
                .filter(label -> !shared.contains(label))
                .toList();
        kept.add(
                judge.isDoubtful(fit(others)) ? FITS_BADLY : FITS_WELL,
                shared.stream()
                        .map(label -> reference.find(label).orElseThrow().label())
                        .mapToInt(label -> Objects.requireNonNull(numbers.get(label)))
                        .distinct()
                        .toArray());
    }

    private Optional<Fit> fit(List<Label> of) {
        int[] numbersOfLabels = survey.numbers(of);
        return scores.fit(0, Trust.UNSCORED, numbersOfLabels, numbersOfLabels.length);
    }

    /** What is worth advising, once all images were judged. */
    List<Advice> advice() throws IOException {
        FolderImages<IOException> images = kept.folders().get(0);
        List<GenericLabels.Generic> generic = GenericLabels.in(
                labels.size(),
                visitor -> images.forEach((fits, shared, count) -> {
                    visitor.image(shared, count, fits == FITS_BADLY);
                    return fits;
                }));
        List<Advice> advice = new ArrayList<>();
        // Without any label there would be no reference left.
        if (generic.size() < labels.size()) {
            generic.forEach(one -> advice.add(new Advice.GenericLabel(labels.get(one.label()), one.images())));
        }
        if (advice.stream().anyMatch(one -> !isOption(((Advice.GenericLabel) one).label()))) {
            advice.clear();
        }
        if (doubtful > 0) {
            advice.add(new Advice.OtherRule(ReportHeader.CONTRAST, doubtful));
        }
        return advice;
    }

    /** Whether a label can stand in a command line as an option's value. */
    private static boolean isOption(String label) {
        return !label.isBlank()
                && !label.startsWith("-")
                && PlainText.escape(label).equals(label);
    }

    @Override
    public void close() throws IOException {
        try (survey) {
            kept.close();
        }
    }
}
