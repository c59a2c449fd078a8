package io.github.labelverifier.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A run against a service with a quota, in virtual time: worker threads and the service are events, and the decisions are
 * those of {@link RateControl} itself. The same seed gives the same run, to the nanosecond, and five minutes take a few
 * milliseconds. Times are seconds, rates calls a second.
 *
 * <p>The service is a token bucket in front of a service that takes 200 ms ± 60 ms, unless told otherwise.
 */
final class RateSimulation {
    private static final int LONGEST = 20_000;

    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
    private final List<Client> clients = new ArrayList<>();

    private DoubleUnaryOperator quota = t -> Double.POSITIVE_INFINITY;
    private double burstSeconds;
    private double leastBurst = 1;
    private double latency = 0.2;
    private double latencySpread = 0.06;
    private double throttleLatency = -1;
    private double wakeUpDelay = 0.0001;
    private double arrivalJitter;
    private double throttledByChance;
    private int throttlingEach;
    private double failures;
    private double stragglers;
    private double outageFrom = Double.POSITIVE_INFINITY;
    private double outageTo = Double.POSITIVE_INFINITY;
    private double fastestRise = Double.POSITIVE_INFINITY;
    private DoubleUnaryOperator rival = t -> 0;
    private int hosts = 1;
    private OptionalDouble known = OptionalDouble.empty();

    private double now;
    private long ordered;
    private long arrived;
    private double[] fill = {};
    private double[] filledAt = {};
    private final double[] letInBySecond = new double[LONGEST];

    RateSimulation(long seed) {
        random = new SplittableRandom(seed);
    }

    private record Event(double at, long order, Runnable action) {}

    // The scenario

    RateSimulation quota(double callsPerSecond) {
        return quota(t -> callsPerSecond);
    }

    RateSimulation quota(DoubleUnaryOperator callsPerSecondAtTime) {
        quota = callsPerSecondAtTime;
        return this;
    }

    /** The bucket holds what the quota grants in this time, but at least so many calls, on each host. */
    RateSimulation burst(double seconds, double leastCalls) {
        burstSeconds = seconds;
        leastBurst = leastCalls;
        return this;
    }

    RateSimulation latency(double mean, double spread) {
        latency = mean;
        latencySpread = spread;
        return this;
    }

    /** How long a throttled call takes; negative means as long as any other. */
    RateSimulation throttleLatency(double seconds) {
        throttleLatency = seconds;
        return this;
    }

    /** Threads wake up late by up to this much. */
    RateSimulation wakeUpDelay(double seconds) {
        wakeUpDelay = seconds;
        return this;
    }

    /** Calls arrive up to this much after they started. */
    RateSimulation arrivalJitter(double seconds) {
        arrivalJitter = seconds;
        return this;
    }

    /** This share of calls is throttled whatever the quota. */
    RateSimulation throttledByChance(double share) {
        throttledByChance = share;
        return this;
    }

    /** Each so manieth call is throttled whatever the quota. */
    RateSimulation throttlingEach(int calls) {
        throttlingEach = calls;
        return this;
    }

    /** This share of calls fails for other reasons, and is tried again. */
    RateSimulation failures(double share) {
        failures = share;
        return this;
    }

    /** This share of calls takes 30 s. */
    RateSimulation stragglers(double share) {
        stragglers = share;
        return this;
    }

    RateSimulation outage(double from, double to) {
        outageFrom = from;
        outageTo = to;
        return this;
    }

    /** Throttles also when a second brings more than 10 calls plus this many times the mean of the last 10 seconds. */
    RateSimulation fastestRise(double factor) {
        fastestRise = factor;
        return this;
    }

    /** Another client of the same account calls at this rate, at random times, and never minds throttles. */
    RateSimulation rival(DoubleUnaryOperator callsPerSecondAtTime) {
        rival = callsPerSecondAtTime;
        return this;
    }

    /** The service is so many hosts, each with its share of quota and burst, and calls go to any of them. */
    RateSimulation hosts(int number) {
        hosts = number;
        return this;
    }

    /** An earlier run has found this pace. */
    RateSimulation known(double callsPerSecond) {
        known = OptionalDouble.of(callsPerSecond);
        return this;
    }

    // The run

    /** Runs one governor until so many calls have succeeded. */
    Outcome run(int calls, int concurrency) {
        return run(calls, concurrency, Double.POSITIVE_INFINITY, 1).get(0);
    }

    /** Runs some governors side by side, each until so many calls have succeeded. */
    List<Outcome> run(int calls, int concurrency, double cap, int governors) {
        fill = new double[hosts];
        filledAt = new double[hosts];
        Arrays.fill(fill, burst(0));
        for (int i = 0; i < governors; i++) {
            Client client = new Client(calls, concurrency, cap);
            clients.add(client);
            at(0, client::startAll);
        }
        scheduleRival();
        while (clients.stream().anyMatch(client -> client.succeeded < calls)) {
            Event event = events.remove();
            now = event.at();
            if (now >= LONGEST) {
                throw new AssertionError("The run does not come to an end");
            }
            event.action().run();
        }
        return clients.stream().map(Client::outcome).toList();
    }

    private void at(double time, Runnable action) {
        events.add(new Event(time, ordered++, action));
    }

    private void scheduleRival() {
        double rate = rival.applyAsDouble(now);
        at(now + (rate > 0 ? -Math.log(1 - random.nextDouble()) / rate : 0.1), () -> {
            if (rate > 0) {
                takeToken();
            }
            scheduleRival();
        });
    }

    private double burst(double time) {
        double rate = quota.applyAsDouble(time);
        return rate == Double.POSITIVE_INFINITY ? rate : Math.max(leastBurst, burstSeconds * rate / hosts);
    }

    private boolean takeToken() {
        int host = hosts == 1 ? 0 : random.nextInt(hosts);
        // In small steps, because the quota may change in between.
        while (filledAt[host] < now) {
            double step = Math.min(now, filledAt[host] + 0.1);
            double granted = quota.applyAsDouble(filledAt[host]) / hosts * (step - filledAt[host]);
            fill[host] = Math.min(fill[host] + granted, burst(filledAt[host]));
            filledAt[host] = step;
        }
        if (fill[host] < 1 - 1e-9) {
            return false;
        }
        fill[host] -= 1;
        return true;
    }

    private boolean letIn() {
        int second = (int) now;
        boolean outage = now >= outageFrom && now < outageTo;
        arrived++;
        boolean byChance = (throttledByChance > 0 && random.nextDouble() < throttledByChance)
                || (throttlingEach > 0 && arrived % throttlingEach == 0);
        boolean tooFast =
                fastestRise < Double.POSITIVE_INFINITY && letInBySecond[second] > 10 + fastestRise * lastTenSeconds();
        boolean letIn = !outage && !byChance && !tooFast && takeToken();
        letInBySecond[second] += letIn ? 1 : 0;
        return letIn;
    }

    private double lastTenSeconds() {
        int second = (int) now;
        return IntStream.range(Math.max(0, second - 10), second)
                        .mapToDouble(i -> letInBySecond[i])
                        .sum()
                / 10;
    }

    private double callLatency() {
        double straggling = stragglers > 0 && random.nextDouble() < stragglers ? 30 : 0;
        return straggling + latency + latencySpread * (2 * random.nextDouble() - 1);
    }

    /** Worker threads with one governor. */
    private final class Client {
        private final RateControl control;
        private final int[] starts = new int[LONGEST];
        private final int[] throttles = new int[LONGEST];
        private final List<Double> startTimes = new ArrayList<>();
        private int waiting;
        private int todo;
        private int succeeded;
        private double finishedAt;
        private double wakeUpAt = Double.POSITIVE_INFINITY;

        Client(int calls, int concurrency, double cap) {
            control = new RateControl(concurrency, cap, known);
            waiting = Math.min(calls, concurrency);
            todo = calls - waiting;
        }

        private long nanos() {
            return (long) (now * 1e9);
        }

        void startAll() {
            while (waiting > 0) {
                long mayStartAt = control.mayStartAt(nanos());
                if (mayStartAt == RateControl.AFTER_AN_ANSWER) {
                    return;
                }
                if (mayStartAt > nanos()) {
                    wakeUp((mayStartAt + 1) / 1e9);
                    return;
                }
                waiting--;
                start();
            }
        }

        private void wakeUp(double time) {
            double late = time + wakeUpDelay * random.nextDouble();
            if (late < wakeUpAt) {
                wakeUpAt = late;
                at(late, () -> {
                    if (wakeUpAt == late) {
                        wakeUpAt = Double.POSITIVE_INFINITY;
                        startAll();
                    }
                });
            }
        }

        private void start() {
            RateStart call = control.start(nanos());
            starts[(int) now]++;
            startTimes.add(now);
            if (arrivalJitter > 0) {
                at(now + arrivalJitter * random.nextDouble(), () -> arrive(call));
            } else {
                arrive(call);
            }
        }

        private void arrive(RateStart call) {
            double takes = callLatency();
            if (failures > 0 && random.nextDouble() < failures) {
                at(now + takes, () -> {
                    control.failed(nanos());
                    waiting++;
                    startAll();
                });
            } else if (letIn()) {
                at(now + takes, () -> {
                    control.succeeded(call, nanos());
                    succeed();
                    startAll();
                });
            } else {
                at(now + (throttleLatency < 0 ? takes : throttleLatency), () -> {
                    control.throttled(call, nanos());
                    throttles[(int) now]++;
                    waiting++;
                    startAll();
                });
            }
        }

        private void succeed() {
            succeeded++;
            if (todo > 0) {
                todo--;
                waiting++;
            }
            finishedAt = now;
        }

        Outcome outcome() {
            return new Outcome(finishedAt, starts, throttles, startTimes, control.status((long) (finishedAt * 1e9)));
        }
    }

    /**
     * How a run went.
     *
     * @param seconds how long it took
     * @param starts calls started in each second
     * @param throttles throttled answers in each second
     * @param startTimes when each call started
     * @param status the governor's own account, at the end
     */
    @SuppressWarnings("ArrayRecordComponent") // counts of a run, never compared as a whole
    record Outcome(double seconds, int[] starts, int[] throttles, List<Double> startTimes, RateStatus status) {
        /** The share of all calls that were throttled, in percent. */
        double throttledPercent() {
            return 100.0 * status.throttled() / startTimes.size();
        }

        /** Calls started a second, in the seconds from (inclusive) and to (exclusive). */
        double rate(int from, int to) {
            return (double) IntStream.range(from, to).map(i -> starts[i]).sum() / (to - from);
        }

        /** Throttled answers in the seconds from (inclusive) and to (exclusive). */
        int throttled(int from, int to) {
            return IntStream.range(from, to).map(i -> throttles[i]).sum();
        }

        /** How many seconds after a time it takes until a second brings so many calls, on each host. */
        int secondsUntilRate(int after, double rate) {
            return IntStream.range(after, starts.length)
                            .filter(i -> starts[i] >= rate)
                            .findFirst()
                            .orElseThrow()
                    - after;
        }
    }
}
