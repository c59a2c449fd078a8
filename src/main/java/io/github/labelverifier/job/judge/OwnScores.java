package io.github.labelverifier.job.judge;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.DoubtJudge;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Fit;
import io.github.labelverifier.verdict.FolderImages;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.GenericLabels;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Trust;
import io.github.labelverifier.verdict.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scores what the exemplars of a report keep by what its own images have in common, and finds out what is worth advising. Labels
 * are spooled to disk, so memory does not grow with the number of images.
 */
final class OwnScores implements Closeable {
    /** In the place of the trust in an image, which a folder alone does not need: whether it fits well. */
    private static final int FITS_WELL = 1;

    private static final int FITS_BADLY = 0;

    private final OverlapSurvey taken;
    private final FolderScores scores;
    private final DoubtJudge judge;
    private final LabelSpool kept = new LabelSpool();
    private final OverlapSpool.InOrder next;
    private final LabelSpool.Reading labelsOfNext;
    private boolean hasNext;
    private long doubtful;

    private OwnScores(OverlapSurvey taken, boolean flagDoubtful) throws IOException {
        this.taken = taken;
        this.scores = taken.survey().alone();
        this.judge = new DoubtJudge(flagDoubtful);
        this.next = taken.lines();
        this.labelsOfNext = taken.survey().labels();
        kept.beginFolder();
        advance();
    }

    /**
     * Scores what was taken, which is closed with the scores, and at once if there are none: where they would tell nothing, of
     * too few images, and of labels that were recorded too narrowly or do not compare.
     */
    static Optional<OwnScores> of(OverlapSurvey taken, boolean flagDoubtful, Consumer<String> warning)
            throws CommandFailure, IOException {
        try {
            Optional<String> problem = taken.end();
            if (problem.isEmpty()) {
                return Optional.of(new OwnScores(taken, flagDoubtful));
            }
            if (flagDoubtful) {
                warning.accept(taken.report().location() + ": no image is called doubtful: " + problem.get());
            }
            taken.close();
            return Optional.empty();
        } catch (CommandFailure | IOException | RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    ContrastRule rule() {
        return judge.rule();
    }

    private void advance() throws IOException {
        hasNext = next.advance() && labelsOfNext.advance();
    }

    /** The next line of the report, if it need not be read to be judged. */
    Optional<JudgedLine> known(ReportReader reader) {
        return hasNext && reader.isAt(next.place())
                ? Optional.of(next.line()).filter(line -> line.decided().isPresent())
                : Optional.empty();
    }

    /** Judges the next image, and scores it if it is kept. */
    Decision judge(JudgedLine known) throws IOException {
        OverlapSpool.Seen seen = next.seen();
        Decision found = Judge.decide(
                seen.isExemplar(),
                seen.isAnyCounted(),
                seen.isAnyShared(),
                known.rejectedOf(taken.report().policy()));
        return judge(found);
    }

    /** Scores the next image, which was read, if it is kept. */
    Finding judge(Finding found) throws IOException {
        if (!hasNext) {
            throw new IOException(taken.report().path() + " was changed while it was read");
        }
        return found.decided(judge(found.decision()));
    }

    private Decision judge(Decision found) throws IOException {
        int[] labels = Arrays.copyOf(labelsOfNext.labels(), labelsOfNext.count());
        Decision decision = found.verdict() == Verdict.KEEP ? judge.judge(found, fit(labels)) : found;
        if (decision.verdict() == Verdict.KEEP && !decision.reasons().contains(Reason.EXEMPLAR)) {
            note(next.seen(), labels);
            doubtful += decision.reasons().contains(Reason.DOUBTFUL) ? 1 : 0;
        }
        advance();
        return decision;
    }

    /** Notes what an image shares with the reference, and whether the rest of its labels fit. */
    private void note(OverlapSpool.Seen seen, int[] labels) throws IOException {
        int[] others = new int[labels.length - seen.places().length];
        int passed = 0;
        for (int place = 0; place < labels.length; place++) {
            if (passed < seen.places().length && seen.places()[passed] == place) {
                passed++;
            } else {
                others[place - passed] = labels[place];
            }
        }
        kept.add(judge.isDoubtful(fit(others)) ? FITS_BADLY : FITS_WELL, seen.shared());
    }

    private Optional<Fit> fit(int[] labels) {
        return scores.fit(0, Trust.UNSCORED, labels, labels.length);
    }

    /** What is worth advising, once all images were judged. */
    List<Advice> advice() throws IOException {
        List<String> labels = taken.labels();
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
        try (taken) {
            kept.close();
        }
    }
}
