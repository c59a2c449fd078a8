package io.github.labelverifier.rate;

/**
 * Finds out whether it is the quota that throttles. Between two throttles, a quota has let in just what it grants
 * ({@link RateEvidence}), so it throttles nothing at a rate below that. What is throttled there nevertheless is throttled
 * whatever the rate, and to go down further would be of no use and without end.
 *
 * <p>At one rate, nothing tells the one from the other: a quota that is exceeded by half throttles every third call, too.
 * Therefore the rate is lowered on purpose, for as many calls as it takes to see about three throttles again. That costs
 * time, so it is done only when throttles come thick, which they do not for long around a quota; more and more seldom if
 * it is the quota again and again; and not soon after a calm time, when another client or a lower quota is more likely.
 *
 * <p>Shares are of all calls, rates are calls a second. Memory is constant. Not safe for threads.
 */
final class RateTrial {
    /** What has come out. */
    enum Conclusion {
        /** Nothing yet. */
        OPEN,
        /** It is the quota: much less was throttled than before. */
        QUOTA,
        /** About as many calls were throttled as before: that does not depend on the rate. */
        CHANCE,
        /** Far more calls were throttled than before: the service has become worse, or the quota much lower. */
        WORSE
    }

    /** So many of all answers were throttled. */
    record Sample(double throttles, double answers) {
        double share() {
            return throttles / answers;
        }

        private Sample plus(Sample other) {
            return new Sample(throttles + other.throttles, answers + other.answers);
        }

        private Sample plus(boolean throttled) {
            return new Sample(throttles + (throttled ? 1 : 0), answers + 1);
        }
    }

    private static final Sample NONE = new Sample(0, 0);

    /** The rate of a trial, as a share of what was let in: below any error of the measurement. */
    private static final double RATE = 0.76;

    /** No trial goes slower than this: it would take too long. */
    private static final double LOWEST_RATE = 1;

    /** No descent goes below this rate before a trial has shown that the quota is so low; hardly any ever is. */
    private static final double RARE_QUOTA = 2;

    /** So many episodes make a trial if each is a throttle in ten calls or less; two more if they are not so thick. */
    private static final double EPISODES = 2;

    private static final double VERY_THICK = 0.1;
    private static final double EPISODES_MORE = 2;

    /** How many times as many episodes it takes after it was the quota. */
    private static final double PATIENCE = 2;

    /** With more calls let in an episode than this, throttles do not come thick. */
    private static final double THICK = 40;

    /** So many calls without a throttle settle what the rate is worth, and make a time calm. */
    private static final double SETTLED = 80;

    private static final double CALM = 150;

    /** For so many answers after a calm time there is no trial. */
    private static final double CALM_LASTS = 500;

    /** A throttle this far above a settled rate is no surprise. */
    private static final double ABOVE = 1.02;

    /** A descent this far below the rate of a trial contradicts its conclusion that the quota is higher. */
    private static final double BELOW = 0.95;

    /** What a measurement takes: so many calls let in, or a few that came in a second at least. */
    private static final double MEASURED = 20;

    private static final double MEASURED_SLOWLY = 4;

    /**
     * So many throttles would have to be expected for their absence to show the quota, for one or two not to contradict
     * it, and for both when calls come so seldom that a mistake takes minutes to be noticed.
     */
    private static final double ABSENT = 2.5;

    private static final double FEW = 4.5;
    private static final double ABSENT_SLOWLY = 4;
    private static final double FEW_SLOWLY = 6;

    /** So many throttles show that it is chance, and one more if few calls were throttled before, of which it makes more. */
    private static final double BY_CHANCE = 2;

    private static final double SMALL_SHARE = 0.15;

    /** Where fewer calls were throttled, a few that chance has brought together are hardly told from a quota. */
    private static final double DOUBTFUL = 0.12;

    /** With fewer calls let in than this, a bucket that was still full explains them. */
    private static final double DOUBTED = 30;

    /** Not if they come much faster than expected: this part of them must be. */
    private static final double EXPECTED = 0.7;

    /** With so many times more than expected, or a row of throttles so improbable, all has become worse. */
    private static final double FAR_MORE = 4;

    private static final double IMPROBABLE = 0.01;

    /** Where throttles by chance are known already, a trial measures them anew, with about so many throttles or so many calls. */
    private static final double ANEW = 6;

    private static final double MOST_ANEW = 200;

    /** Between two such trials, the calls for 20 throttles pass, then more, in the end the calls for 200. */
    private static final double PAUSE = 20;

    private static final double LONGEST_PAUSE = 200;

    private double needed = EPISODES;
    private double settled;
    private double cleanRate;
    private double sinceCalm = CALM_LASTS;
    private double sinceTrial;
    private double pause;

    // The present descent.
    private double known;
    private double top;
    private double episodes;
    private double letIn;
    private double seconds;
    private double latestRate;
    private Sample before = NONE;

    private boolean open;
    private double letInRate;
    private Sample within = NONE;

    /** Whether a trial is under way. */
    boolean isOpen() {
        return open;
    }

    /** What has been seen so far does not belong to a descent, which may begin now, at this rate. */
    void forget(double rate) {
        top = rate;
        episodes = 0;
        letIn = 0;
        seconds = 0;
        before = NONE;
    }

    /**
     * An episode has begun: returns whether a trial does, too.
     *
     * @param window what was let in since the episode before
     * @param ceiling the rate that was throttled
     * @param good the rate to go on with
     * @param byChance the share that is known to be throttled whatever the rate
     */
    boolean beginsAfter(RateEvidence.Window window, double ceiling, double good, double byChance) {
        known = byChance;
        if (window.letIn() > SETTLED) {
            settle(window);
        }
        if (byChance == 0 && !belongsToDescent(window, ceiling)) {
            return false;
        }
        episodes++;
        top = Math.max(top, ceiling);
        letIn += window.letIn();
        seconds += window.seconds();
        letInRate = letIn / seconds;
        latestRate = (window.letIn() + 1) / window.seconds();
        within = NONE;
        open = byChance == 0 ? isWorthIt(good) : isDue(ceiling);
        return open;
    }

    /** Whether it has little to go by: few calls were throttled, and no rate has settled yet, as after a search. */
    boolean isDoubtful() {
        return known == 0 && settled == 0 && before.share() < DOUBTFUL && letIn >= DOUBTED;
    }

    /** Something else finds out in its place. */
    void giveWay() {
        open = false;
    }

    /** The rate of the trial. */
    double rate() {
        // The fill of the bucket was known to within a call; and the quota may have fallen since the descent began.
        double proven = Math.min((letIn - 1) / seconds, latestRate);
        return Math.max(LOWEST_RATE, RATE * proven);
    }

    /** What was let in, in calls a second, before the trial. */
    double letInRate() {
        return letInRate;
    }

    /** The highest rate of the descent. */
    double top() {
        return top;
    }

    /** The rate below which nothing but an outage or a trial leads. */
    double floor() {
        if (isCalm()) {
            return 0;
        }
        return cleanRate == 0 ? RARE_QUOTA : Math.min(cleanRate, RARE_QUOTA);
    }

    /** What to infer the share of chance from: the trial, and, where it explains what came before, that too. */
    Sample sample() {
        return known == 0 && explains() ? within.plus(before) : within;
    }

    /** Whether what was throttled in the trial explains what was throttled before. */
    boolean explains() {
        return within.share() > (known == 0 ? 0.5 : 0.7) * before.share();
    }

    /** An answer outside of a trial. */
    void answered(boolean throttled) {
        sinceTrial++;
        sinceCalm++;
        before = before.plus(throttled);
    }

    /** An answer to a call that started in the trial. The first conclusion ends it. */
    Conclusion tried(boolean throttled) {
        within = within.plus(throttled);
        Conclusion conclusion = known == 0 ? find() : measureAnew();
        if (conclusion != Conclusion.OPEN) {
            end(conclusion);
        }
        return conclusion;
    }

    private void settle(RateEvidence.Window window) {
        settled = window.rate();
        needed = Math.max(EPISODES, needed / PATIENCE);
        if (known == 0 && window.letIn() > CALM) {
            sinceCalm = 0;
        }
    }

    private boolean isCalm() {
        return sinceCalm < CALM_LASTS;
    }

    private boolean belongsToDescent(RateEvidence.Window window, double ceiling) {
        if (letIn + window.letIn() > THICK * (needed + EPISODES_MORE)) {
            forget(ceiling);
            return false;
        }
        if (settled > 0 && ceiling > ABOVE * settled) {
            return false;
        }
        if (isCalm()) {
            forget(ceiling);
            return false;
        }
        return true;
    }

    private boolean isWorthIt(double good) {
        boolean measured = letIn >= MEASURED || (letIn >= MEASURED_SLOWLY && seconds >= 1);
        boolean contradicts = good < BELOW * cleanRate && episodes >= EPISODES;
        double enough = episodes >= VERY_THICK * letIn ? needed : needed + EPISODES_MORE;
        return measured && (contradicts || episodes >= enough);
    }

    private boolean isDue(double ceiling) {
        if (letIn < MEASURED) {
            return false;
        }
        if (sinceTrial < pause || before.throttles() == 0) {
            forget(ceiling);
            return false;
        }
        pause = Math.min(2 * pause + PAUSE / known, LONGEST_PAUSE / known);
        return true;
    }

    private Conclusion find() {
        double share = before.share();
        double expected = share * within.answers();
        double throttles = within.throttles();
        if (throttles == within.answers()) {
            return Math.pow(share, throttles) < IMPROBABLE ? Conclusion.WORSE : Conclusion.OPEN;
        }
        double enough = share < SMALL_SHARE ? BY_CHANCE + 1 : BY_CHANCE;
        if (throttles > BY_CHANCE && throttles > FAR_MORE * expected) {
            return Conclusion.WORSE;
        }
        if (throttles >= enough && expected >= EXPECTED * enough) {
            return Conclusion.CHANCE;
        }
        boolean slow = rate() < RARE_QUOTA;
        double absent = slow ? ABSENT_SLOWLY : ABSENT;
        double few = slow ? FEW_SLOWLY : FEW;
        return expected >= (throttles == 0 ? absent : few) ? Conclusion.QUOTA : Conclusion.OPEN;
    }

    private Conclusion measureAnew() {
        double share = before.share();
        if (within.throttles() == within.answers()) {
            return Math.pow(share, within.throttles()) < IMPROBABLE ? Conclusion.WORSE : Conclusion.OPEN;
        }
        if (share * within.answers() < ANEW && within.answers() < MOST_ANEW) {
            return Conclusion.OPEN;
        }
        return explains() ? Conclusion.CHANCE : Conclusion.QUOTA;
    }

    private void end(Conclusion conclusion) {
        open = false;
        sinceTrial = 0;
        if (conclusion == Conclusion.QUOTA) {
            cleanRate = rate();
        }
        if (known > 0) {
            return;
        }
        if (conclusion == Conclusion.QUOTA) {
            needed *= PATIENCE;
        } else {
            needed = EPISODES;
            settled = 0;
            cleanRate = 0;
            pause = 0;
        }
    }
}
