package io.github.labelverifier.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set once and for all, in the configuration file or by an environment variable, instead of on each command
 * line. This list is closed on purpose: nothing on it approves a removal, or can make one take more or go elsewhere. So
 * there is no flag on it, no place that images go to, and nothing that writes over a file.
 */
enum Setting {
    PROFILE,
    REGION,
    ENDPOINT_URL,
    S3_ENDPOINT_URL,
    READ_TIMEOUT,
    TPS,
    CONCURRENCY,
    PRICE_PER_IMAGE,
    ASK_ABOVE,
    MIN_CONFIDENCE,
    MAX_LABELS,
    CONVERT,
    /** Can be lowered only: see {@link Configuration}. */
    MAX_FLAGGED,
    COLOR,
    PROGRESS;

    /** Its name in the file: that of the option, without the dashes. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String option() {
        return "--" + key();
    }

    String variable() {
        return Configuration.VARIABLE_PREFIX + name();
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    static Optional<Setting> ofOption(String option) {
        return Arrays.stream(values())
                .filter(setting -> setting.option().equals(option))
                .findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
