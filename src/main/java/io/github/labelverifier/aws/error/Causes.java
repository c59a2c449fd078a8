package io.github.labelverifier.aws.error;

import java.util.Objects;
import java.util.stream.Stream;

/** A failure and what is behind it. */
final class Causes {
    /** Causes can go round in a circle. */
    private static final int MOST = 50;

    private Causes() {}

    static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST);
    }
}
