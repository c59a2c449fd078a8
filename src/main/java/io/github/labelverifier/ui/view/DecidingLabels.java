package io.github.labelverifier.ui.view;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Which of an image's labels decided on its verdict. */
public final class DecidingLabels {
    private DecidingLabels() {}

    /** Whether a label did: a rejected one, or one that speaks against the image; of a kept image, one that it shares. */
    public static boolean has(Finding finding, Label label) {
        if (finding.rejected().stream().anyMatch(name -> isRejected(finding, label, name))) {
            return true;
        }
        boolean speaksAgainst = finding.contrast().map(Contrast::because).orElse(List.of()).stream()
                .anyMatch(points -> points.difference() < 0 && label.isCalled(points.label()));
        boolean isShared = !finding.isRemovable() && finding.overlap().stream().anyMatch(label::isCalled);
        return speaksAgainst || isShared;
    }

    /** A label of the rejected name itself says it best; only without one do those of its kind. */
    private static boolean isRejected(Finding finding, Label label, String name) {
        boolean isNamed = finding.detection().map(Detection::labels).orElse(List.of()).stream()
                .anyMatch(other -> other.isCalled(name));
        return isNamed ? label.isCalled(name) : label.isKindOf(name);
    }

    /** All labels of an image, those first that decided, which may be far from the best ones. */
    public static List<Label> first(Finding finding) {
        List<Label> labels = finding.detection().map(Detection::labels).orElse(List.of());
        return Stream.concat(
                        labels.stream().filter(label -> has(finding, label)),
                        labels.stream().filter(label -> !has(finding, label)))
                .toList();
    }
}
