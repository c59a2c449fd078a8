package io.github.labelverifier.job.gallery;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.view.WhyInWords;
import io.github.labelverifier.verdict.Badness;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Makes candidates of findings: sorts their labels into kinds, and tells how bad they are. */
public final class CandidateMaker {
    /** More than this is on no card; what is rejected, shared or nearly so comes first. */
    private static final int LABELS = 14;

    private static final Comparator<ShownLabel> TELLING_FIRST = Comparator.<ShownLabel, ShownLabel.Kind>comparing(
                    label -> label.kind() == ShownLabel.Kind.FAINT ? ShownLabel.Kind.OTHER : label.kind())
            .thenComparing(Comparator.comparingDouble(ShownLabel::confidence).reversed());

    private final double minConfidence;
    private final ReferenceLabels reference;
    private final Badness badness;
    private final String location;

    /** A maker for the findings of a report. */
    public CandidateMaker(ReportHeader header) {
        minConfidence = header.policy().minConfidence();
        reference = new ReferenceLabels(header.reference());
        badness = new Badness(reference, header.isByScore());
        location = header.location();
    }

    /**
     * The candidate of a finding.
     *
     * @param position its place in the report, from 0
     */
    public Candidate make(Finding finding, long position) {
        return new Candidate(
                finding.image(),
                finding.verdict(),
                finding.reasons(),
                WhyInWords.reasons(finding, minConfidence),
                WhyInWords.because(finding, location).orElse(""),
                WhyInWords.notes(finding),
                labels(finding),
                largest(finding),
                finding.contrast().flatMap(Contrast::suggest),
                badness.of(finding),
                position);
    }

    private List<ShownLabel> labels(Finding finding) {
        Set<String> overlap = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        overlap.addAll(finding.overlap());
        List<String> rejected = finding.rejected();
        List<ShownLabel> labels = new ArrayList<>();
        for (Label label : found(finding)) {
            labels.add(new ShownLabel(label.name(), label.confidence(), kind(label, overlap, rejected)));
        }
        return labels.stream().sorted(TELLING_FIRST).limit(LABELS).toList();
    }

    private ShownLabel.Kind kind(Label label, Set<String> overlap, List<String> rejected) {
        boolean counts = label.confidence() >= minConfidence;
        if (counts && rejected.stream().anyMatch(label::isKindOf)) {
            return ShownLabel.Kind.REJECTED;
        }
        if (overlap.contains(label.name())) {
            return ShownLabel.Kind.SHARED;
        }
        if (reference.contains(label)) {
            return ShownLabel.Kind.NEAR;
        }
        return counts ? ShownLabel.Kind.OTHER : ShownLabel.Kind.FAINT;
    }

    /** The size of the class in the picture: boxed are the labels of things, and the reference has those of the class. */
    private OptionalDouble largest(Finding finding) {
        return found(finding).stream()
                .filter(reference::contains)
                .flatMap(label -> label.instances().stream())
                .mapToDouble(Instances::largest)
                .max();
    }

    /** The confidence of the best label that the reference has too, whether it counted or not; 0 if there is none. */
    double bestInReference(List<Label> labels) {
        double best = 0;
        for (Label label : labels) {
            if (reference.contains(label)) {
                best = Math.max(best, label.confidence());
            }
        }
        return best;
    }

    static List<Label> found(Finding finding) {
        return finding.detection().map(Detection::labels).orElse(List.of());
    }
}
