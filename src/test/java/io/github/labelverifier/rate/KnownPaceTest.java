package io.github.labelverifier.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.rate.RateSimulation.Outcome;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that begins with the pace that another one has found, in virtual time. */
class KnownPaceTest {
    private static final int THREADS = 32;

    private static RateSimulation service(long seed, double quota, double burstSeconds) {
        return new RateSimulation(seed).quota(quota).burst(burstSeconds, 1);
    }

    private static double mean(LongFunction<Outcome> run, ToDoubleFunction<Outcome> number) {
        List<Outcome> runs = LongStream.rangeClosed(1, 20).mapToObj(run).toList();
        return runs.stream().mapToDouble(number).average().orElseThrow();
    }

    /** The second of two runs of the same length. */
    private static Outcome second(long seed, double quota, double burstSeconds, int calls) {
        double pace = service(100 + seed, quota, burstSeconds)
                .run(calls, THREADS)
                .status()
                .pace()
                .orElseThrow();
        return service(seed, quota, burstSeconds).known(pace).run(calls, THREADS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 2})
    void halfAMinuteAtFiftyASecondComesCloseToTheBound(double burst) {
        assertThat(mean(seed -> second(seed, 50, burst, 1_500), run -> run.seconds() * 50 / 1_500))
                .isLessThan(1.03);
        assertThat(mean(seed -> second(seed, 50, burst, 1_500), Outcome::throttledPercent))
                .isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 2})
    void oneHundredAndFiftyCallsAtFiveASecondAreHardlyEverTurnedAway(double burst) {
        assertThat(mean(seed -> second(seed, 5, burst, 150), Outcome::throttledPercent))
                .isLessThan(1);
        assertThat(mean(seed -> second(seed, 5, burst, 150), run -> run.seconds() * 5 / 150))
                .isLessThan(1.12);
    }

    @ParameterizedTest(name = "{0} times the quota, bucket of {1} s")
    @CsvSource({"1.3, 0.2", "1.3, 2", "4, 0.2", "4, 2", "10, 0.2", "10, 2"})
    void aQuotaThatHasShrunkSinceIsFoundOutAtOnce(double times, double burst) {
        LongFunction<Outcome> run =
                seed -> service(seed, 50, burst).known(50 * times).run(1_500, THREADS);

        assertThat(mean(run, one -> one.seconds() * 50 / 1_500)).isLessThan(1.03);
        // A search pays 1.6 to 2.5 percent here.
        assertThat(mean(run, Outcome::throttledPercent)).isLessThan(3.5);
        assertThat(mean(run, one -> one.throttled(10, 29))).isLessThan(10);
    }

    @Test
    void aQuotaThatHasBeenRaisedSinceIsFoundOutInAMinute() {
        Outcome run = service(1, 50, 1).known(12.5).run(6_000, THREADS);

        assertThat(run.secondsUntilRate(0, 45)).isLessThan(60);
        assertThat(run.status().pace().orElseThrow()).isBetween(49.0, 51.0);
    }

    @Test
    void theFirstCallGoesAloneWhateverIsKnown() {
        Outcome run = service(1, 50, 1).latency(0.2, 0).known(50).run(10, THREADS);

        assertThat(run.startTimes().get(1)).isGreaterThanOrEqualTo(0.2);
        assertThat(run.startTimes().get(2) - run.startTimes().get(1)).isBetween(0.019, 0.022);
    }

    @Test
    void aBoundThatIsLowerHolds() {
        Outcome run = service(1, 50, 1).known(50).run(300, THREADS, 10, 1).get(0);

        assertThat(run.rate(1, 20)).isLessThanOrEqualTo(10);
    }

    @Test
    void whereNoQuotaWasMetThereIsNoPaceToHandOn() {
        assertThat(new RateSimulation(1).run(3_000, THREADS).status().pace()).isEmpty();
    }
}
