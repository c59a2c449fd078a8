package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what was seen, and tells it. */
final class SeenTally {
    private final Map<String, Long> notes = new TreeMap<>();
    private final Map<String, Long> acrossClasses = new TreeMap<>();
    private final Map<String, Long> acrossReports = new TreeMap<>();
    private long twins;
    private long unflaggedTwins;
    private long flagged;
    private long flaggedBefore;
    private boolean isChanged;

    void notes(List<String> ofOne) {
        ofOne.forEach(note -> notes.merge(note, 1L, Long::sum));
    }

    /** What was made of a finding. */
    void judged(Finding before, Finding now, boolean isTwin) {
        SeenReasons was = SeenReasons.of(before);
        SeenReasons is = SeenReasons.of(now);
        flaggedBefore += was.areAny() ? 1 : 0;
        flagged += is.areAny() ? 1 : 0;
        isChanged |= !before.reasons().equals(now.reasons());
        if (isTwin && is.near().isEmpty() && !now.has(Reason.EXEMPLAR)) {
            unflaggedTwins++;
        }
    }

    /** One image looks like another, which may be of another report: of another class, or of the same, as train and test. */
    void twin(InspectedReport report, InspectedReport there) {
        twins++;
        if (report.number() != there.number()) {
            String one = report.location().uri();
            String other = there.location().uri();
            boolean isOneClass = ImageLocation.lastPart(one).equals(ImageLocation.lastPart(other));
            String pair = one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
            (isOneClass ? acrossReports : acrossClasses).merge(pair, 1L, Long::sum);
        }
    }

    void tell(Console console) {
        acrossClasses.forEach((pair, count) -> console.warn(Text.count(count, "image") + " of " + pair
                + " look alike: a picture cannot be of two classes, one of the labels is wrong"));
        acrossReports.forEach((pair, count) -> console.warn(
                Text.count(count, "image") + " of " + pair + " look alike: what a model is tested with, it has seen"));
        SummaryLines lines = new SummaryLines(console);
        if (!notes.isEmpty()) {
            lines.tell(
                    SummaryLines.Name.QUALITY,
                    notes.entrySet().stream()
                            .map(note -> Text.count(note.getValue()) + " " + note.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (twins > 0) {
            lines.tell(
                    SummaryLines.Name.ALIKE,
                    Text.count(twins, "image") + (twins == 1 ? " looks" : " look") + " like another one"
                            + (unflaggedTwins == 0 ? "" : ": --flag-near-duplicates flags all but one of each group"));
        }
        if (flagged > 0 || flaggedBefore > 0) {
            lines.tell(
                    SummaryLines.Name.RESULT,
                    (flagged == 0 ? "no image" : Text.count(flagged, "image"))
                            + (flagged > 1 ? " are" : " is")
                            + " flagged by what was seen"
                            + before());
        }
    }

    private String before() {
        if (flaggedBefore == 0) {
            return "";
        }
        return isChanged
                ? ", " + Text.count(flaggedBefore) + (flaggedBefore == 1 ? " was" : " were") + " before"
                : ", as before";
    }
}
