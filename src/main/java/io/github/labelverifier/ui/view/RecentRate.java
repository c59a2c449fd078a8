package io.github.labelverifier.ui.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * How fast something has been going of late. Images that cost nothing, such as reused ones, distort it only for a short
 * while.
 */
final class RecentRate {
    private static final Duration SPAN = Duration.ofSeconds(20);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(500);

    /** So many were done at that time. */
    record Sample(Instant time, long done) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    void add(Sample sample) {
        if (samples.size() > 1
                && Duration.between(beforeLast().time(), sample.time()).compareTo(STEP) < 0) {
            samples.removeLast();
        }
        samples.addLast(sample);
        while (Duration.between(samples.getFirst().time(), sample.time()).compareTo(SPAN) > 0) {
            samples.removeFirst();
        }
    }

    private Sample beforeLast() {
        var descending = samples.descendingIterator();
        descending.next();
        return descending.next();
    }

    /** The rate over the last while; empty as long as too little time has passed to tell. */
    OptionalDouble perSecond() {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        Duration time =
                Duration.between(samples.getFirst().time(), samples.getLast().time());
        long done = samples.getLast().done() - samples.getFirst().done();
        return time.compareTo(LEAST) < 0 ? OptionalDouble.empty() : OptionalDouble.of(done * 1000.0 / time.toMillis());
    }
}
