package io.github.labelverifier.ui.view;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** What was noted of the quality of the picture, and is no reason as it is. */
    public static List<String> notes(Finding finding) {
        return finding.picture().map(PictureFacts::notes).orElse(List.of()).stream()
                .filter(note -> !finding.has(Reason.quality(note)))
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
     * Which labels speak against an image, such as {@code Bicycle, Vehicle are rare in dog}, or where they are none too rare
     * there, {@code Bicycle is commoner in unicycle}; empty if none does.
     *
     * @param location the URI of the location that the image is at
     */
    public static Optional<String> because(Finding finding, String location) {
        List<Contrast.LabelPoints> against = finding.contrast().map(Contrast::because).orElse(List.of()).stream()
                .filter(label -> label.difference() < 0)
                .toList();
        Optional<String> rare = labels(against.stream().filter(label -> label.here() < 0))
                .map(labels -> labels + " rare in " + ImageLocation.lastPart(location));
        Optional<String> suggested =
                finding.contrast().flatMap(Contrast::suggest).map(ImageLocation::lastPart);
        return rare.or(() ->
                suggested.flatMap(folder -> labels(against.stream()).map(labels -> labels + " commoner in " + folder)));
    }

    /** The first few of these labels, and the verb for them. */
    private static Optional<String> labels(Stream<Contrast.LabelPoints> labels) {
        List<String> told =
                labels.limit(TOLD_LABELS).map(Contrast.LabelPoints::label).toList();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", told) + (told.size() == 1 ? " is" : " are"));
    }
}
