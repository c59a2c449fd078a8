package io.github.labelverifier.ui.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times in words for people, in UTC. A report and a file system may hold any time at all, and the calendar ends before
 * {@link Instant} does: what lies beyond it is written as the report writes it.
 */
public final class UtcTime {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** Such as {@code 2026-11-22}. */
    public static String day(Instant instant) {
        try {
            return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
        } catch (DateTimeException e) {
            return instant.toString();
        }
    }

    /** Such as {@code 22 November 2026, 16:10 UTC}. */
    public static String minute(Instant instant) {
        try {
            return MINUTE.format(instant);
        } catch (DateTimeException e) {
            return instant.toString();
        }
    }
}
