package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewSample;
import io.github.labelverifier.review.ReviewUnfitException;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.ui.text.ShellWords;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.PromisedCut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people have said of random samples of the images that are judged: which are right and which are wrong, as the reviews
 * beside the reports have it, and how well each fits.
 */
final class MarkedSample {
    private static final double PERCENT = 100;
    private static final int SAMPLES_AT_ONCE = 20;

    private final List<OpenedReport> sampled = new ArrayList<>();
    private final List<OpenedReport> others = new ArrayList<>();
    private final List<Double> right = new ArrayList<>();
    private final List<Double> wrong = new ArrayList<>();
    private int drawn;
    private int unsure;

    private MarkedSample() {}

    /** The samples of the reports that are judged; empty if none of them has one. */
    static Optional<MarkedSample> of(ReportSet reports, Fits fits)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        MarkedSample marks = new MarkedSample();
        for (OpenedReport report : reports.targets()) {
            if (!ReviewFile.exists(report.path())) {
                marks.others.add(report);
                continue;
            }
            try (ReviewFile review = ReviewFile.view(ReviewFile.pathFor(report.path()), report.header())) {
                if (review.sample().isPresent()) {
                    marks.sampled.add(report);
                    marks.add(reports, report, fits, review, review.sample().get());
                } else {
                    marks.others.add(report);
                }
            } catch (ReviewUnfitException e) {
                throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
            }
        }
        return marks.sampled.isEmpty() ? Optional.empty() : Optional.of(marks);
    }

    private void add(ReportSet reports, OpenedReport report, Fits fits, ReviewFile review, ReviewSample sample)
            throws IOException, ReportJudging.StoppedException {
        Map<Long, Decision.Choice> marked = new HashMap<>();
        for (SampleDraw.Drawn one : draw(reports, report, sample)) {
            drawn++;
            review.of(one.finding().image()).ifPresent(decision -> marked.put(one.position(), decision.choice()));
        }
        Fits.InOrder fitsOfReport = fits.of(report);
        try (ReportPass pass = reports.read(report)) {
            long position = 0;
            for (Optional<Finding> next = pass.next(); next.isPresent(); next = pass.next()) {
                Finding finding = next.get();
                if (finding.detection().isPresent()) {
                    if (!fitsOfReport.advance()) {
                        throw new IOException(report.path() + " was changed while it was read");
                    }
                    double score = fitsOfReport.fit().map(fit -> fit.score()).orElse(Double.NEGATIVE_INFINITY);
                    Optional.ofNullable(marked.get(position)).ifPresent(choice -> add(choice, score));
                }
                position++;
            }
        }
    }

    private static List<SampleDraw.Drawn> draw(ReportSet reports, OpenedReport report, ReviewSample sample)
            throws IOException, ReportJudging.StoppedException {
        SampleDraw draw = new SampleDraw(sample);
        try (ReportPass pass = reports.read(report)) {
            long position = 0;
            for (Optional<Finding> next = pass.next(); next.isPresent(); next = pass.next()) {
                draw.offer(next.get(), position++);
            }
        }
        return draw.drawn();
    }

    private void add(Decision.Choice choice, double score) {
        switch (choice) {
            case KEEP -> right.add(score);
            case REMOVE, MOVE -> wrong.add(score);
            case UNSURE -> unsure++;
        }
    }

    /**
     * The cut that flags on average at most this share of the right images.
     *
     * @throws CommandFailure if too few are marked to promise that
     */
    PromisedCut cut(double percent) throws CommandFailure {
        int needed = PromisedCut.needed(percent / PERCENT);
        if (right.size() < needed) {
            int more = needed - right.size();
            int left = drawn - right.size() - wrong.size() - unsure;
            int size = left >= more
                    ? drawn
                    : drawn + (more - left + SAMPLES_AT_ONCE - 1) / SAMPLES_AT_ONCE * SAMPLES_AT_ONCE;
            String reports = sampled.stream()
                    .map(report -> ShellWords.quote(report.path().toString()))
                    .collect(Collectors.joining(" "));
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the sample has " + Text.count(right.size(), "image") + " marked right, and --max-false-flags "
                            + Text.number(percent) + " needs " + Text.count(needed) + ": mark " + Text.count(more)
                            + " more, with label-verifier review " + reports + " --sample "
                            + (size + sampled.size() - 1) / sampled.size());
        }
        PromisedCut promised = PromisedCut.of(right, percent / PERCENT);
        if (!Double.isFinite(promised.cut())) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "--max-false-flags " + Text.number(percent) + " cannot be promised: more of the images marked right"
                            + " have no labels, and those are flagged at any cut");
        }
        return promised;
    }

    /** What the cut rests on, what it promises, and what it would catch; and of which reports nothing is known. */
    List<String> words(PromisedCut promised, double percent) {
        long caught = wrong.stream().filter(score -> score < promised.cut()).count();
        List<String> words = new ArrayList<>();
        words.add("Cut " + String.format(Locale.ROOT, "%.2f", promised.cut()) + " from the sample: " + Text.count(drawn)
                + " drawn, "
                + Text.count(right.size()) + " marked right, " + Text.count(wrong.size()) + " wrong"
                + (unsure > 0 ? ", " + Text.count(unsure) + " unsure" : "")
                + ". On average it flags at most " + Text.number(percent) + "% of the right images");
        if (!wrong.isEmpty()) {
            words.add("Of the " + Text.count(wrong.size()) + " marked wrong, it catches " + Text.count(caught));
        }
        others.forEach(report -> words.add(report.path() + " has no sample: of its images nothing is promised"));
        return words;
    }
}
