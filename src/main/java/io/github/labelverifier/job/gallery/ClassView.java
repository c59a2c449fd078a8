package io.github.labelverifier.job.gallery;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.text.UtcTime;
import io.github.labelverifier.verdict.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the template shows of one report, in words and numbers: what is left to it is to put these into their places.
 *
 * @param id a short name that no other report of the page has; the marks of the report are kept by it
 * @param prefix what its ids in the page begin with; empty where it is alone
 * @param level of its headings, below that of its own
 */
record ClassView(
        String id,
        String prefix,
        int number,
        boolean isAlone,
        int level,
        String name,
        String location,
        String report,
        String command,
        String reportName,
        String reviewHeader,
        String madeOf,
        List<FactView> facts,
        List<String> warnings,
        NumbersView numbers,
        List<ShareView> verdicts,
        boolean hasReasons,
        List<BarView> reasons,
        boolean hasObstacles,
        List<BarView> obstacles,
        List<BarView> labelsOfFlagged,
        List<BarView> labelsOfKept,
        SpreadView spread,
        String minConfidence,
        boolean hasReference,
        List<ReferenceView> reference,
        String generic,
        boolean hasFlagged,
        Iterable<GroupView> groups,
        List<GroupView> doubtful,
        boolean hasSample,
        String sampleNote,
        Iterable<CardView> sample,
        boolean hasAsked,
        String askedNote,
        long seed,
        Iterable<CardView> asked,
        boolean hasUnchecked,
        String uncheckedNote,
        List<UncheckedView> unchecked) {
    private static final int LABELS_IN_PLOT = 10;
    private static final int REASONS_IN_PLOT = 8;

    /** From this share on, a label that alone keeps images is worth a word. */
    private static final double GENERIC_SHARE = 0.1;

    /** A fact of the run. */
    record FactView(String name, String value) {}

    /** Numbers for the script, plain. */
    record NumbersView(
            long keep,
            long flag,
            long skip,
            long error,
            String keepText,
            String flagText,
            long flaggedShown,
            long flaggedHidden,
            String flaggedHiddenText,
            boolean isHiding,
            long sampled,
            long sampledFrom) {}

    /** A verdict's part of the bar of all images. */
    record ShareView(String name, String kind, String count, String share, String x, String width) {}

    /** A label of the reference. */
    record ReferenceView(String label, String exemplars, String kept, String alone, String share, String bar) {}

    /** A group of cards. */
    record GroupView(
            String reason,
            String count,
            String explanation,
            String leftOut,
            Iterable<CardView> cards,
            List<SetView> sets) {}

    /**
     * Cards of images that look like one that stays.
     *
     * @param name of that one
     * @param across what it means that it is in another report, and whether it is there at all; empty if nothing
     */
    record SetView(String name, String count, String across, Iterable<StayView> staying, Iterable<CardView> cards) {}

    /** An image that was not checked. */
    record UncheckedView(String name, String reason, String message) {}

    /**
     * The view of a survey; the cards are made when the template comes to them, in its order.
     *
     * @param place of the report in the page
     */
    static ClassView of(Survey survey, PageText text, Place place, Cards cards) {
        ReportHeader header = survey.header();
        Counts counts = survey.counts();
        List<Group> groups = survey.groups();
        List<Candidate> sample = survey.sample();
        List<Candidate> asked = survey.asked();
        long shown = groups.stream().mapToLong(group -> group.shown().size()).sum();
        String minConfidence = Words.number(header.policy().minConfidence());
        return new ClassView(
                place.id(),
                place.prefix(),
                place.number(),
                place.isAlone(),
                place.isAlone() ? 2 : 3,
                place.name(),
                PlainText.escape(header.location()),
                PlainText.escape(text.reportName()),
                text.deleteCommand(),
                text.reportName(),
                reviewHeader(header),
                PlainText.escape(header.tool()),
                facts(survey),
                warnings(survey),
                new NumbersView(
                        counts.keep(),
                        counts.flag(),
                        counts.skip(),
                        counts.error(),
                        Words.count(counts.keep()),
                        Words.count(counts.flag()),
                        shown,
                        counts.flag() - shown,
                        Words.count(counts.flag() - shown, "flagged image"),
                        counts.flag() > shown,
                        sample.size(),
                        survey.sampledFrom()),
                shares(counts),
                counts.flag() > 0,
                BarView.of(survey.reasons().top(REASONS_IN_PLOT), true),
                counts.skip() + counts.error() > 0,
                BarView.of(survey.obstacles().top(REASONS_IN_PLOT), true),
                BarView.of(survey.labelsOfFlagged().top(LABELS_IN_PLOT), false),
                BarView.of(survey.labelsOfKept().top(LABELS_IN_PLOT), false),
                SpreadView.of(survey.spread(), header.policy().minConfidence()),
                minConfidence,
                !survey.reference().isEmpty(),
                reference(survey),
                generic(survey),
                counts.flag() > 0,
                groups.stream()
                        .map(group -> view(group, minConfidence, cards, header.location()))
                        .toList(),
                survey.doubtful().stream()
                        .map(group -> view(group, minConfidence, cards, header.location()))
                        .toList(),
                !sample.isEmpty(),
                sampleNote(sample.size(), survey.sampledFrom()),
                cards.of(sample),
                !asked.isEmpty(),
                askedNote(asked.size(), survey.askedFrom()),
                survey.seed(),
                cards.of(asked),
                survey.unchecked().total() > 0,
                uncheckedNote(survey.unchecked()),
                unchecked(survey.unchecked()));
    }

    /** The first line of a review of this report. */
    private static String reviewHeader(ReportHeader header) {
        return "{\"type\":\"review-header\",\"schema\":1,\"tool\":" + CardView.json(header.tool()) + ",\"location\":"
                + CardView.json(header.location()) + ",\"startedAt\":"
                + CardView.json(header.startedAt().toString()) + "}";
    }

    private static List<FactView> facts(Survey survey) {
        ReportHeader header = survey.header();
        List<FactView> facts = new ArrayList<>();
        facts.add(new FactView("Checked", UtcTime.minute(header.startedAt())));
        facts.add(new FactView("Exemplars", listed(header.exemplars(), "none")));
        facts.add(new FactView(
                "Counts from",
                Words.number(header.policy().minConfidence()) + " % confidence, best "
                        + header.policy().maxLabels() + " labels"));
        facts.add(new FactView("Rejected", listed(header.policy().rejected(), "nothing")));
        if (!header.policy().ignored().isEmpty()) {
            facts.add(new FactView("Ignored", listed(header.policy().ignored(), "")));
        }
        return facts;
    }

    private static String listed(List<String> names, String none) {
        int most = 5;
        String text = names.stream().limit(most).map(PlainText::escape).collect(Collectors.joining(", "));
        String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
        return names.isEmpty() ? none : text + more;
    }

    private static List<String> warnings(Survey survey) {
        List<String> warnings = new ArrayList<>();
        if (survey.summary().isEmpty()) {
            warnings.add("The report is unfinished: it was stopped before all images were checked, and delete will"
                    + " refuse it. Go on with verify --reuse.");
        }
        return warnings;
    }

    private static List<ShareView> shares(Counts counts) {
        List<ShareView> shares = new ArrayList<>();
        double x = 0;
        String[] names = {"kept", "flagged", "skipped", "not checked"};
        String[] kinds = {"keep", "flag", "skip", "error"};
        long[] numbers = {counts.keep(), counts.flag(), counts.skip(), counts.error()};
        for (int i = 0; i < names.length; i++) {
            double width = counts.images() == 0 ? 0 : 100.0 * numbers[i] / counts.images();
            shares.add(new ShareView(
                    names[i],
                    kinds[i],
                    Words.count(numbers[i]),
                    Words.share(numbers[i], counts.images()),
                    String.valueOf(x),
                    String.valueOf(width)));
            x += width;
        }
        return shares;
    }

    private static List<ReferenceView> reference(Survey survey) {
        return survey.reference().stream()
                .map(row -> new ReferenceView(
                        PlainText.escape(row.label()),
                        row.exemplars() == 0 ? "by name" : Words.count(row.exemplars()),
                        Words.count(row.kept()),
                        Words.count(row.alone()),
                        Words.share(row.alone(), survey.judgedKept()),
                        String.valueOf(survey.judgedKept() == 0 ? 0 : 100.0 * row.alone() / survey.judgedKept())))
                .toList();
    }

    private static String generic(Survey survey) {
        return survey.reference().stream()
                .filter(row -> row.alone() >= 2 && row.alone() >= GENERIC_SHARE * survey.judgedKept())
                .findFirst()
                .map(row -> PlainText.escape(row.label()) + " alone has kept "
                        + Words.count(row.alone(), "image") + " (" + Words.share(row.alone(), survey.judgedKept())
                        + "). If they do not belong, it is too generic: try --ignore-label "
                        + PlainText.escape(row.label()) + ".")
                .orElse("");
    }

    private static GroupView view(Group group, String minConfidence, Cards cards, String location) {
        List<NearSet> sets = group.sets();
        long leftOut = group.total() - group.shown().size();
        return new GroupView(
                PlainText.escape(Words.reason(group.reason())),
                Words.count(group.total()),
                PlainText.escape(Words.explain(group.reason(), minConfidence)),
                leftOut == 0
                        ? ""
                        : "Shown are the worst " + Words.count(group.shown().size()) + "; " + Words.count(leftOut)
                                + " more are left out (--max-images).",
                sets.isEmpty() ? cards.of(group.shown()) : List.of(),
                sets.stream().map(set -> view(set, cards, location)).toList());
    }

    private static SetView view(NearSet set, Cards cards, String location) {
        return new SetView(
                PlainText.escape(set.other()),
                Words.count(set.members().size(), "image")
                        + (set.members().size() == 1 ? " looks like " : " look like "),
                PlainText.escape(cards.known(set.other())
                        .map(staying -> staying.acrossFrom(location))
                        .orElse("It is in no report of this page.")),
                cards.staying(set.other()),
                cards.of(set.members()));
    }

    private static String sampleNote(int sampled, long from) {
        return sampled == from
                ? "All " + Words.count(from, "image") + " that were kept, the most doubtful first."
                : Words.count(sampled) + " of " + Words.count(from) + " kept images, drawn at random; the most doubtful"
                        + " come first.";
    }

    private static String askedNote(int asked, long from) {
        return (asked == from ? "All " : Words.count(asked) + " of ") + Words.count(from) + " checked images"
                + (asked == from ? ", in an order by chance" : ", drawn at random");
    }

    private static String uncheckedNote(Unchecked unchecked) {
        long leftOut = unchecked.total() - unchecked.rows().size();
        return leftOut == 0
                ? ""
                : "The first " + Words.count(unchecked.rows().size()) + " of " + Words.count(unchecked.total())
                        + "; the report names all.";
    }

    private static List<UncheckedView> unchecked(Unchecked unchecked) {
        return unchecked.rows().stream()
                .map(row -> new UncheckedView(
                        PlainText.escape(row.key()),
                        PlainText.escape(Words.reason(row.reason())),
                        PlainText.escape(row.message())))
                .toList();
    }
}
