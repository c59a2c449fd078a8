package io.github.labelverifier.ui.view;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reasons of findings in words for people. Names and keys in them are as they are, still to be escaped. */
public final class WhyInWords {
    private static final int TOLD_LABELS = 2;
    private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private WhyInWords() {}

    /** All reasons of a finding, which name the folder that it fits better. */
    public static List<String> reasons(Finding finding) {
        return finding.reasons().stream().map(reason -> reason(reason, finding)).toList();
    }

    /**
     * All reasons of a finding, as above.
     *
     * @param minConfidence below which its labels did not count, so that none of them may have
     */
    public static List<String> reasons(Finding finding, double minConfidence) {
        boolean hasLabels =
                finding.detection().filter(answer -> !answer.labels().isEmpty()).isPresent();
        return finding.reasons().stream()
                .map(reason -> hasLabels && reason.equals(Reason.NO_LABELS)
                        ? "no label reaches " + new DecimalFormat("0.##", ROOT).format(minConfidence)
                        : reason(reason, finding))
                .toList();
    }

    private static String reason(Reason reason, Finding finding) {
        Optional<String> suggested =
                finding.contrast().flatMap(Contrast::suggest).map(ImageLocation::lastPart);
        if (suggested.isPresent() && reason.equals(Reason.FITS_ELSEWHERE)) {
            return "looks like " + suggested.get();
        }
        return suggested.isPresent() && reason.equals(Reason.DOUBTFUL)
                ? "perhaps looks like " + suggested.get()
                : reason.inWords();
    }

    /**
     * Which labels speak against an image, such as {@code Bicycle, Vehicle are rare in dog}; empty if none does.
     *
     * @param location the URI of the location that the image is at
     */
    public static Optional<String> because(Finding finding, String location) {
        List<String> rare = finding.contrast().map(Contrast::because).orElse(List.of()).stream()
                .filter(label -> label.difference() < 0 && label.here() < 0)
                .limit(TOLD_LABELS)
                .map(Contrast.LabelPoints::label)
                .toList();
        return rare.isEmpty()
                ? Optional.empty()
                : Optional.of(rare.stream().collect(Collectors.joining(", ")) + (rare.size() == 1 ? " is" : " are")
                        + " rare in " + ImageLocation.lastPart(location));
    }
}
