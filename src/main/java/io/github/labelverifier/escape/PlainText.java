package io.github.labelverifier.escape;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from outside, such as keys, labels and messages, made safe to be shown to people. */
public final class PlainText {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:[ntr]|u[0-9a-f]{4}|U[0-9a-f]{8})");

    private PlainText() {}

    /**
     * The text with everything escaped that a terminal would act on or that would make it read as something else:
     * control characters, line and paragraph separators, characters that turn the direction of writing or are invisible,
     * and halves of surrogate pairs. All else stays as it is.
     */
    public static String escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isUnsafe(c)) {
                return escapeFrom(text, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        text.codePoints().skip(text.codePointCount(0, first)).forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\n') {
            safe.append("\\n");
        } else if (c == '\t') {
            safe.append("\\t");
        } else if (c == '\r') {
            safe.append("\\r");
        } else if (isUnsafe(c)) {
            safe.append(c > 0xFFFF ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    /**
     * The text that this one shows escaped, as far as that can be told: a text that had a backslash of its own cannot be
     * known from it.
     */
    public static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPED.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(original(escape.group())));
    }

    private static String original(String escape) {
        return switch (escape.charAt(1)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> {
                int c = Integer.parseUnsignedInt(escape.substring(2), 16);
                // Only what would have been escaped can be meant.
                yield Character.isValidCodePoint(c) && isUnsafe(c) ? Character.toString(c) : escape;
            }
        };
    }

    private static boolean isUnsafe(int c) {
        if (c >= 0x20 && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            // FORMAT holds the bidirectional controls, zero-width joiners and marks, and tags.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
