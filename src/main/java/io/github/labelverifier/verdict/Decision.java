package io.github.labelverifier.verdict;

import java.util.ArrayList;
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

    /** The same, but flagged because the image has the content of another. */
    public Decision asDuplicateOf(String key) {
        List<Reason> more = new ArrayList<>(reasons);
        more.add(Reason.duplicateOf(key));
        return new Decision(Verdict.FLAG, more, contrast);
    }

    /** Whether the image is flagged as having the content of another. */
    public boolean isDuplicate() {
        return reasons.stream().anyMatch(reason -> reason.kind() == Reason.Kind.DUPLICATE_OF);
    }
}
