package io.github.labelverifier.ui.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers in words for people. */
public final class Text {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB"};
    private static final double KILO = 1000;

    private Text() {}

    /** Such as {@code 1 image} or {@code 1,204 images}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A size in decimal units, as Amazon S3's console shows it. */
    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return count(bytes, "byte");
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= KILO;
            unit++;
        } while (value >= 999.95 && unit < UNITS.length - 1);
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** US dollars: whole cents from ten cents on, more places below. */
    public static String dollars(BigDecimal amount) {
        boolean small = amount.signum() != 0 && amount.compareTo(new BigDecimal("0.1")) < 0;
        return "$" + amount.setScale(small ? 3 : 2, RoundingMode.HALF_UP).toPlainString();
    }

    public static String percent(double percent) {
        return String.format(Locale.ROOT, percent > 0 && percent < 1 ? "%.1f%%" : "%.0f%%", percent);
    }

    /** Without a fraction where there is none. */
    public static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** Such as {@code 9 days} or {@code 30 hours}. */
    public static String age(Duration age) {
        return age.toDays() >= 2 ? count(age.toDays(), "day") : count(age.toHours(), "hour");
    }

    /** Such as {@code 1:20:05} or {@code 4:09}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
