package io.github.labelverifier.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in the bytes of a line, which goes on past what it is asked for, if that is there as JSON has it. It knows but the
 * plain forms: texts without escapes, nothing between two tokens. Where it says no, it may stand anywhere.
 */
final class LineCursor {
    private static final int MOST_EXACT_DIGITS = 15;
    private static final int LONGEST_NUMBER = 40;
    private static final double[] POWERS = new double[MOST_EXACT_DIGITS + 1];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            // Exact up to 10^22.
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final byte[] line;
    private int at;

    LineCursor(byte[] line) {
        this.line = line;
    }

    /** The bytes of a form that lines have, to be asked for. */
    static byte[] form(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == line.length;
    }

    boolean isAt(char c) {
        return at < line.length && line[at] == c;
    }

    boolean isAt(byte[] form) {
        int end = at + form.length;
        return end <= line.length && Arrays.equals(line, at, end, form, 0, form.length);
    }

    /** Goes back to where it was. */
    void backTo(int place) {
        at = place;
    }

    boolean pass(char c) {
        boolean is = isAt(c);
        at += is ? 1 : 0;
        return is;
    }

    boolean pass(byte[] form) {
        boolean is = isAt(form);
        at += is ? form.length : 0;
        return is;
    }

    /** Goes past the rest of a text of ASCII, and past its quote. */
    boolean passText() {
        // What stands in variables need not be looked up for every byte.
        byte[] bytes = line;
        for (int i = at; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            // All other bytes are below zero.
            if (b < ' ' || b == '\\') {
                return false;
            }
        }
        return false;
    }

    /** Goes past the rest of a text, and past its quote; whether it is valid UTF-8 is not looked at. */
    boolean passAnyText() {
        byte[] bytes = line;
        for (int i = at; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            if ((b >= 0 && b < ' ') || b == '\\') {
                return false;
            }
        }
        return false;
    }

    /** Goes past a list of such texts, from behind its bracket to behind the other one. */
    boolean passTexts(boolean isAscii) {
        if (pass(']')) {
            return true;
        }
        do {
            if (!pass('"') || !(isAscii ? passText() : passAnyText())) {
                return false;
            }
        } while (pass(','));
        return pass(']');
    }

    /** Goes past digits; tells how many. */
    private int passDigits() {
        byte[] bytes = line;
        int from = at;
        int to = from;
        while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        at = to;
        return to - from;
    }

    private boolean passWhole() {
        boolean startsWithZero = isAt('0');
        int digits = passDigits();
        return digits == 1 || (digits > 1 && !startsWithZero);
    }

    /** Goes past a number. */
    boolean passNumber() {
        int from = at;
        pass('-');
        if (!passWhole() || (pass('.') && passDigits() == 0)) {
            return false;
        }
        if (pass('e') || pass('E')) {
            if (!pass('-')) {
                pass('+');
            }
            if (passDigits() == 0) {
                return false;
            }
        }
        return at - from <= LONGEST_NUMBER;
    }

    /** A number that is whole and not below zero, of at most so many digits; -1 if there is no such. */
    long whole(int mostDigits) {
        int from = at;
        if (!passWhole() || at - from > mostDigits) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < at; i++) {
            number = 10 * number + line[i] - '0';
        }
        return number;
    }

    /** A number, as Java reads it; NaN if there is none. */
    double real() {
        int from = at;
        if (!passNumber()) {
            return Double.NaN;
        }
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (int i = from; i < at; i++) {
            byte b = line[i];
            if (b == '.') {
                decimals = 0;
                continue;
            }
            if (b < '0' || b > '9' || count == MOST_EXACT_DIGITS) {
                return Double.parseDouble(new String(line, from, at - from, StandardCharsets.US_ASCII));
            }
            digits = 10 * digits + b - '0';
            count++;
            decimals += decimals < 0 ? 0 : 1;
        }
        // Both are exact, so the quotient is rounded but once: it is the nearest number.
        return digits / POWERS[Math.max(0, decimals)];
    }

    /** Goes past a time in the form that reports have, with its quote; not all that are one are known to be. */
    boolean passTime() {
        return passNumber(4, 0, 9999)
                && pass('-')
                && passNumber(2, 1, 12)
                && pass('-')
                && passNumber(2, 1, 28)
                && pass('T')
                && passNumber(2, 0, 23)
                && pass(':')
                && passNumber(2, 0, 59)
                && pass(':')
                && passNumber(2, 0, 59)
                && passFraction()
                && pass('Z')
                && pass('"');
    }

    private boolean passFraction() {
        if (!pass('.')) {
            return true;
        }
        int digits = passDigits();
        return digits > 0 && digits <= 9;
    }

    private boolean passNumber(int digits, int least, int most) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            if (at == line.length || line[at] < '0' || line[at] > '9') {
                return false;
            }
            number = 10 * number + line[at++] - '0';
        }
        return number >= least && number <= most;
    }
}
