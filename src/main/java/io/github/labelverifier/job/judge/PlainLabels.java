package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.LabelText;
import io.github.labelverifier.report.PlainLine;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the labels in the plain lines of a report come to, by its policy: found out of each label once, not of each image. */
final class PlainLabels {
    private static final int NOT_ENTERED = -1;

    private final OpenedReport report;
    private final LabelNames names;
    private final Optional<ReferenceLabels> reference;
    private final List<LabelText> shared = new ArrayList<>();
    private int[] numbers = new int[0];
    private int[] rejected = new int[0];
    private boolean[] isKnown = new boolean[0];
    private boolean[] isShared = new boolean[0];

    /**
     * The labels of one report.
     *
     * @param reference if lines are to be kept
     */
    PlainLabels(OpenedReport report, LabelNames names, Optional<ReferenceLabels> reference) {
        this.report = report;
        this.names = names;
        this.reference = reference;
    }

    /** Fills in the numbers of the labels that may be looked at, best first; tells how many. */
    int numbers(PlainLine line, int[] into) {
        int found = 0;
        for (int i = 0; i < line.count() && line.confidence(i) >= LookedAtLabels.CONFIDENCE; i++) {
            LabelText label = line.label(i);
            makeRoom(label);
            if (numbers[label.number()] == NOT_ENTERED) {
                numbers[label.number()] = names.enter(label.label());
            }
            into[found++] = numbers[label.number()];
        }
        return found;
    }

    /** What is to be kept of a line. */
    JudgedLine line(PlainLine line, OffsetIndex.Extent place) {
        if (reference.isEmpty()) {
            return JudgedLine.NONE;
        }
        int contained = 0;
        shared.clear();
        for (int i = 0;
                i < line.count() && line.confidence(i) >= report.policy().minConfidence();
                i++) {
            LabelText label = line.label(i);
            look(label, reference.get());
            contained |= rejected[label.number()];
            if (i < report.policy().maxLabels() && isShared[label.number()]) {
                shared.add(label);
            }
        }
        boolean isEasy = JudgedLine.hasFew(report.policy()) && line.hasOverlap(shared);
        return new JudgedLine(
                place.offset(),
                place.length(),
                line.size(),
                contained,
                true,
                isEasy ? Optional.of(line.decided()) : Optional.empty());
    }

    private void look(LabelText label, ReferenceLabels of) {
        makeRoom(label);
        if (!isKnown[label.number()]) {
            isKnown[label.number()] = true;
            Detection alone =
                    new Detection(List.of(label.label()), "", report.header().asked());
            rejected[label.number()] = JudgedLine.rejected(report.policy(), alone);
            isShared[label.number()] = !of.sharedBy(alone, report.policy()).isEmpty();
        }
    }

    private void makeRoom(LabelText label) {
        if (label.number() >= numbers.length) {
            int before = numbers.length;
            int more = Math.max(256, 2 * label.number());
            numbers = Arrays.copyOf(numbers, more);
            Arrays.fill(numbers, before, more, NOT_ENTERED);
            rejected = Arrays.copyOf(rejected, more);
            isKnown = Arrays.copyOf(isKnown, more);
            isShared = Arrays.copyOf(isShared, more);
        }
    }
}
