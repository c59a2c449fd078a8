package io.github.labelverifier.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.rate.RateSimulation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The governor against every kind of service that could be thought of, in virtual time. The numbers are the same in every
 * run: a limit that breaks after a change of the code is a change of behaviour, not bad luck.
 */
class RateGovernorSimulationTest {
    private static final double AS_LONG_AS_OTHERS = -1;

    private static RateSimulation service(long seed) {
        return new RateSimulation(seed);
    }

    /** A quota of 50 calls a second with a second's worth of burst. */
    private static RateSimulation fifty() {
        return service(5).quota(50).burst(1, 1);
    }

    /** What is promised in the long run, for buckets from one call to two seconds, whatever a throttled call takes. */
    static Stream<Arguments> longRuns() {
        return runs(
                List.of(new double[] {5, 1_500, 32, 1.04, 1.2}, new double[] {50, 15_000, 32, 1.03, 0.5}, new double[] {
                    200, 60_000, 64, 1.05, 0.4
                }));
    }

    /** How fast it settles. */
    static Stream<Arguments> shortRuns() {
        return runs(List.of(new double[] {5, 300, 32, 1.16, 4.5}, new double[] {50, 1_500, 32, 1.14, 2.8}));
    }

    private static Stream<Arguments> runs(List<double[]> quotas) {
        List<Arguments> runs = new ArrayList<>();
        for (double[] quota : quotas) {
            for (double burst : new double[] {0, 0.2, 1, 2}) {
                for (double leastBurst : burst == 0 ? new double[] {1, 2, 5} : new double[] {1}) {
                    for (double throttleLatency : new double[] {0.005, 0.05, AS_LONG_AS_OTHERS}) {
                        runs.add(Arguments.of(
                                quota[0],
                                burst,
                                leastBurst,
                                throttleLatency,
                                (int) quota[1],
                                (int) quota[2],
                                quota[3],
                                quota[4]));
                    }
                }
            }
        }
        return runs.stream();
    }

    @ParameterizedTest(name = "{0}/s, burst {1} s or {2} calls, throttles after {3} s, {4} calls, {5} threads")
    @MethodSource({"longRuns", "shortRuns"})
    void staysJustBelowTheQuota(
            double quota,
            double burst,
            double leastBurst,
            double throttleLatency,
            int calls,
            int threads,
            double mostTime,
            double mostThrottledPercent) {
        for (int seed = 1; seed <= 2; seed++) {
            Outcome run = service(seed)
                    .quota(quota)
                    .burst(burst, leastBurst)
                    .throttleLatency(throttleLatency)
                    .run(calls, threads);
            assertThat(run.seconds() * quota / calls)
                    .as("time against the bound")
                    .isLessThan(mostTime);
            assertThat(run.throttledPercent()).as("throttled, in percent").isLessThan(mostThrottledPercent);
        }
    }

    @Test
    void isNotInTheWayOfAServiceWithoutQuotaAndWithoutLatency() {
        Outcome run = service(1).latency(0.001, 0.0003).run(5_000, 32);
        assertThat(run.seconds()).isLessThan(5_000 * 0.001 / 32 + 0.03);
        assertThat(service(1).latency(0.0001, 0.00003).run(5_000, 32).seconds()).isLessThan(0.03);
    }

    @Test
    void learnsNothingFromARateThatItNeverReaches() {
        Outcome run = service(1).run(15_000, 32);
        assertThat(run.seconds()).isLessThan(1.03 * 15_000 * 0.2 / 32);
        assertThat(run.status().rate()).isEmpty();
        assertThat(run.status().quota()).isEmpty();
    }

    @Test
    void doesNotTakeTheRateThatItsThreadsCanReachForTheQuota() {
        Outcome run = service(3).throttledByChance(0.002).run(15_000, 32);
        assertThat(run.rate(60, 90)).isGreaterThan(0.9 * 32 / 0.2);
        assertThat(run.status().rate()).isEmpty();
        assertThat(run.status().quota()).isEmpty();
    }

    @Test
    void theFirstCallGoesAlone() {
        Outcome run = service(1).latency(0.2, 0).run(10, 32);
        assertThat(run.startTimes().get(0)).isZero();
        assertThat(run.startTimes().get(1)).isGreaterThanOrEqualTo(0.2);
    }

    @Test
    void knowsTheQuotaInTheEnd() {
        assertThat(fifty().run(15_000, 32).status().quota().orElseThrow()).isBetween(49.5, 50.1);
        assertThat(service(1)
                        .quota(5)
                        .burst(0, 1)
                        .run(1_500, 32)
                        .status()
                        .quota()
                        .orElseThrow())
                .isBetween(4.9, 5.0);
    }

    @ParameterizedTest
    @MethodSource("throttleLatencies")
    void followsAQuotaThatChanges(double throttleLatency) {
        Outcome run = service(2)
                .quota(t -> t < 60 ? 50 : t < 120 ? 20 : 100)
                .burst(1, 1)
                .throttleLatency(throttleLatency)
                .run(12_000, 32);
        assertThat(run.throttled(30, 60)).isLessThanOrEqualTo(8);
        assertThat(run.rate(62, 65)).as("down at once").isBetween(16.0, 25.0);
        assertThat(run.throttled(60, 70)).isLessThanOrEqualTo(25);
        assertThat(run.throttled(70, 120)).isLessThanOrEqualTo(8);
        assertThat(run.secondsUntilRate(120, 90)).as("up in a while").isLessThan(60);
        assertThat(run.rate(180, 200)).isBetween(98.0, 101.0);
        assertThat(run.throttledPercent()).isLessThan(0.8);
    }

    static Stream<Double> throttleLatencies() {
        return Stream.of(0.005, 0.05, AS_LONG_AS_OTHERS);
    }

    @Test
    void findsALowQuotaThatWasRaised() {
        Outcome run = service(2).quota(t -> t < 120 ? 5 : 20).burst(1, 1).run(4_000, 32);
        assertThat(run.secondsUntilRate(120, 18)).isLessThan(120);
    }

    @Test
    void givesUpMostOfItsRateWhenTheQuotaFallsToATrickle() {
        Outcome run = service(2).quota(t -> t < 40 ? 50 : 2).burst(1, 1).run(2_500, 32);
        assertThat(run.throttled(40, 100)).isLessThan(40);
        assertThat(run.rate(150, 200)).isBetween(1.9, 2.1);
    }

    /** Whether another client's calls pass for chance is chance itself, so a few runs are worse than the median. */
    @Test
    void sharesTheQuotaWithAnotherClient() {
        List<Outcome> steady = runs(
                20, seed -> service(seed).quota(50).burst(1, 1).rival(t -> 20).run(9_000, 32));
        assertThat(worst(steady, Outcome::seconds)).isLessThan(1.05 * 9_000 / 30);
        assertThat(median(steady, Outcome::throttledPercent)).isLessThan(3.5);
        assertThat(mean(steady, Outcome::throttledPercent)).isLessThan(5);

        List<Outcome> varying = runs(
                20,
                seed -> service(seed)
                        .quota(50)
                        .burst(1, 1)
                        .rival(t -> t % 40 < 20 ? 10 : 30)
                        .run(9_000, 32));
        assertThat(worst(varying, Outcome::seconds)).isLessThan(1.15 * 9_000 / 30);
        assertThat(median(varying, Outcome::throttledPercent)).isLessThan(5);
        assertThat(mean(varying, Outcome::throttledPercent)).isLessThan(6);
    }

    /** Two that feel their way at once disturb each other as chance will have it, so this holds in the mean. */
    @Test
    void sharesTheQuotaWithAnotherGovernor() {
        List<Outcome> both = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            both.addAll(service(seed).quota(50).burst(1, 1).run(6_000, 32, Double.POSITIVE_INFINITY, 2));
        }
        assertThat(worst(both, Outcome::seconds)).isLessThan(1.3 * 12_000 / 50);
        assertThat(mean(both, Outcome::seconds)).isLessThan(1.05 * 12_000 / 50);
        assertThat(median(both, Outcome::throttledPercent)).isLessThan(1);
        assertThat(mean(both, Outcome::throttledPercent)).isLessThan(1.5);
    }

    @Test
    void recoversQuicklyFromAClientThatLeavesNothing() {
        Outcome run = fifty().rival(t -> t >= 60 && t < 120 ? 80 : 0).run(6_000, 32);
        assertThat(run.throttled(60, 120)).isLessThan(60);
        assertThat(run.secondsUntilRate(120, 40)).isLessThan(40);
    }

    @Test
    void copesWithAQuotaThatIsSpreadOverHosts() {
        List<Outcome> runs =
                runs(20, seed -> service(seed).quota(50).burst(1, 1).hosts(4).run(9_000, 32));
        assertThat(worst(runs, Outcome::seconds)).isLessThan(1.2 * 9_000 / 50);
        assertThat(median(runs, Outcome::throttledPercent)).isLessThan(3.2);
        assertThat(mean(runs, Outcome::throttledPercent)).isLessThan(4);
    }

    @Test
    void waitsOutAServiceThatThrottlesEverythingForMinutes() {
        Outcome run = fifty().outage(40, 160).run(6_000, 32);
        assertThat(run.throttled(40, 45)).as("the calls under way, and a few").isLessThan(30);
        assertThat(run.throttled(50, 160)).as("one in five seconds").isBetween(20, 24);
        assertThat(run.secondsUntilRate(160, 40)).isLessThan(12);
        assertThat(run.rate(185, 195)).isBetween(49.0, 51.0);
        assertThat(run.status().throttledFor()).isEmpty();
    }

    @Test
    void waitsOutAServiceThatThrottlesEverythingFromTheStart() {
        Outcome run = fifty().outage(0, 40).run(3_000, 32);
        assertThat(run.throttled(0, 40)).isLessThan(15);
        assertThat(run.seconds()).isLessThan(40 + 5 + 1.05 * 3_000 / 50);
    }

    @Test
    void isNotHeldBackForLongByThrottlesThatHaveNoReason() {
        for (int seed = 1; seed <= 5; seed++) {
            Outcome run =
                    service(seed).quota(50).burst(1, 1).throttledByChance(0.002).run(15_000, 32);
            assertThat(run.seconds()).isLessThan(1.03 * 15_000 / 50);
            assertThat(run.throttledPercent()).isLessThan(1);
        }
    }

    @ParameterizedTest(name = "every {0}th call is throttled")
    @ValueSource(ints = {3, 5, 10, 20})
    void goesOnThoughEveryFewCallsAreThrottledWhateverTheRate(int each) {
        for (int seed = 1; seed <= 5; seed++) {
            assertThat(service(seed).throttlingEach(each).run(100, 32).seconds())
                    .isLessThan(20);
            assertThat(service(seed).throttlingEach(each).run(1_000, 32).seconds())
                    .isLessThan(60);
            assertThat(service(seed)
                            .latency(0.002, 0.0006)
                            .throttlingEach(each)
                            .run(1_000, 32)
                            .seconds())
                    .isLessThan(20);
        }
    }

    /** Chance decides how soon the first throttles come, and so how long it takes: what is promised is the mean. */
    @ParameterizedTest(name = "{0} of all calls are throttled: {1} s for 100 calls, {2} s for 1000")
    @CsvSource({"0.02, 20, 60", "0.05, 20, 60", "0.1, 25, 60", "0.2, 25, 60", "0.33, 20, 60", "0.5, 60, 300"})
    void goesOnThoughCallsAreThrottledAtRandom(double share, double mostForHundred, double mostForThousand) {
        assertThat(meanSeconds(0.2, share, 100)).isLessThan(mostForHundred);
        assertThat(meanSeconds(0.2, share, 1_000)).isLessThan(mostForThousand);
        assertThat(meanSeconds(0.002, share, 1_000)).isLessThan(20);
    }

    /** The ideal is what 32 threads could do. Of that, 1,500 calls take a quarter longer for the search alone. */
    @ParameterizedTest(
            name = "{0} of all calls are throttled: {1} calls take {2} times the ideal, at the worst {3} times")
    @CsvSource({
        "0.01, 1500, 1.4, 1.6",
        "0.02, 1500, 1.5, 3",
        "0.03, 1500, 1.7, 4",
        "0.05, 1500, 1.9, 4",
        "0.01, 15000, 1.1, 1.5",
        "0.02, 15000, 1.2, 2",
        "0.03, 15000, 1.25, 1.5",
        "0.05, 15000, 1.25, 1.8"
    })
    void isHardlySlowedDownByChanceWhereThereIsNoQuota(double share, int calls, double mean, double worst) {
        List<Outcome> runs =
                runs(40, seed -> service(seed).throttledByChance(share).run(calls, 32));
        double ideal = calls / (1 - share) * 0.2 / 32;
        assertThat(mean(runs, Outcome::seconds) / ideal).as("mean").isLessThan(mean);
        assertThat(worst(runs, Outcome::seconds) / ideal).as("worst").isLessThan(worst);
    }

    /** Chance brings enough throttles together in a search to end it, in one run of fifty or so: the rest of it shall not crawl. */
    @ParameterizedTest(
            name = "{0} of all calls are throttled: 99 of 100 runs take {1} times the ideal, the worst {2} times")
    @CsvSource({"0.01, 1.5, 2.5", "0.02, 2.4, 13", "0.03, 4, 15", "0.05, 5.3, 15"})
    void seldomCrawlsBecauseChanceHasBroughtThrottlesTogether(double share, double nearlyAll, double worst) {
        double ideal = 1_500 / (1 - share) * 0.2 / 32;
        double[] times = LongStream.rangeClosed(1, 1_000)
                .mapToDouble(seed ->
                        service(seed).throttledByChance(share).run(1_500, 32).seconds() / ideal)
                .sorted()
                .toArray();
        assertThat(times[989]).as("99 of 100").isLessThan(nearlyAll);
        assertThat(times[999]).as("worst").isLessThan(worst);
    }

    @ParameterizedTest(name = "{0} of all calls are throttled besides: {1} times the time, {2} percent throttled")
    @CsvSource({"0.01, 1.2, 3", "0.02, 1.2, 6", "0.03, 1.15, 8"})
    void keepsToTheQuotaThoughSomeAreThrottledByChance(double share, double mostTime, double mostThrottledPercent) {
        List<Outcome> runs = runs(
                20,
                seed -> service(seed)
                        .quota(50)
                        .burst(1, 1)
                        .throttledByChance(share)
                        .run(10_000, 32));
        assertThat(mean(runs, Outcome::seconds) * 50 / 10_000).isLessThan(mostTime);
        assertThat(mean(runs, Outcome::throttledPercent)).isLessThan(mostThrottledPercent);
    }

    private static List<Outcome> runs(int seeds, LongFunction<Outcome> run) {
        return LongStream.rangeClosed(1, seeds).mapToObj(run).toList();
    }

    private static double mean(List<Outcome> runs, ToDoubleFunction<Outcome> number) {
        return runs.stream().mapToDouble(number).average().orElseThrow();
    }

    private static double median(List<Outcome> runs, ToDoubleFunction<Outcome> number) {
        return runs.stream().mapToDouble(number).sorted().toArray()[runs.size() / 2];
    }

    private static double worst(List<Outcome> runs, ToDoubleFunction<Outcome> number) {
        return runs.stream().mapToDouble(number).max().orElseThrow();
    }

    private static double meanSeconds(double latency, double share, int calls) {
        return IntStream.rangeClosed(1, 20)
                .mapToDouble(seed -> service(seed)
                        .latency(latency, 0.3 * latency)
                        .throttledByChance(share)
                        .run(calls, 32)
                        .seconds())
                .average()
                .orElseThrow();
    }

    @Test
    void findsTheQuotaAmongThrottlesThatHaveNoReason() {
        double seconds = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Outcome run =
                    service(seed).quota(50).burst(1, 1).throttledByChance(0.05).run(10_000, 32);
            seconds += run.seconds() / 5;
            assertThat(run.throttledPercent())
                    .as("not many more than come anyway")
                    .isLessThan(10);
        }
        assertThat(seconds).isLessThan(1.3 * 10_000 / 50);
    }

    @Test
    void risesGentlyWhereTheServiceThrottlesWhatRisesTooFast() {
        Outcome run = service(5).fastestRise(1.3).run(10_000, 32);
        assertThat(run.throttledPercent()).isLessThan(3);
        assertThat(run.secondsUntilRate(0, 140)).isLessThan(150);
    }

    @Test
    void isNotConfusedByAnswersThatTakeHalfAMinute() {
        Outcome run = fifty().stragglers(0.002).run(15_000, 64);
        assertThat(run.rate(20, 290)).isBetween(49.5, 50.5);
        assertThat(run.throttledPercent()).isLessThan(0.55);
    }

    @Test
    void isNotConfusedByFailures() {
        Outcome run = fifty().failures(0.05).run(15_000, 32);
        assertThat(run.seconds()).isLessThan(1.02 * 15_000 / 50);
        assertThat(run.throttledPercent()).isLessThan(2);
    }

    @Test
    void keepsTheRateThoughThreadsWakeUpLate() {
        Outcome run = service(1)
                .quota(200)
                .burst(1, 1)
                .wakeUpDelay(0.001)
                .arrivalJitter(0.002)
                .run(30_000, 64);
        assertThat(run.seconds()).isLessThan(1.03 * 30_000 / 200);
    }

    @Test
    void neverExceedsACap() {
        for (double cap : new double[] {1, 7.5, 45, 1_000}) {
            List<Double> starts = service(1)
                    .latency(0.02, 0.01)
                    .wakeUpDelay(0.001)
                    .run((int) (20 * cap), 64, cap, 1)
                    .get(0)
                    .startTimes();
            int most = (int) Math.ceil(cap);
            for (int i = most; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - most)).isGreaterThan(1 - 1e-6);
            }
            assertThat(starts.get(starts.size() - 1))
                    .as("and comes close to it")
                    .isLessThan(20 * 1.06 + 1);
        }
    }

    @Test
    void aCapBelowTheQuotaAvoidsEveryThrottle() {
        Outcome run = fifty().run(5_000, 32, 45, 1).get(0);
        assertThat(run.status().throttled()).isZero();
        assertThat(run.seconds()).isLessThan(1.03 * 5_000 / 45);
        assertThat(run.status().rate().orElseThrow()).isEqualTo(45);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        assertThat(fifty().run(2_000, 32).startTimes())
                .isEqualTo(fifty().run(2_000, 32).startTimes());
    }
}
