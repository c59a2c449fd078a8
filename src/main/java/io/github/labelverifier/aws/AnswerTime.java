package io.github.labelverifier.aws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Compares this machine's clock with the time that the service's answers carry, including those that refuse a call. */
final class AnswerTime implements ExecutionInterceptor {
    private final InstantSource clock;
    private volatile Optional<Duration> ahead = Optional.empty();

    AnswerTime(InstantSource clock) {
        this.clock = clock;
    }

    /** How far the clock is ahead of the last answer that said its time, to the second; negative if it is behind. */
    Optional<Duration> ahead() {
        return ahead;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        context.httpResponse().firstMatchingHeader("Date").ifPresent(this::compare);
    }

    private void compare(String date) {
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Optional.of(Duration.between(there, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        } catch (DateTimeException e) {
            // Not a time: as if it had said none.
            ahead = Optional.empty();
        }
    }
}
