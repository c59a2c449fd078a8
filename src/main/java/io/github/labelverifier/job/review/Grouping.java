package io.github.labelverifier.job.review;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;

/** What images of a view stand together by. */
enum Grouping {
    /** All in one. */
    NONE,
    /** By the reason that tells most; what is kept without one comes last. */
    REASON,
    /** By the folder that they fit better. */
    SUGGESTION;

    /** The reason of an image that has none against it, as most kept ones. */
    static final Reason NO_REASON = Reason.parse("");

    /** A rejected label tells more than that nothing is shared, which such images often have as well. */
    static Reason tellingReason(Finding finding) {
        return finding.reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.CONTAINS)
                .findFirst()
                .or(() -> finding.reasons().stream()
                        .filter(reason -> !reason.equals(Reason.EXEMPLAR))
                        .findFirst()
                        .map(Reason::counted))
                .orElse(NO_REASON);
    }
}
