package io.github.labelverifier.rate;

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
 *       not, the rate goes back up, and as many throttles as were seen are {@link RateChance}, which begins no episode. The first
 *       one is replaced by a leap where few calls were throttled and no two windows have measured the same quota.
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

    /** How much a search grows with each clean answer, in calls in flight. */
    private static final double SEARCH_GROWTH = 0.3;

    /** Below this share of a rate known to be good, a while without throttles begins a search. */
    private static final double FAR_BELOW = 0.5;

    private static final double WHILE_WITHOUT_THROTTLES = 5 * SECOND;

    /** The least share of a throttled rate to go on with, even if less has been measured. */
    private static final double LEAST_KEPT = 0.7;

    private static final double LEAST_KEPT_AFTER_SEARCH = 0.5;

    /** Where throttles by chance are known, the rate leaps up again only after it has come so much further than the last time. */
    private static final double PROGRESS = 1.25;

    private final double cap;
    private final OptionalDouble known;
    private final RateEntrance entrance;
    private final RateOutage outage = new RateOutage();
    private final RateClimb climb = new RateClimb(outage);
    private final RateMemory memory = new RateMemory();
    private final RateEvidence evidence = new RateEvidence();
    private final RateProbing probing = new RateProbing();
    private final RateChance chance = new RateChance();
    private final RateTrial trial = new RateTrial();
    private final RateAlarm alarm = new RateAlarm();
    private final RateLeap leap = new RateLeap();

    /** Whether it has begun at the pace of an earlier run, and no throttle has shown yet what has become of the quota. */
    private boolean unconfirmed;

    /** When the present episode began: what started before says nothing about the rate since. */
    private long decidedAt = -1;

    private double rateBeforeTrial;

    /** The rate from which throttles by chance were left behind upward the last time. */
    private double searchedFrom;

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
        this.cap = cap;
        this.known = known;
        this.entrance = new RateEntrance(concurrency, cap);
    }

    /**
     * When the next call may start: {@code now} or later, or {@link #AFTER_AN_ANSWER}. The end of a call can change it,
     * in both directions.
     */
    public long mayStartAt(long now) {
        return entrance.mayStartAt(now, climb.rate());
    }

    /** A call starts now, because {@link #mayStartAt} has said so. */
    public RateStart start(long now) {
        RateStart start = entrance.start(now, climb.rate());
        if (start.number() == 0) {
            evidence.begin(start);
        }
        return start;
    }

    /** The service took the call. */
    public void succeeded(RateStart call, long now) {
        entrance.ended();
        outage.succeeded();
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
        if (!entrance.isOpen() || call.at() > decidedAt) {
            alarm.answered(false);
            rise(call, now);
            outage.end();
        }
    }

    /** The call failed for a reason that says nothing about the rate. */
    public void failed(long now) {
        entrance.ended();
        entrance.failed(now);
    }

    /** The service turned the call away because calls come too fast. */
    public void throttled(RateStart call, long now) {
        entrance.ended();
        outage.throttled(now);
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
        return climb.isSearching()
                && entrance.isOpen()
                && outage.isFarOff()
                && !memory.isGoodKnown()
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
                trial.forget(climb.rate());
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
            memory.forgetGood();
            memory.forgetQuota();
            search(climb.rate());
            decidedAt = now;
            alarm.reset();
            trial.forget(climb.rate());
        }
    }

    /** It was the quota: on from where the trial began. What is throttled by chance has been measured anew. */
    private void endTrial(long now) {
        if (chance.share() > 0) {
            chance.learn(trial.sample());
        }
        climb.set(rateBeforeTrial);
        startAfresh(now);
    }

    /** It was not the quota: back to where the descent began, and on from there, unless that has led nowhere before. */
    private void goBackUp(long now) {
        boolean further = chance.share() == 0 || trial.top() > PROGRESS * searchedFrom;
        chance.learn(trial.sample());
        memory.forgetQuota();
        if (further && trial.explains()) {
            // What passed for a good rate in the descent was none.
            memory.forgetGood();
            searchedFrom = trial.top();
            search(trial.top());
        } else {
            climb.set(rateBeforeTrial);
        }
        decidedAt = now;
        startAfresh(now);
    }

    private void startAfresh(long now) {
        trial.forget(climb.rate());
        // The bucket has filled in the trial. What comes out of it is no measure of the quota, and nothing else is
        // more.
        evidence.restart(entrance.last(), now);
        memory.believe(trial.letInRate() / (1 - chance.share()));
    }

    /** What the governor shows of itself. */
    public RateStatus status(long now) {
        boolean unbounded = climb.isSearching() && !memory.isGoodKnown() && cap == Double.POSITIVE_INFINITY;
        OptionalDouble limit = unbounded ? OptionalDouble.empty() : OptionalDouble.of(Math.min(climb.rate(), cap));
        return new RateStatus(
                limit, memory.quota(), pace(), entrance.inFlight(), outage.throttled(), outage.lasting(now));
    }

    /** What another run may begin with: the quota, or what is closest to it of all that was measured. */
    private OptionalDouble pace() {
        if (memory.quota().isPresent() || climb.isSearching()) {
            return memory.quota();
        }
        // Without any throttle it has risen above what an earlier run has found.
        return outage.throttled() == 0 ? OptionalDouble.of(climb.rate()) : memory.pace();
    }

    private void rise(RateStart call, long now) {
        double oneInFlight = SECOND / Math.max(now - call.at(), 1000);
        if (!entrance.isOpen()) {
            entrance.open();
            if (known.isPresent() && outage.isFarOff()) {
                beginAtKnown(known.getAsDouble());
            } else {
                search(oneInFlight);
            }
        } else if (outage.isOpen()) {
            search(Math.max(climb.rate(), oneInFlight));
        } else if (isFarBelowGood(now)) {
            search(climb.rate());
        } else if (call.rateUsed()) {
            if (climb.isSearching()) {
                climb.searchOn(SEARCH_GROWTH * oneInFlight, memory.good(), entrance.inFlight());
            } else {
                climb.follow();
            }
        }
        memory.risen(climb.rate());
    }

    private boolean isFarBelowGood(long now) {
        return !climb.isSearching()
                && memory.isGoodKnown()
                && climb.rate() < FAR_BELOW * memory.good()
                && now - decidedAt > WHILE_WITHOUT_THROTTLES
                && climb.hasFollowedForARound();
    }

    private void search(double from) {
        climb.search(from);
        entrance.expect(climb.rate());
    }

    /** Where the quota is as it was, no search is needed; where it is not, the first throttles tell. */
    private void beginAtKnown(double was) {
        unconfirmed = true;
        memory.begin(was);
        climb.beginBelow(was, entrance.inFlight());
        entrance.expect(climb.rate());
    }

    private void beginEpisode(RateStart call, long now) {
        if (evidence.throttled() > 0) {
            probing.paid(evidence.throttled());
        }
        RateEvidence.Window window = evidence.beginEpisode(call);
        boolean isAfterSearch = climb.isSearching();
        // What a search lets in comes from a full bucket, unless a throttle came before.
        double measured = memory.measure(window, chance.share(), isAfterSearch && !leap.isSource());
        // What was allowed is no ceiling if less was used.
        double ceiling = Math.min(call.rate(), 1.05 * entrance.observed());
        double good = Math.max(measured, leastKept(ceiling));
        boolean confirmed = memory.isConfirmedBy(window, measured);
        if (confirmed) {
            // The same quota under another ceiling: for a while the bucket's store let more through.
            ceiling = Math.min(ceiling, (good + ceiling) / 2);
        }
        good = Math.min(good, ceiling * (1 - RateClimb.LEAST_DROP));
        memory.keep(good, window, isAfterSearch);
        aim(good, ceiling, window, confirmed);
        fall(good, window);
        decidedAt = now;
        alarm.reset();
        if (isAfterSearch || unconfirmed || leap.isSource()) {
            climb.endSearch();
            unconfirmed = false;
            trial.forget(good);
            leap.forget();
        } else if (trial.beginsAfter(window, ceiling, good, chance.share())) {
            tryOrLeap(good, confirmed);
        } else if (chance.share() > 0) {
            leap.forget();
        } else if (leap.beginsAfter(window, good)) {
            leapUp();
        }
    }

    /** A trial is due, but where hardly anything speaks for a quota, a leap is over sooner and does not lead down. */
    private void tryOrLeap(double good, boolean confirmed) {
        if (!confirmed && trial.isDoubtful() && leap.beginsInPlaceOfTrial(good)) {
            trial.giveWay();
            leapUp();
        } else {
            rateBeforeTrial = climb.rate();
            climb.set(trial.rate());
        }
    }

    private void leapUp() {
        climb.set(leap.rate());
        entrance.expect(climb.rate());
    }

    private double leastKept(double ceiling) {
        if (leap.isSource()) {
            return leap.from();
        }
        return ceiling * (climb.isSearching() ? LEAST_KEPT_AFTER_SEARCH : LEAST_KEPT);
    }

    private void aim(double good, double ceiling, RateEvidence.Window window, boolean confirmed) {
        double drop = 1 - good / ceiling;
        double least = 1.5 * climb.newRound(entrance.inFlight());
        double approach = climb.isSearching()
                ? least
                : probing.approach(Math.max(window.letIn(), least), confirmed, good, drop, least);
        climb.aim(ceiling, drop, approach, climb.isSearching() && !memory.isGoodKnown());
        memory.takeForQuota(good, drop);
    }

    private void fall(double good, RateEvidence.Window window) {
        double floor = trial.floor();
        if (window.letIn() > 0) {
            outage.end();
            climb.set(Math.min(climb.rate(), Math.max(good, floor)));
        } else {
            climb.set(outage.fall(climb.rate(), good, floor));
        }
    }

    private void continueEpisode(RateStart call) {
        RateEvidence.Window window = evidence.add(call);
        // The bucket was empty at both ends, so the quota cannot have granted more than one call besides those let in.
        climb.set(Math.min(climb.rate(), (window.letIn() + 1) / window.seconds() / (1 - chance.share())));
    }
}
