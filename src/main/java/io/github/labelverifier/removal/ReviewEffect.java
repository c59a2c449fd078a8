package io.github.labelverifier.removal;

import io.github.labelverifier.review.Decision;
import io.github.labelverifier.verdict.Finding;
import java.util.Optional;

/**
 * What a review makes of a report.
 *
 * @param decided how many images of the report have a decision on the content that the report has of them
 * @param added how many go that the rule did not flag
 * @param spared how many stay that the rule flagged
 * @param moved how many go elsewhere than all others
 * @param exemplars how many exemplars it would remove, which stay
 */
public record ReviewEffect(long decided, long added, long spared, long moved, long exemplars) {
    /** Nothing was decided. */
    static final ReviewEffect NONE = new ReviewEffect(0, 0, 0, 0, 0);

    /** The same with one image more of the report, on which this was decided. */
    ReviewEffect plus(Finding finding, boolean isExemplar, Optional<Decision> decision) {
        if (decision.isEmpty()) {
            return this;
        }
        boolean goes = decision.get().isToGo();
        if (isExemplar) {
            return new ReviewEffect(decided + 1, added, spared, moved, exemplars + (goes ? 1 : 0));
        }
        boolean isFlagged = finding.isRemovable();
        return new ReviewEffect(
                decided + 1,
                added + (goes && !isFlagged ? 1 : 0),
                spared + (!goes && isFlagged ? 1 : 0),
                moved + (decision.get().to().isPresent() ? 1 : 0),
                exemplars);
    }
}
