package io.github.labelverifier.rate;

/**
 * Finds out whether throttles that keep coming now and then come by chance. Around a quota they soon become rare, because
 * each episode measures over more calls than the one before. Where they do not, the rate leaps up. A quota as measured
 * would then throttle a third of the calls at once, for its bucket was empty at the throttle just before; chance throttles
 * no more than ever. That tells the one from the other within a few calls, and costs throttles instead of time, unlike
 * {@link RateTrial}, to which throttles that come thick are left.
 *
 * <p>If it was the quota, the rate returns to what has been measured, and the next leap takes twice as many episodes: so
 * other clients, which make throttles come irregularly too, are disturbed a few times only.
 *
 * <p>Rates are calls a second. Memory is constant. Not safe for threads.
 */
final class RateLeap {
    /** What has come out. */
    enum Conclusion {
        /** Nothing yet. */
        OPEN,
        /** It was the quota. */
        QUOTA,
        /** The calls were let in: what looked like a quota was none, or a lower one of the past. */
        CHANCE
    }

    /** The rate of a leap, as a multiple of the measured one: well above any error, other clients' share included. */
    private static final double RATE = 1.5;

    /** With more calls let in than this, throttles are rare enough; around a quota, windows are longer before long. */
    private static final double RARE = 150;

    /** With fewer, they are thick: a trial finds out then, and a leap would only disturb another client. */
    private static final double THICK = 25;

    /** Windows that are so many times as long as any before are what closing in on a quota makes: there they double. */
    private static final double LONGER = 1.5;

    /** So many such episodes make a leap: more than there are around a quota before the windows become longer. */
    private static final double EPISODES = 4;

    /** How many times as many episodes it takes after it was the quota. */
    private static final double PATIENCE = 2;

    /** So many answers in a leap, of which a quota would throttle ten, settle it. */
    private static final double SETTLED = 30;

    private final RateAlarm alarm = new RateAlarm();
    private double needed = EPISODES;
    private double episodes;
    private double longest;
    private double from;
    private double answers;
    private boolean open;
    private boolean isInPlaceOfTrial;
    private boolean hasFailedInPlaceOfTrial;

    /** An episode has begun, and there is no leap to come from it. */
    void forget() {
        episodes = 0;
        longest = 0;
        from = 0;
        open = false;
    }

    /**
     * An episode has begun: returns whether a leap does, too.
     *
     * @param window what was let in since the episode before
     * @param good the rate to go on with, and to return to if the leap fails
     */
    boolean beginsAfter(RateEvidence.Window window, double good) {
        if (window.letIn() < THICK || window.letIn() > RARE) {
            forget();
            return false;
        }
        if (window.letIn() > LONGER * longest) {
            episodes = 0;
        }
        longest = Math.max(longest, window.letIn());
        episodes++;
        if (episodes < needed) {
            return false;
        }
        isInPlaceOfTrial = false;
        begin(good);
        return true;
    }

    /**
     * A trial is due that has little to go by: returns whether a leap begins in its place. Such a trial takes a cluster that chance
     * has made for a share that a lower rate must show again, and its absence for a quota; then the rate sinks step by step. If a
     * leap shows that it was the quota, no other trial is replaced.
     */
    boolean beginsInPlaceOfTrial(double good) {
        if (hasFailedInPlaceOfTrial) {
            return false;
        }
        isInPlaceOfTrial = true;
        begin(good);
        return true;
    }

    private void begin(double good) {
        forget();
        alarm.reset();
        answers = 0;
        from = good;
        open = true;
    }

    /** Whether a leap is under way. */
    boolean isOpen() {
        return open;
    }

    /** Whether there was a leap and no episode since, so that the rate has risen from a measured one. */
    boolean isSource() {
        return from > 0;
    }

    /** The rate before the leap. */
    double from() {
        return from;
    }

    /** The rate of the leap. */
    double rate() {
        return RATE * from;
    }

    /** An answer to a call that started in the leap. The first conclusion ends it. */
    Conclusion tried(boolean throttled) {
        answers++;
        if (alarm.answered(throttled)) {
            open = false;
            if (isInPlaceOfTrial) {
                hasFailedInPlaceOfTrial = true;
            } else {
                needed *= PATIENCE;
            }
            return Conclusion.QUOTA;
        }
        if (answers >= SETTLED && !alarm.isUncertain()) {
            open = false;
            return Conclusion.CHANCE;
        }
        return Conclusion.OPEN;
    }
}
