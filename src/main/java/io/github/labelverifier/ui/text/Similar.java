package io.github.labelverifier.ui.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant by a misspelt one. */
public final class Similar {
    private Similar() {}

    /** The word of some that comes nearest; empty if none is near. */
    public static Optional<String> to(String word, Collection<String> words) {
        String given = word.toLowerCase(Locale.ROOT);
        String bare = given.replaceFirst("^-+", "");
        int most = Math.max(1, (given.replace("-", "").length() + 1) / 3);
        return words.stream()
                .filter(other -> distance(given, other.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String other) -> distance(given, other.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .or(() -> words.stream()
                        .filter(other -> bare.length() > 3 && isPart(given, bare, other.toLowerCase(Locale.ROOT)))
                        .min(Comparator.naturalOrder()));
    }

    /** Such as {@code --min-conf}, or {@code --confidence}, of {@code --min-confidence}. */
    private static boolean isPart(String given, String bare, String other) {
        return other.startsWith(given) || other.endsWith("-" + bare);
    }

    /** How many letters must be put in, left out, changed or swapped with the next. */
    private static int distance(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, one, other, i, j);
            }
        }
        return least[one.length()][other.length()];
    }

    private static int step(int[][] least, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int best = Math.min(Math.min(least[i - 1][j] + 1, least[i][j - 1] + 1), least[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
