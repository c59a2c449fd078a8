package io.github.labelverifier.job;

import io.github.labelverifier.escape.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a name in a list may mean. The name exactly as it stands comes first: a key may end in a carriage return or begin
 * with a byte order mark, though far more often an editor or another system has added those.
 */
public final class Readings {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Readings() {}

    /** The text as it stands, and then without what is added by editors. */
    public static List<String> of(String text) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(text);
        readings.add(withoutReturn(text));
        if (text.startsWith(BYTE_ORDER_MARK)) {
            readings.add(text.substring(BYTE_ORDER_MARK.length()));
            readings.add(plain(text));
        }
        return List.copyOf(readings);
    }

    /** Those, and then each with the characters that a list for people shows escaped. */
    static List<String> withUnescaped(String text) {
        Set<String> readings = new LinkedHashSet<>(of(text));
        new ArrayList<>(readings).forEach(reading -> readings.add(PlainText.unescape(reading)));
        return List.copyOf(readings);
    }

    /** The text without what is added by editors. */
    static String plain(String text) {
        return withoutReturn(text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text);
    }

    private static String withoutReturn(String text) {
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
