package io.github.labelverifier.rate;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Every decision of {@link RateGovernor}: when the next call may start, and what each answer means for the rate. It reads
 * no clock and knows no threads, so that a simulation drives the same code as a run. Times are nanoseconds since the
 * governor was made and never go back; rates are calls a second.
 *
 * <ol>
 *   <li>The first call goes alone, and so does each one after it until one has succeeded.
 *   <li>Search: the rate grows with every clean answer, by about a third each time a call takes, until throttles come
 *       together ({@link RateAlarm}). One alone is chance, unless a good rate was known before. With the pace of an earlier
 *       run there is no search: it begins just below that, and what its first episode measures counts as after a search.
 *   <li>After that each throttle begins an episode. The rate falls to what the time since the last episode has measured as
 *       the quota ({@link RateEvidence}), but at most by a third; after a search, which measures nothing, by half. Calls
 *       already under way that are throttled too do not lower it further for being many, only if they prove a lower quota.
 *   <li>From there it follows a {@link RateCurve} back to the rate that was throttled and, slowly, past it. Each episode
 *       measures over more calls than the one before, so that the rate closes in on the quota while throttles become
 *       rare ({@link RateProbing}).
 *   <li>When episodes follow each other thick, a {@link RateTrial} at a lower rate finds out whether it is the quota. If
 *       not, the rate goes back up, and as many throttles as were seen are {@link RateChance}, which begins no episode.
 *   <li>When they are not thick but do not become rare either, a {@link RateLeap} to a higher rate finds out whether it is
 *       the quota. If not, a new search begins; where it ends, its calls have measured the quota, as after an episode.
 *   <li>Nothing but throttles, episode after episode: the rate halves each time, down to one call in five seconds. The
 *       first success begins a new search, which ends a little below the last rate that was known to be good. So does a
 *       while without throttles at a rate far below that one.
 * </ol>
 *
 * <p>Nothing is learned about a rate that was not used, as when all the calls allowed at once are in flight: then it
 * neither grows nor passes for a quota. Memory is constant. Not safe for threads.
 */
public final class RateControl {
    /** What {@link #mayStartAt} returns when only the end of a call can let another one start. */
    public static final long AFTER_AN_ANSWER = Long.MAX_VALUE;

    private static final double SECOND = 1e9;

    /** The rate before anything is known; calls go one by one then. */
    private static final double FIRST_RATE = 10;

    private static final double HIGHEST_RATE = 1e6;
    private static final double LOWEST_RATE = 0.5;
    private static final double LOWEST_RATE_IN_OUTAGE = 0.2;

    /** How many episodes in which no call was let in make an outage. */
    private static final int OUTAGE = 3;

    /** How long nothing starts after a failure while nothing has succeeded: time for the run to end on it. */
    private static final double PAUSE_AFTER_FIRST_FAILURE = 0.1 * SECOND;

    /** How much a search grows with each clean answer, in calls in flight. */
    private static final double SEARCH_GROWTH = 0.3;

    /** How far below a rate known to be good a search ends, as a share of it. */
    private static final double SEARCH_MARGIN = 0.2;

    /** Below this share of a rate known to be good, a while without throttles begins a search. */
    private static final double FAR_BELOW = 0.5;

    private static final double WHILE_WITHOUT_THROTTLES = 5 * SECOND;

    /** What remains of the memory of a good rate when a search does not even reach it. */
    private static final double FADING = 0.7;

    /** The least share of a throttled rate to go on with, even if less has been measured. */
    private static final double LEAST_KEPT = 0.7;

    private static final double LEAST_KEPT_AFTER_SEARCH = 0.5;

    /** The least step down from a throttled rate, as a share of it. */
    private static final double LEAST_DROP = 0.005;

    /** How many calls a window must have let in to be a measurement of the quota. */
    private static final double MEASURED = 15;

    /** The calls that a change of the rate is spread over at least, and those that begin before its effect is seen. */
    private static final double LEAST_ROUND = 10;

    /** After a search, the calls for a first step above the ceiling, in seconds. */
    private static final double QUICK_STRIDE = 2;

    /** How far below a pace that an earlier run has found a run begins, as a share of it. */
    private static final double BELOW_KNOWN = 0.01;

    /** How many seconds it takes from there to that pace. */
    private static final double UP_TO_KNOWN = 30;

    /** Where throttles by chance are known, the rate leaps up again only after it has come so much further than the last time. */
    private static final double PROGRESS = 1.25;

    private final int concurrency;
    private final double cap;
    private final OptionalDouble known;
    private final RatePace pace;
    private final RateEvidence evidence = new RateEvidence();
    private final RateProbing probing = new RateProbing();
    private final RateChance chance = new RateChance();
    private final RateTrial trial = new RateTrial();
    private final RateAlarm alarm = new RateAlarm();
    private final RateLeap leap = new RateLeap();

    private long calls;
    private int inFlight;
    private boolean anySuccess;
    private double holdUntil = Double.NEGATIVE_INFINITY;

    private double rate = FIRST_RATE;
    private boolean searching = true;
    /** Whether it has begun at the pace of an earlier run, and no throttle has shown yet what has become of the quota. */
    private boolean unconfirmed;

    /** The last rate known to be good; infinite as long as none is. */
    private double remembered = Double.POSITIVE_INFINITY;

    private double round = LEAST_ROUND;
    private RateCurve curve = new RateCurve(FIRST_RATE, LEAST_DROP, LEAST_ROUND, LEAST_ROUND);

    /** When the present episode began: what started before says nothing about the rate since. */
    private long decidedAt = -1;

    private double rateBeforeTrial;

    /** After a trial, the most that a window can measure. */
    private double believed = Double.POSITIVE_INFINITY;

    /** The rate from which throttles by chance were left behind upward the last time. */
    private double searchedFrom;

    private double measuredBefore;
    private int emptyEpisodes;

    private OptionalDouble quota = OptionalDouble.empty();
    private long throttledCalls;
    private long throttledSince = -1;

    /**
     * Nothing has started yet.
     *
     * @param concurrency the most calls in flight, at least 1
     * @param cap the most calls in any second, above 0; infinity if there is no cap
     */
    public RateControl(int concurrency, double cap) {
        this(concurrency, cap, OptionalDouble.empty());
    }

    /**
     * The same with what an earlier run has found.
     *
     * @param known the {@linkplain RateStatus#pace() pace} of that run, above 0; the quota may be another one by now
     */
    public RateControl(int concurrency, double cap, OptionalDouble known) {
        this.concurrency = concurrency;
        this.cap = cap;
        this.known = known;
        this.pace = new RatePace(cap);
    }

    /**
     * When the next call may start: {@code now} or later, or {@link #AFTER_AN_ANSWER}. The end of a call can change it,
     * in both directions.
     */
    public long mayStartAt(long now) {
        if (inFlight >= (anySuccess ? concurrency : 1)) {
            return AFTER_AN_ANSWER;
        }
        double due = Math.ceil(Math.max(holdUntil, pace.due(rate)));
        return due <= (double) now ? now : (long) due;
    }

    /** A call starts now, because {@link #mayStartAt} has said so. */
    public RateStart start(long now) {
        pace.started((double) now, rate);
        RateStart start = new RateStart(calls, now, rate, rate < 2 * pace.observed());
        if (calls == 0) {
            evidence.begin(start);
        }
        calls++;
        inFlight++;
        return start;
    }

    /** The service took the call. */
    public void succeeded(RateStart call, long now) {
        inFlight--;
        throttledSince = -1;
        chance.succeeded();
        if (trial.isOpen()) {
            goOnTrying(call, false, now);
            return;
        }
        if (leap.isOpen()) {
            goOnLeaping(call, false, now);
            return;
        }
        trial.answered(false);
        if (!anySuccess || call.at() > decidedAt) {
            alarm.answered(false);
            rise(call, now);
            emptyEpisodes = 0;
        }
    }

    /** The call failed for a reason that says nothing about the rate. */
    public void failed(long now) {
        inFlight--;
        if (!anySuccess) {
            holdUntil = now + PAUSE_AFTER_FIRST_FAILURE;
        }
    }

    /** The service turned the call away because calls come too fast. */
    public void throttled(RateStart call, long now) {
        inFlight--;
        throttledCalls++;
        if (throttledSince < 0) {
            throttledSince = now;
        }
        boolean tolerated = chance.tolerates();
        if (trial.isOpen()) {
            goOnTrying(call, true, now);
            return;
        }
        if (leap.isOpen()) {
            goOnLeaping(call, true, now);
            return;
        }
        trial.answered(true);
        if (call.at() > decidedAt) {
            if (mayBeChance() || tolerated) {
                evidence.tolerate();
            } else {
                beginEpisode(call, now);
            }
        } else if (!evidence.isPast(call)) {
            continueEpisode(call);
        }
    }

    /** Whether a throttle is no reason yet to end a search. Where a good rate is known, the quota is likely near. */
    private boolean mayBeChance() {
        return searching
                && anySuccess
                && emptyEpisodes == 0
                && remembered == Double.POSITIVE_INFINITY
                && !alarm.answered(true);
    }

    private void goOnTrying(RateStart call, boolean throttled, long now) {
        if (call.at() <= decidedAt) {
            return;
        }
        if (throttled) {
            evidence.tolerate();
        }
        switch (trial.tried(throttled)) {
            case OPEN -> {}
            case QUOTA -> endTrial(now);
            case CHANCE -> goBackUp(now);
            case WORSE -> {
                trial.forget(rate);
                beginEpisode(call, now);
            }
        }
    }

    private void goOnLeaping(RateStart call, boolean throttled, long now) {
        if (call.at() <= decidedAt) {
            if (throttled && !evidence.isPast(call)) {
                evidence.add(call);
            }
            return;
        }
        RateLeap.Conclusion conclusion = leap.tried(throttled);
        if (conclusion == RateLeap.Conclusion.QUOTA) {
            beginEpisode(call, now);
            return;
        }
        if (throttled) {
            evidence.tolerate();
        }
        if (conclusion == RateLeap.Conclusion.CHANCE) {
            // What passed for a good rate was none.
            remembered = Double.POSITIVE_INFINITY;
            quota = OptionalDouble.empty();
            search(rate);
            decidedAt = now;
            alarm.reset();
            trial.forget(rate);
        }
    }

    /** It was the quota: on from where the trial began. What is throttled by chance has been measured anew. */
    private void endTrial(long now) {
        if (chance.share() > 0) {
            chance.learn(trial.sample());
        }
        setRate(rateBeforeTrial);
        startAfresh(now);
    }

    /** It was not the quota: back to where the descent began, and on from there, unless that has led nowhere before. */
    private void goBackUp(long now) {
        boolean further = chance.share() == 0 || trial.top() > PROGRESS * searchedFrom;
        chance.learn(trial.sample());
        quota = OptionalDouble.empty();
        if (further && trial.explains()) {
            // What passed for a good rate in the descent was none.
            remembered = Double.POSITIVE_INFINITY;
            searchedFrom = trial.top();
            search(trial.top());
        } else {
            setRate(rateBeforeTrial);
        }
        decidedAt = now;
        startAfresh(now);
    }

    private void startAfresh(long now) {
        trial.forget(rate);
        // The bucket has filled in the trial. What comes out of it is no measure of the quota, and nothing else is
        // more.
        evidence.restart(calls - 1, now);
        believed = trial.letInRate() / (1 - chance.share());
    }

    /** What the governor shows of itself. */
    public RateStatus status(long now) {
        boolean unbounded = searching && remembered == Double.POSITIVE_INFINITY && cap == Double.POSITIVE_INFINITY;
        OptionalDouble limit = unbounded ? OptionalDouble.empty() : OptionalDouble.of(Math.min(rate, cap));
        Optional<Duration> throttledFor = emptyEpisodes >= OUTAGE && throttledSince >= 0
                ? Optional.of(Duration.ofNanos(now - throttledSince))
                : Optional.empty();
        return new RateStatus(limit, quota, pace(), inFlight, throttledCalls, throttledFor);
    }

    /** What another run may begin with: the quota, or what is closest to it of all that was measured. */
    private OptionalDouble pace() {
        if (quota.isPresent() || searching) {
            return quota;
        }
        // Without any throttle it has risen above what an earlier run has found.
        double good = throttledCalls == 0 ? rate : remembered;
        return good < Double.POSITIVE_INFINITY ? OptionalDouble.of(good) : OptionalDouble.empty();
    }

    private void rise(RateStart call, long now) {
        double oneInFlight = SECOND / Math.max(now - call.at(), 1000);
        if (!anySuccess) {
            anySuccess = true;
            if (known.isPresent() && emptyEpisodes == 0) {
                beginAtKnown(known.getAsDouble());
            } else {
                search(oneInFlight);
            }
        } else if (emptyEpisodes >= OUTAGE) {
            search(Math.max(rate, oneInFlight));
        } else if (isFarBelowGood(now)) {
            search(rate);
        } else if (call.rateUsed()) {
            if (searching) {
                searchOn(SEARCH_GROWTH * oneInFlight);
            } else {
                setRate(rate + Math.max(curve.next() - rate, 0) / round);
            }
        }
        if (quota.isPresent() && rate > 1.1 * quota.getAsDouble()) {
            quota = OptionalDouble.empty();
        }
    }

    private boolean isFarBelowGood(long now) {
        return !searching
                && remembered < Double.POSITIVE_INFINITY
                && rate < FAR_BELOW * remembered
                && now - decidedAt > WHILE_WITHOUT_THROTTLES
                && curve.clean() >= round;
    }

    private void search(double from) {
        searching = true;
        setRate(from);
        pace.expect(rate);
    }

    /** Where the quota is as it was, no search is needed; where it is not, the first throttles tell. */
    private void beginAtKnown(double was) {
        searching = false;
        remembered = was;
        unconfirmed = true;
        // What the bucket held is let in, too, and is no measure of the quota.
        believed = was;
        quota = OptionalDouble.of(was);
        setRate(was * (1 - BELOW_KNOWN));
        pace.expect(rate);
        newRound();
        curve = new RateCurve(was, BELOW_KNOWN, UP_TO_KNOWN * was, stride(was));
    }

    private void searchOn(double growth) {
        double goal = remembered * (1 - SEARCH_MARGIN);
        setRate(Math.min(rate + Math.min(growth, rate), goal));
        if (rate >= goal) {
            searching = false;
            newRound();
            curve = new RateCurve(remembered, SEARCH_MARGIN, 2 * round, stride(remembered));
        }
    }

    private void beginEpisode(RateStart call, long now) {
        if (evidence.throttled() > 0) {
            probing.paid(evidence.throttled());
        }
        RateEvidence.Window window = evidence.beginEpisode(call);
        // What a search lets in comes from a full bucket and is no measure of the quota, unless a throttle came before.
        double measured = searching && !leap.isSource() ? 0 : Math.min(window.rate() / (1 - chance.share()), believed);
        believed = Double.POSITIVE_INFINITY;
        // What was allowed is no ceiling if less was used.
        double ceiling = Math.min(call.rate(), 1.05 * pace.observed());
        double good = Math.max(measured, leastKept(ceiling));
        boolean confirmed = isConfirmed(window, measured);
        if (confirmed) {
            // The same quota under another ceiling: for a while the bucket's store let more through.
            ceiling = Math.min(ceiling, (good + ceiling) / 2);
        }
        good = Math.min(good, ceiling * (1 - LEAST_DROP));
        remember(good, window);
        aim(good, ceiling, window, confirmed);
        fall(good, window);
        decidedAt = now;
        alarm.reset();
        if (searching || unconfirmed || leap.isSource()) {
            searching = false;
            unconfirmed = false;
            trial.forget(good);
            leap.forget();
        } else if (trial.beginsAfter(window, ceiling, good, chance.share())) {
            rateBeforeTrial = rate;
            setRate(trial.rate());
        } else if (chance.share() > 0) {
            leap.forget();
        } else if (leap.beginsAfter(window, good)) {
            setRate(leap.rate());
            pace.expect(rate);
        }
    }

    private double leastKept(double ceiling) {
        if (leap.isSource()) {
            return leap.from();
        }
        return ceiling * (searching ? LEAST_KEPT_AFTER_SEARCH : LEAST_KEPT);
    }

    private boolean isConfirmed(RateEvidence.Window window, double measured) {
        boolean enough = window.letIn() >= MEASURED;
        // How the filling of a token falls to the two ends of a window is chance: that is worth a call or two.
        double tolerance = 0.002 + 1.5 / window.letIn();
        boolean confirmed = enough && Math.abs(measured / measuredBefore - 1) < tolerance;
        measuredBefore = enough ? measured : 0;
        return confirmed;
    }

    private void remember(double good, RateEvidence.Window window) {
        if (!searching && window.letIn() >= MEASURED) {
            remembered = good;
        } else if (searching && remembered < Double.POSITIVE_INFINITY) {
            remembered = Math.max(good, FADING * remembered);
        }
    }

    private void aim(double good, double ceiling, RateEvidence.Window window, boolean confirmed) {
        newRound();
        double drop = 1 - good / ceiling;
        double least = 1.5 * round;
        double approach =
                searching ? least : probing.approach(Math.max(window.letIn(), least), confirmed, good, drop, least);
        boolean hardlyKnown = searching && remembered == Double.POSITIVE_INFINITY;
        curve = new RateCurve(ceiling, drop, approach, hardlyKnown ? quickStride(ceiling) : stride(ceiling));
        quota = drop < 0.1 ? OptionalDouble.of(good) : OptionalDouble.empty();
    }

    private void fall(double good, RateEvidence.Window window) {
        if (window.letIn() > 0) {
            emptyEpisodes = 0;
            setRate(Math.min(rate, Math.max(good, trial.floor())));
        } else {
            emptyEpisodes++;
            // A single empty episode is two throttles in a row: they may be chance.
            double less = Math.min(emptyEpisodes > 1 ? rate / 2 : rate, good);
            setRate(emptyEpisodes < OUTAGE ? Math.min(rate, Math.max(less, trial.floor())) : less);
        }
    }

    private void continueEpisode(RateStart call) {
        RateEvidence.Window window = evidence.add(call);
        // The bucket was empty at both ends, so the quota cannot have granted more than one call besides those let in.
        setRate(Math.min(rate, (window.letIn() + 1) / window.seconds() / (1 - chance.share())));
    }

    private void newRound() {
        round = Math.max(LEAST_ROUND, inFlight);
    }

    /** The calls for a first step above a ceiling: some rounds, but at a low rate not more than a few seconds. */
    private double stride(double ceiling) {
        return Math.min(5 * round, 10 * ceiling);
    }

    /** The same where nothing is known but that one call was throttled: that may have been chance. */
    private double quickStride(double ceiling) {
        return Math.min(stride(ceiling), Math.max(LEAST_ROUND, QUICK_STRIDE * ceiling));
    }

    private void setRate(double to) {
        double lowest = emptyEpisodes < OUTAGE ? LOWEST_RATE : LOWEST_RATE_IN_OUTAGE;
        rate = Math.max(lowest, Math.min(to, HIGHEST_RATE));
    }
}
