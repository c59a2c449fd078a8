package io.github.labelverifier.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What a judge says of an image.
 *
 * @param reasons why it is flagged or doubtful; most often empty for an image that is kept
 * @param contrast what the contrast rule found; empty with any other rule
 */
public record Decision(Verdict verdict, List<Reason> reasons, Optional<Contrast> contrast) {

    public Decision {
        reasons = List.copyOf(reasons);
    }
}
