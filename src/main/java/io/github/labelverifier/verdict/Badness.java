package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.List;

/**
 * How little an image fits, as a number that orders findings: the one order in which everything that puts the worst first
 * puts them.
 *
 * <p>By the contrast rule the lowest score is the worst. By the other one, from the worst on: what contains a rejected
 * label, the surest first; what shares nothing, and then what has no label that counts, that which is farthest from the
 * reference first; what is doubtful, by its score; what could not be checked; what was skipped; and what fits, by its score
 * too, or that first which shares the fewest labels where there are no scores.
 */
public final class Badness {
    /** The badness of what is worst. */
    public static final double MOST = 1000;

    // The classes of findings lie farther apart than two of the same class can.
    private static final double CONTRAST = 900;
    private static final double REJECTED = 700;
    private static final double NO_OVERLAP = 500;
    private static final double OTHERWISE_FLAGGED = 300;
    private static final double DOUBTFUL = 250;
    private static final double ERROR = 200;
    private static final double SKIP = 150;
    private static final double KEEP = 100;

    /** The middle of those that are kept. */
    private static final double SCORED = 50;

    /** Points are at most 4, so a score is at most 9 from zero. */
    private static final double A_POINT = 10;

    private static final double FULL_CONFIDENCE = 100;

    private final ReferenceLabels reference;
    private final boolean byScore;

    /**
     * How little an image fits this reference.
     *
     * @param byScore whether the score alone decides, where there is one: so it is by the contrast rule
     */
    public Badness(ReferenceLabels reference, boolean byScore) {
        this.reference = reference;
        this.byScore = byScore;
    }

    /** The badness of a finding: from 0 to {@link #MOST}, also of a report that no run wrote. */
    public double of(Finding finding) {
        double badness = unbounded(finding);
        return Double.isNaN(badness) ? 0 : Math.max(0, Math.min(MOST, badness));
    }

    private double unbounded(Finding finding) {
        if (byScore && finding.contrast().isPresent()) {
            return CONTRAST - A_POINT * finding.contrast().get().score();
        }
        if (finding.has(Reason.DOUBTFUL)) {
            return DOUBTFUL + within(finding);
        }
        return switch (finding.verdict()) {
            case FLAG -> ofFlagged(finding);
            case ERROR -> ERROR;
            case SKIP -> SKIP;
            case KEEP ->
                finding.contrast().isPresent()
                        ? SCORED + within(finding)
                        : KEEP / (1 + finding.overlap().size());
        };
    }

    /** Larger the lower the score is, and never more than the room of a class: it is that of a folder alone, 4 at most. */
    private static double within(Finding finding) {
        double score = finding.contrast().map(Contrast::score).orElse(0.0);
        return -A_POINT * Math.max(-4, Math.min(4, score));
    }

    private double ofFlagged(Finding finding) {
        List<Label> labels = finding.detection().map(Detection::labels).orElse(List.of());
        if (!finding.rejected().isEmpty()) {
            return REJECTED + rejected(finding, labels);
        }
        double best = labels.stream().mapToDouble(Label::confidence).max().orElse(0);
        // What comes near to the reference may be a close miss. Of the rest, the surest to be something else comes
        // first,
        // or, where no label counts, that of which the least is known.
        double far = FULL_CONFIDENCE - bestInReference(labels);
        return finding.has(Reason.NO_LABELS)
                ? OTHERWISE_FLAGGED + far + (FULL_CONFIDENCE - best) / MOST
                : (finding.has(Reason.NO_OVERLAP) ? NO_OVERLAP : OTHERWISE_FLAGGED) + far + best / MOST;
    }

    private static double rejected(Finding finding, List<Label> labels) {
        return finding.rejected().stream()
                .flatMapToDouble(name ->
                        labels.stream().filter(label -> label.isKindOf(name)).mapToDouble(Label::confidence))
                .max()
                .orElse(0);
    }

    /** The confidence of the best label that the reference has too, whether it counted or not; 0 if there is none. */
    private double bestInReference(List<Label> labels) {
        return labels.stream()
                .filter(label -> reference.contains(label.name()))
                .mapToDouble(Label::confidence)
                .max()
                .orElse(0);
    }
}
