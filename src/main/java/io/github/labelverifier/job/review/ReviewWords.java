package io.github.labelverifier.job.review;

import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a review has come to, in words. */
final class ReviewWords {
    private ReviewWords() {}

    /** How many images {@code delete} would take away: what is marked so, and what is flagged and not spared. */
    static long going(MarkCounts counts) {
        return counts.of(Verdict.FLAG, Mark.NONE) + counts.of(Mark.REMOVE) + counts.of(Mark.MOVE);
    }

    /** Such as {@code 3 to remove, 1 to move, 5 to keep; 12 flagged images are not decided}. */
    static String of(MarkCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.of(Mark.REMOVE), "to remove");
        add(parts, counts.of(Mark.MOVE), "to move");
        add(parts, counts.of(Mark.KEEP), "to keep");
        add(parts, counts.of(Mark.UNSURE), "unsure, which stay");
        long open = counts.of(Verdict.FLAG, Mark.NONE);
        String decided = parts.isEmpty() ? "nothing decided" : String.join(", ", parts);
        return decided
                + (open == 0
                        ? ""
                        : "; " + Text.count(open, "flagged image") + (open == 1 ? " is" : " are")
                                + " not decided, and would go as well");
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Text.count(count) + " " + what);
        }
    }
}
