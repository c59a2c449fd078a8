package io.github.labelverifier.aws.s3;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far a store is known to respect the conditions that are sent with copies and deletions. Thread-safe.
 *
 * <p>Amazon's own S3 keeps them all. Of any other store nothing is known at first, and everything is looked at before it is
 * asked for; a {@link S3ConditionTrial trial} may spare that.
 */
public final class S3Conditions {
    /** A store that answers nothing clear so often is not tried any more. */
    private static final int MOST_TRIALS = 3;

    private final boolean trusted;
    private final AtomicInteger trials = new AtomicInteger();
    private final AtomicReference<CopyForm> form = new AtomicReference<>(CopyForm.BOTH);
    private volatile boolean kept;
    private volatile boolean settled;
    private volatile boolean withoutDeletions;

    private S3Conditions(boolean trusted) {
        this.trusted = trusted;
        this.kept = trusted;
        this.settled = trusted;
    }

    /** Those of a store of which it is known that it keeps them. */
    public static S3Conditions trusted() {
        return new S3Conditions(true);
    }

    /** Those of a store that may know nothing of conditions. */
    public static S3Conditions unknown() {
        return new S3Conditions(false);
    }

    /** Whether the store keeps each: that a copy's name is free, and that what is deleted has its ETag. */
    public boolean areKept() {
        return kept;
    }

    /** Whether it is worth finding out. At most a few callers are told so. */
    boolean beginTrial() {
        return !settled && trials.incrementAndGet() <= MOST_TRIALS;
    }

    void foundKept() {
        kept = form.get() == CopyForm.BOTH;
        settled = true;
    }

    void foundIgnored() {
        settled = true;
    }

    /** The store refuses every deletion that comes with a condition. */
    void foundDeletionsRefused() {
        withoutDeletions = true;
        settled = true;
    }

    boolean areDeletionsRefused() {
        return withoutDeletions;
    }

    /** Which conditions of a copy are left out, since the store knows no such request. */
    CopyForm copyForm() {
        return form.get();
    }

    /** The store took a copy in this form, and not in a stricter one. */
    void takes(CopyForm taken) {
        if (!trusted && form.accumulateAndGet(taken, CopyForm::looserOf) != CopyForm.BOTH) {
            kept = false;
        }
    }

    /** What is to be told of the store. */
    List<String> remarks() {
        return form.get() == CopyForm.BOTH
                ? List.of()
                : List.of("the store takes no conditions with a copy: each place was looked at just before instead,"
                        + " which leaves a moment in which somebody else's object of the same name is written over");
    }

    /** Whether a form that the store does not know may be replaced with a looser one. */
    boolean mayLoosen() {
        return !trusted;
    }

    /** Which conditions go with a copy, the strictest first. */
    enum CopyForm {
        BOTH,
        OF_SOURCE_ONLY,
        NONE;

        boolean hasFreeName() {
            return this == BOTH;
        }

        boolean hasSource() {
            return this != NONE;
        }

        CopyForm looser() {
            return this == BOTH ? OF_SOURCE_ONLY : NONE;
        }

        private static CopyForm looserOf(CopyForm one, CopyForm other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }
}
