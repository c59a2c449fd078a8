package io.github.labelverifier.job.gallery;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * One bar of a plot.
 *
 * @param count as it is written
 * @param bar its length of 100
 */
record BarView(String name, String count, String bar) {

    /** Bars of these counts; the longest is as long as the plot is wide. */
    static List<BarView> of(List<LabelTally.Entry> entries, boolean inWords) {
        long most = entries.stream().mapToLong(LabelTally.Entry::count).max().orElse(1);
        List<BarView> bars = new ArrayList<>();
        for (LabelTally.Entry entry : entries) {
            String name = inWords ? Words.reason(Reason.parse(entry.name())) : entry.name();
            bars.add(new BarView(
                    PlainText.escape(name), Words.count(entry.count()), Words.number(100.0 * entry.count() / most)));
        }
        return bars;
    }
}
