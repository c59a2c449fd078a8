package io.github.labelverifier.scan;

import io.github.labelverifier.rate.RateStatus;
import io.github.labelverifier.verdict.Counts;
import java.util.Map;

/**
 * How far a run is.
 *
 * @param listed images listed so far
 * @param listingDone whether that is all of them
 * @param done images whose verdict is known or needs no more than its turn: their findings are among the counts a little later
 * @param counts the findings so far
 * @param calls calls that were made so far, those in flight included
 * @param answered calls that were answered so far, which is what they cost
 * @param reused images whose labels an earlier report held
 * @param duplicates images whose labels were known from the same content
 * @param cut images whose labels were cut at the number asked for
 * @param rate what the governor does
 * @param skipped how many images were skipped, by why
 */
public record Progress(
        long listed,
        boolean listingDone,
        long done,
        Counts counts,
        long calls,
        long answered,
        long reused,
        long duplicates,
        long cut,
        RateStatus rate,
        Map<String, Long> skipped) {

    /** The same with other counts, as after a second look at the findings. */
    public Progress with(Counts other) {
        return new Progress(listed, listingDone, done, other, calls, answered, reused, duplicates, cut, rate, skipped);
    }
}
