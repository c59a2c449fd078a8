package io.github.labelverifier.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How far something has come, in one line.
 *
 * @param percent empty as long as nobody knows how much there is
 * @param parts what there is to tell, the most important first
 */
record ProgressLine(OptionalInt percent, List<String> parts) {
    private static final int SHORTEST_BAR = 6;
    private static final int LONGEST_BAR = 20;
    private static final String GAP = "  ";

    /** All of it, for a line that stays. */
    String whole() {
        List<String> all = new ArrayList<>(parts);
        percent.ifPresent(done -> all.add(0, done + "%"));
        return String.join(GAP, all);
    }

    /** As much of it as fits into so many columns, and a bar if there is room for one. */
    String in(int columns) {
        String share = percent.isPresent() ? String.format(Locale.ROOT, "%3d%%", percent.getAsInt()) + GAP : "";
        String line = fit(columns - share.length());
        if (share.isEmpty() || line.isEmpty()) {
            return fit(columns);
        }
        int room = columns - share.length() - line.length() - GAP.length();
        String bar = room < SHORTEST_BAR ? "" : bar(percent.getAsInt(), Math.min(room, LONGEST_BAR)) + GAP;
        return bar + share + line;
    }

    private static String bar(int percent, int width) {
        int inside = width - 2;
        int full = inside * percent / 100;
        return "[" + "#".repeat(full) + "-".repeat(inside - full) + "]";
    }

    private String fit(int columns) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            String next = line.length() == 0 ? part : GAP + part;
            if (line.length() + next.length() > columns) {
                break;
            }
            line.append(next);
        }
        return line.toString();
    }
}
