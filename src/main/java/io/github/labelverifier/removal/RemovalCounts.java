package io.github.labelverifier.removal;

import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.util.EnumMap;
import java.util.Map;

/** How many removals ended in which outcome. Immutable. */
public final class RemovalCounts {
    /** Nothing was removed. */
    public static final RemovalCounts NONE = new RemovalCounts(new EnumMap<>(Result.class), 0);

    private final Map<Result, Long> counts;
    private final long untried;

    private RemovalCounts(Map<Result, Long> counts, long untried) {
        this.counts = counts;
        this.untried = untried;
    }

    /** These counts and one outcome more. */
    public RemovalCounts plus(RemovalOutcome outcome) {
        Map<Result, Long> more = new EnumMap<>(Result.class);
        more.putAll(counts);
        if (!outcome.untried()) {
            more.merge(outcome.result(), 1L, Long::sum);
        }
        return new RemovalCounts(more, untried + (outcome.untried() ? 1 : 0));
    }

    /** How many ended in this outcome; what was not even begun with has not failed. */
    public long of(Result result) {
        return counts.getOrDefault(result, 0L);
    }

    /** How many were not begun with, and are as they were. */
    public long untried() {
        return untried;
    }

    /** All outcomes. */
    public long total() {
        return untried + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The images that are gone from their place, as was asked. */
    public long done() {
        long done = 0;
        for (Result result : Result.values()) {
            done += result.isDone() ? of(result) : 0;
        }
        return done;
    }
}
