package io.github.labelverifier.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks of option values; what they throw names the option. */
final class Check {
    private Check() {}

    static void atLeast(String option, double value, double least) throws CommandFailure {
        if (!(value >= least)) {
            throw CommandFailure.usage(option + " must be at least " + number(least) + ", not " + number(value));
        }
    }

    static void within(String option, double value, double least, double most) throws CommandFailure {
        if (!(value >= least && value <= most)) {
            throw CommandFailure.usage(
                    option + " must be from " + number(least) + " to " + number(most) + ", not " + number(value));
        }
    }

    static Optional<String> notBlank(String option, @Nullable String value) throws CommandFailure {
        if (value != null && value.isBlank()) {
            throw CommandFailure.usage(option + " is empty");
        }
        return Optional.ofNullable(value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
