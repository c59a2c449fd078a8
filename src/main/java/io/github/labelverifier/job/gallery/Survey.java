package io.github.labelverifier.job.gallery;

import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reading of a report from end to end: what the page counts, and which images it shows. Only these stay in memory, so
 * that the size of the report does not count.
 */
final class Survey {
    private static final int BINS = 15;

    private final ReportHeader header;
    private final Optional<ReportSummary> summary;
    private final GallerySettings settings;
    private final CandidateMaker maker;
    private final FlaggedGroups flagged;
    private final WorstFirst doubtful;
    private final RandomSample sample;
    private final Optional<SampleDraw> asked;
    private final Unchecked unchecked = new Unchecked();
    private final LabelTally reasons = new LabelTally();
    private final LabelTally obstacles = new LabelTally();
    private final LabelTally labelsOfKept = new LabelTally();
    private final LabelTally labelsOfFlagged = new LabelTally();
    private final Spread spread;
    private final ReferenceUse reference;
    private Counts counts = Counts.NONE;

    private Survey(ReportReader reader, GallerySettings settings) throws IOException {
        this.settings = settings;
        header = reader.header();
        maker = new CandidateMaker(header);
        flagged = new FlaggedGroups(settings.maxImages());
        doubtful = new WorstFirst(settings.maxImages());
        sample = new RandomSample(Math.min(settings.sample(), settings.maxImages()), settings.seed());
        asked = settings.asked().map(SampleDraw::new);
        spread = new Spread(
                Math.min(header.asked().minConfidence(), header.policy().minConfidence()), BINS);
        reference = new ReferenceUse(header.reference());
        for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
            add(next.get());
        }
        summary = reader.summary();
    }

    /** Reads a report, which may be unfinished. */
    static Survey of(Path report, GallerySettings settings) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            return new Survey(reader, settings);
        }
    }

    private void add(Finding finding) {
        long position = counts.images();
        counts = counts.plus(finding);
        asked.ifPresent(draw -> draw.offer(finding, position));
        switch (finding.verdict()) {
            case FLAG -> {
                flagged.add(maker.make(finding, position));
                finding.reasons().forEach(reason -> reasons.add(reason.counted().text()));
                addLabels(finding, labelsOfFlagged, false);
            }
            case KEEP -> {
                // That an exemplar is right is known, so it tells nothing about misses.
                if (finding.has(Reason.DOUBTFUL)) {
                    doubtful.add(maker.make(finding, position));
                    reference.add(finding);
                } else if (!finding.has(Reason.EXEMPLAR)) {
                    sample.offer(() -> maker.make(finding, position));
                    reference.add(finding);
                }
                addLabels(finding, labelsOfKept, true);
            }
            case SKIP, ERROR -> {
                unchecked.add(finding);
                finding.reasons().forEach(reason -> obstacles.add(reason.text()));
            }
        }
    }

    private void addLabels(Finding finding, LabelTally tally, boolean isKept) {
        List<Label> labels = CandidateMaker.found(finding);
        for (Label label : labels) {
            if (label.confidence() >= header.policy().minConfidence()) {
                tally.add(label.name());
            }
        }
        double best = maker.bestInReference(labels);
        if (best > 0) {
            spread.add(best, isKept);
        }
    }

    ReportHeader header() {
        return header;
    }

    /** The last line; empty if the report is unfinished. */
    Optional<ReportSummary> summary() {
        return summary;
    }

    Counts counts() {
        return counts;
    }

    /** Whether a flagged image is shown beside the one that it looks like. */
    boolean isOfSet(Candidate candidate) {
        return candidate.verdict() == Verdict.FLAG && flagged.isOfSet(candidate);
    }

    /** The images that the page asks about, in the order in which it asks. */
    List<Candidate> asked() {
        return asked.map(SampleDraw::drawn).orElseGet(List::of).stream()
                .map(one -> maker.make(one.finding(), one.position()))
                .toList();
    }

    /** How many images those were drawn from. */
    long askedFrom() {
        return asked.map(SampleDraw::offered).orElse(0L);
    }

    /** What the images are drawn by that the page asks about. */
    long seed() {
        return settings.seed();
    }

    /** The flagged images to show, by reason. */
    List<Group> groups() {
        return flagged.list(places() - sample().size() - placesOfDoubtful());
    }

    /** The kept images that are doubtful; empty if there are none. */
    Optional<Group> doubtful() {
        return doubtful.total() == 0
                ? Optional.empty()
                : Optional.of(new Group(
                        Reason.DOUBTFUL, doubtful.total(), doubtful.list().subList(0, placesOfDoubtful())));
    }

    /** The kept images to show. */
    List<Candidate> sample() {
        return sample.list(placesOfSample());
    }

    /** All images to show, in the order of the page. */
    List<Candidate> shown() {
        return Stream.of(
                        asked().stream(),
                        groups().stream().flatMap(group -> group.shown().stream()),
                        doubtful().stream().flatMap(group -> group.shown().stream()),
                        sample().stream())
                .flatMap(candidates -> candidates)
                .toList();
    }

    /** What the images leave that are asked about: without all of them there would be no random sample. */
    private int places() {
        return Math.max(
                0, settings.maxImages() - asked.map(draw -> draw.drawn().size()).orElse(0));
    }

    /** The flagged have the first claim: what they leave is for the kept. */
    private int placesForKept() {
        return (int) Math.max(0, places() - counts.flag() - flagged.staying());
    }

    /** Doubtful images are likelier misses than others, but leave these half of the room. */
    private int placesOfDoubtful() {
        int places = placesForKept();
        long others = Math.min(places / 2, Math.min(settings.sample(), sample.total()));
        return (int) Math.min(doubtful.total(), places - others);
    }

    private int placesOfSample() {
        return placesForKept() - placesOfDoubtful();
    }

    /** How many kept images the sample was drawn from: neither exemplars nor doubtful ones are among them. */
    long sampledFrom() {
        return sample.total();
    }

    /** How many images are kept for what they show: all that are kept but exemplars. */
    long judgedKept() {
        return sample.total() + doubtful.total();
    }

    Unchecked unchecked() {
        return unchecked;
    }

    /** Why images were flagged. */
    LabelTally reasons() {
        return reasons;
    }

    /** Why images could not be checked. */
    LabelTally obstacles() {
        return obstacles;
    }

    LabelTally labelsOfKept() {
        return labelsOfKept;
    }

    LabelTally labelsOfFlagged() {
        return labelsOfFlagged;
    }

    Spread spread() {
        return spread;
    }

    List<ReferenceUse.Row> reference() {
        return reference.rows();
    }
}
