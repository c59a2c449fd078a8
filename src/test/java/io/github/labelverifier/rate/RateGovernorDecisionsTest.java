package io.github.labelverifier.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Single decisions, one after the other, at given times. */
class RateGovernorDecisionsTest {
    private static final long MILLI = 1_000_000;

    private final RateControl control = new RateControl(4, Double.POSITIVE_INFINITY);
    private long now;

    /** Starts a call as soon as it may. */
    private RateStart start() {
        now = control.mayStartAt(now);
        assertThat(now).isNotEqualTo(RateControl.AFTER_AN_ANSWER);
        return control.start(now);
    }

    private void succeed(RateStart call, long millisLater) {
        now += millisLater * MILLI;
        control.succeeded(call, now);
    }

    private void throttle(RateStart call, long millisLater) {
        now += millisLater * MILLI;
        control.throttled(call, now);
    }

    private boolean mustWaitForAnAnswer() {
        return control.mayStartAt(now) == RateControl.AFTER_AN_ANSWER;
    }

    private RateStatus status() {
        return control.status(now);
    }

    @Test
    void nothingStartsBesidesTheFirstCall() {
        assertThat(control.mayStartAt(0)).isZero();
        RateStart first = start();
        assertThat(mustWaitForAnAnswer()).isTrue();
        now += 60_000 * MILLI;
        assertThat(mustWaitForAnAnswer()).isTrue();
        succeed(first, 1);
        assertThat(mustWaitForAnAnswer()).isFalse();
    }

    @Test
    void callsGoOneByOneUntilOneHasSucceeded() {
        for (int i = 0; i < 3; i++) {
            start();
            assertThat(mustWaitForAnAnswer()).isTrue();
            now += 50 * MILLI;
            control.failed(now);
        }
        throttle(start(), 50);
        RateStart last = start();
        assertThat(mustWaitForAnAnswer()).isTrue();
        succeed(last, 50);
        start();
        assertThat(mustWaitForAnAnswer()).isFalse();
    }

    @Test
    void afterTheFirstCallHasFailedThereIsTimeToEndTheRun() {
        start();
        now += 300 * MILLI;
        control.failed(now);
        assertThat(control.mayStartAt(now)).isEqualTo(now + 100 * MILLI);
    }

    @Test
    void aFailureLaterOnDelaysNothing() {
        succeed(start(), 200);
        RateStart second = start();
        now += 1_000 * MILLI;
        control.failed(now);
        assertThat(second.number()).isEqualTo(1);
        assertThat(control.mayStartAt(now)).isEqualTo(now);
    }

    @Test
    void noMoreCallsAreInFlightThanAllowed() {
        succeed(start(), 1);
        for (int i = 0; i < 4; i++) {
            start();
        }
        assertThat(mustWaitForAnAnswer()).isTrue();
        assertThat(status().inFlight()).isEqualTo(4);
        control.failed(now);
        assertThat(mustWaitForAnAnswer()).isFalse();
        assertThat(status().inFlight()).isEqualTo(3);
    }

    @Test
    void everyCleanAnswerRaisesTheRate() {
        succeed(start(), 100);
        RateStart call = start();
        long before = control.mayStartAt(now) - now;
        assertThat(before).isBetween(90 * MILLI, 100 * MILLI);
        now += 50 * MILLI;
        control.succeeded(call, now);
        start();
        assertThat(control.mayStartAt(now) - now).isLessThan(before);
    }

    @Test
    void thereIsNoLimitBeforeThrottlesComeTogether() {
        succeed(start(), 100);
        assertThat(status().rate()).isEmpty();
        assertThat(status().quota()).isEmpty();
        for (int i = 1; i <= 2; i++) {
            throttle(start(), 100);
            assertThat(status().rate()).isEmpty();
            assertThat(status().throttled()).isEqualTo(i);
        }
        throttle(start(), 100);
        assertThat(status().rate()).isPresent();
        assertThat(status().throttled()).isEqualTo(3);
    }

    @Test
    void throttlesThatLieApartAreNoQuota() {
        succeed(start(), 100);
        for (int i = 0; i < 20; i++) {
            double before = control.mayStartAt(now) - now;
            throttle(start(), 100);
            for (int j = 0; j < 10; j++) {
                succeed(start(), 100);
            }
            assertThat(status().rate()).isEmpty();
            assertThat((double) (control.mayStartAt(now) - now)).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void throttlesOfCallsUnderWayCountButLowerTheRateOnce() {
        succeed(start(), 100);
        throttle(start(), 100);
        throttle(start(), 100);
        RateStart first = start();
        RateStart second = start();
        throttle(first, 50);
        double rate = status().rate().orElseThrow();
        throttle(second, 50);
        assertThat(status().rate().orElseThrow()).isEqualTo(rate);
        assertThat(status().throttled()).isEqualTo(4);
    }

    @Test
    void aThrottleOfACallFromLongAgoOnlyCounts() {
        succeed(start(), 100);
        RateStart straggler = start();
        throttle(start(), 10);
        throttle(start(), 10);
        throttle(start(), 10);
        succeed(start(), 100);
        throttle(start(), 10);
        double rate = status().rate().orElseThrow();
        throttle(straggler, 30_000);
        assertThat(status().rate().orElseThrow()).isEqualTo(rate);
        assertThat(status().throttled()).isEqualTo(5);
    }

    @Test
    void whileEverythingIsThrottledItStepsBackToACallInFiveSeconds() {
        succeed(start(), 100);
        succeed(start(), 100);
        long firstThrottle = 0;
        for (int i = 0; i < 20; i++) {
            throttle(start(), 10);
            firstThrottle = i == 0 ? now : firstThrottle;
        }
        assertThat(status().rate().orElseThrow()).isEqualTo(0.2);
        assertThat(status().throttledFor()).contains(Duration.ofNanos(now - firstThrottle));
        RateStart probe = start();
        assertThat(control.mayStartAt(now) - now).isBetween(4_700 * MILLI, 5_000 * MILLI);
        succeed(probe, 100);
        assertThat(status().throttledFor()).isEmpty();
        assertThat(control.mayStartAt(now) - now).as("a search begins").isLessThan(100 * MILLI);
    }

    @Test
    void aFewThrottlesInARowAreNoOutageYet() {
        succeed(start(), 100);
        throttle(start(), 10);
        throttle(start(), 10);
        assertThat(status().throttledFor()).isEmpty();
    }
}
