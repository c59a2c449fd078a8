package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import java.math.BigDecimal;
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

    /** A confidence in percent. One between 0 and 1 is taken for what it most likely is: a share. */
    static void confidence(String option, double value) throws CommandFailure {
        within(option, value, 0, 100);
        if (value > 0 && value < 1) {
            String percent = BigDecimal.valueOf(value)
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString();
            throw CommandFailure.usage(option + " is in percent, and " + number(value)
                    + " would let almost any label count: write " + percent + ", or 0 if all shall count");
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
