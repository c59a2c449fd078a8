package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import java.util.List;
import java.util.Optional;

/**
 * One image with its verdict, the reasons for it and the labels it rests on.
 *
 * @param image as it was listed
 * @param reasons why it is flagged, skipped or in error; most often empty for an image that is kept
 * @param overlap the labels it shares with the reference, best first
 * @param detection all recorded labels; empty if there is no answer
 * @param message why there is no answer, for people
 */
public record Finding(
        ImageEntry image,
        Verdict verdict,
        List<String> reasons,
        List<String> overlap,
        Optional<Detection> detection,
        Optional<String> message) {

    public Finding {
        reasons = List.copyOf(reasons);
        overlap = List.copyOf(overlap);
    }

    /** An image that no call is worth. */
    public static Finding skipped(ImageEntry image, String reason) {
        return unchecked(image, Verdict.SKIP, reason, Optional.empty());
    }

    /** An image without an answer. */
    public static Finding unchecked(ImageEntry image, Verdict verdict, String reason, Optional<String> message) {
        return new Finding(image, verdict, List.of(reason), List.of(), Optional.empty(), message);
    }

    /** Whether a removal may act on it: only on what was checked and found wrong. */
    public boolean isRemovable() {
        return verdict == Verdict.FLAG;
    }
}
