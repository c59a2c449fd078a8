package io.github.labelverifier.image;

import java.util.Comparator;

/**
 * The order in which S3 lists keys: that of their UTF-8 bytes, which is the order of code points. It differs from
 * {@link String#compareTo} where a key holds a character above U+FFFF.
 */
public enum KeyOrder implements Comparator<String> {
    /** The one order. */
    UTF_8;

    @Override
    public int compare(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                // Surrogates stand for code points above all others, though U+E000 to U+FFFF have larger units.
                return surrogateA == surrogateB ? Character.compare(a, b) : surrogateA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
