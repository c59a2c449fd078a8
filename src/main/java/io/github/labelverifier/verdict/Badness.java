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
 * reference first; what could not be checked; what was skipped; and what fits, that first which shares the fewest labels.
 */
public final class Badness {
    /** The badness of what is worst. */
    public static final double MOST = 1000;

    // The classes of findings lie farther apart than two of the same class can.
    private static final double CONTRAST = 900;
    private static final double REJECTED = 700;
    private static final double NO_OVERLAP = 500;
    private static final double OTHERWISE_FLAGGED = 300;
    private static final double ERROR = 200;
    private static final double SKIP = 150;
    private static final double KEEP = 100;

    /** Points are at most 4, so a score is at most 8 from zero. */
    private static final double A_POINT = 10;

    private static final double FULL_CONFIDENCE = 100;

    private final ReferenceLabels reference;

    /** How little an image fits this reference. */
    public Badness(ReferenceLabels reference) {
        this.reference = reference;
    }

    /** The badness of a finding: from 0 to {@link #MOST}, also of a report that no run wrote. */
    public double of(Finding finding) {
        double badness = unbounded(finding);
        return Double.isNaN(badness) ? 0 : Math.max(0, Math.min(MOST, badness));
    }

    private double unbounded(Finding finding) {
        if (finding.contrast().isPresent()) {
            return CONTRAST - A_POINT * finding.contrast().get().score();
        }
        return switch (finding.verdict()) {
            case FLAG -> ofFlagged(finding);
            case ERROR -> ERROR;
            case SKIP -> SKIP;
            case KEEP -> KEEP / (1 + finding.overlap().size());
        };
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
