package io.github.labelverifier.label;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What DetectLabels answered for one image.
 *
 * @param labels best first
 * @param model the LabelModelVersion, such as {@code 3.0}; labels can be compared only within one; empty if not told
 * @param asked what the call asked for
 * @param sent what was sent in the place of the image; empty if it was asked for as it is
 */
public record Detection(List<Label> labels, String model, Asked asked, Optional<Sent> sent) {
    // A stable sort: labels of equal confidence stay in the order of the answer.
    private static final Comparator<Label> BEST_FIRST =
            Comparator.comparingDouble(Label::confidence).reversed();

    /** Answers of a few labels take some 10 KB; a report's line must not grow without bound. */
    private static final int MOST_TEXT = 1_000_000;

    /** The most characters that the name of a label model has. */
    public static final int LONGEST_MODEL = 100;

    /**
     * The rule of what is an answer, for detectors and for reports alike: what one takes, the other must not refuse.
     *
     * @throws UnusableAnswerException if it is none
     */
    public Detection {
        if (labels.size() > Asked.MOST_LABELS) {
            throw new UnusableAnswerException("it has " + labels.size() + " labels");
        }
        if (model.length() > LONGEST_MODEL) {
            throw new UnusableAnswerException("its label model has a name of " + model.length() + " characters");
        }
        // By hand: this is done for every image, and streams take several times as long.
        long text = 0;
        boolean isBestFirst = true;
        double last = Double.POSITIVE_INFINITY;
        for (Label label : labels) {
            text += textOf(label);
            isBestFirst &= Double.compare(last, label.confidence()) >= 0;
            last = label.confidence();
        }
        if (text > MOST_TEXT) {
            throw new UnusableAnswerException("its labels have " + text + " characters");
        }
        labels = isBestFirst
                ? List.copyOf(labels)
                : labels.stream().sorted(BEST_FIRST).toList();
    }

    /** An answer for an image as it is. */
    public Detection(List<Label> labels, String model, Asked asked) {
        this(labels, model, asked, Optional.empty());
    }

    /** The same answer, for what was sent in the place of the image. */
    public Detection of(Sent other) {
        return new Detection(labels, model, asked, Optional.of(other));
    }

    private static long textOf(Label label) {
        return label.name().length() + textOf(label.parents()) + textOf(label.aliases());
    }

    private static long textOf(List<String> names) {
        long text = 0;
        for (String name : names) {
            text += name.length();
        }
        return text;
    }

    /** Whether the answer was cut at the number of labels asked for, so that there may be more. */
    public boolean isCut() {
        return labels.size() >= asked.maxLabels();
    }
}
