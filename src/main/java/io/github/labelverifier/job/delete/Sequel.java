package io.github.labelverifier.job.delete;

import java.util.Optional;

/**
 * The position of a question among several, as in "report 2 of 5".
 *
 * @param noun what each is about, such as {@code class}
 * @param name what this one is about
 * @param number from 1
 * @param total how many there may be
 */
record Sequel(String noun, String name, int number, int total) {
    /** There is one question alone. */
    static final Sequel NONE = new Sequel("", "", 1, 1);

    /** What stands above it; empty if it is the only one. */
    Optional<String> heading() {
        return total == 1 ? Optional.empty() : Optional.of(noun + " " + number + " of " + total + ": " + name);
    }

    /** Whether another one may follow. */
    boolean hasMore() {
        return number < total;
    }
}
