package io.github.labelverifier.ui.view;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
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

    /** A reason as the report names it; one that has no words stays as it is. */
    public static String reason(String reason) {
        if (reason.startsWith(Finding.DUPLICATE_OF)) {
            return "the same as " + reason.substring(Finding.DUPLICATE_OF.length());
        }
        if (reason.startsWith(Judge.CONTAINS)) {
            return "contains " + reason.substring(Judge.CONTAINS.length());
        }
        if (reason.startsWith(SkipRule.UNSUPPORTED_FORMAT)) {
            return "unsupported format: " + reason.substring(SkipRule.UNSUPPORTED_FORMAT.length());
        }
        return switch (reason) {
            case Judge.NO_OVERLAP -> "nothing in common";
            case Judge.NO_LABELS -> "no labels";
            case ContrastRule.FITS_ELSEWHERE -> "fits elsewhere";
            case ContrastRule.UNLIKE_THE_REST -> "unlike the rest";
            case Finding.DUPLICATE -> "the same as another image";
            default -> reason;
        };
    }

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
                .map(reason -> hasLabels && reason.equals(Judge.NO_LABELS)
                        ? "no label reaches " + new DecimalFormat("0.##", ROOT).format(minConfidence)
                        : reason(reason, finding))
                .toList();
    }

    private static String reason(String reason, Finding finding) {
        Optional<String> suggested =
                finding.contrast().flatMap(Contrast::suggest).map(ImageLocation::lastPart);
        if (suggested.isPresent() && reason.equals(ContrastRule.FITS_ELSEWHERE)) {
            return "looks like " + suggested.get();
        }
        return suggested.isPresent() && reason.equals(ContrastRule.DOUBTFUL)
                ? "perhaps looks like " + suggested.get()
                : reason(reason);
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
