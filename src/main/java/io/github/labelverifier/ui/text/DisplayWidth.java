package io.github.labelverifier.ui.text;

import java.util.regex.Pattern;

/** How many columns of a terminal a text takes: none for combining marks and colours, two for wide characters. */
public final class DisplayWidth {
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    private DisplayWidth() {}

    public static int of(String text) {
        String shown = text.indexOf('\u001b') < 0 ? text : STYLE.matcher(text).replaceAll("");
        return shown.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text, cut to so many columns with an ellipsis where it is longer. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (used + of(c) > columns - 1) {
                break;
            }
            used += of(c);
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.append('…').toString();
    }

    /** The text, cut to so many columns with an ellipsis in its middle where it is longer. */
    public static String cutMiddle(String text, int columns) {
        if (of(text) <= columns || columns < 3) {
            return cut(text, columns);
        }
        int atEnd = columns / 2;
        int start = text.length();
        for (int used = 0; start > 0; ) {
            int c = text.codePointBefore(start);
            used += of(c);
            if (used > atEnd) {
                break;
            }
            start -= Character.charCount(c);
        }
        String end = text.substring(start);
        return cut(text, columns - of(end)) + end;
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** East Asian wide and emoji blocks (Unicode Standard Annex 11), coarsely. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1F9FF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
