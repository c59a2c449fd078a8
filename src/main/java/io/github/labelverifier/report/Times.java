package io.github.labelverifier.report;

import java.time.Instant;
import java.time.LocalDate;

/** Reads times as {@link Instant#parse} does; those of the form that reports have, in a tenth of its time. */
final class Times {
    private static final String FORM = "0000-00-00T00:00:00Z";
    private static final int DAY_SECONDS = 24 * 60 * 60;

    private Times() {}

    /**
     * The time of a text.
     *
     * @throws java.time.DateTimeException if it is no time
     */
    static Instant parse(String text) {
        if (!isOfForm(text)) {
            return Instant.parse(text);
        }
        int hours = number(text, 11, 13);
        int minutes = number(text, 14, 16);
        int seconds = number(text, 17, 19);
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return Instant.parse(text);
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        return Instant.ofEpochSecond(day.toEpochDay() * DAY_SECONDS + (hours * 60L + minutes) * 60 + seconds);
    }

    private static boolean isOfForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            boolean fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
