package io.github.labelverifier.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Which requests a {@link Fault} befalls. Immutable; conditions add up, so {@code When.operation("DeleteObjects").nth(2)} is the second
 * batch. Counting begins when the fault is injected, and counts the requests that meet the conditions given before it.
 */
public final class When {
    /**
     * A request, or one key of a batch.
     *
     * @param operation its name at AWS, such as {@code DetectLabels}
     * @param bucket the bucket, empty if there is none
     * @param keys the keys it names; for an image sent as bytes, their SHA-256 in hex
     */
    public record Subject(String operation, String bucket, List<String> keys) {
        /** Copies the keys. */
        public Subject {
            keys = List.copyOf(keys);
        }
    }

    private final Predicate<Subject> filter;
    private final LongPredicate number;
    private final double probability;
    private final long seed;

    private When(Predicate<Subject> filter, LongPredicate number, double probability, long seed) {
        this.filter = filter;
        this.number = number;
        this.probability = probability;
        this.seed = seed;
    }

    /** Every request. */
    public static When always() {
        return new When(subject -> true, n -> true, 1, 0);
    }

    /** Requests that name that key, alone or among others. */
    public static When key(String key) {
        return always().andKey(key);
    }

    /** Requests of that operation. */
    public static When operation(String operation) {
        return matching(subject -> subject.operation().equals(operation));
    }

    /** Requests that the predicate accepts. */
    public static When matching(Predicate<Subject> predicate) {
        return always().andMatching(predicate);
    }

    /** Requests by chance, see {@link #withProbability}. */
    public static When probability(double probability, long seed) {
        return always().withProbability(probability, seed);
    }

    /** Narrowed to requests that name that key. */
    public When andKey(String key) {
        return andMatching(subject -> subject.keys().contains(key));
    }

    /** Narrowed to requests that the predicate accepts. */
    public When andMatching(Predicate<Subject> predicate) {
        return new When(filter.and(predicate), number, probability, seed);
    }

    /** Only the matching requests of these numbers; the first is 1. */
    public When nth(long... numbers) {
        Set<Long> chosen = LongStream.of(numbers).boxed().collect(Collectors.toUnmodifiableSet());
        return new When(filter, number.and(chosen::contains), probability, seed);
    }

    /** Only the first so many matching requests. */
    public When first(long count) {
        return new When(filter, number.and(n -> n <= count), probability, seed);
    }

    /** Only the matching requests from that number on; the first is 1. */
    public When from(long first) {
        return new When(filter, number.and(n -> n >= first), probability, seed);
    }

    /**
     * By chance. The draw depends on the seed, the first key of the request and how often that key was asked for, not on the order of
     * arrival: the same run meets the same faults however its calls interleave.
     */
    public When withProbability(double share, long withSeed) {
        return new When(filter, number, share, withSeed);
    }

    /** A rule with counters of its own. */
    Counter counter() {
        return new Counter();
    }

    /** Counts requests for one injected fault. */
    final class Counter {
        private final Map<String, Long> drawsByKey = new ConcurrentHashMap<>();
        private long matched;

        synchronized boolean meets(Subject subject) {
            if (!filter.test(subject)) {
                return false;
            }
            matched++;
            return number.test(matched) && (probability >= 1 || draw(subject) < probability);
        }

        private double draw(Subject subject) {
            String key = subject.operation()
                    + ' '
                    + (subject.keys().isEmpty() ? "" : subject.keys().get(0));
            long count = drawsByKey.merge(key, 1L, Long::sum);
            return Chance.draw(seed, key, count);
        }
    }
}
