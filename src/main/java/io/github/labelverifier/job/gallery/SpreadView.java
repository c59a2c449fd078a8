package io.github.labelverifier.job.gallery;

import java.util.ArrayList;
import java.util.List;

/**
 * The plot of a spread, drawn in a box of 100 by 100.
 *
 * @param columns from left to right
 * @param least what stands at its left end; 100 % stands at the right
 * @param threshold where the least confidence that counts lies, of 100
 * @param isEmpty whether there is nothing to draw
 */
record SpreadView(List<Column> columns, String least, String threshold, boolean isEmpty) {
    private static final double GAP = 0.12;

    /** A column of kept images with one of flagged images on top. */
    record Column(
            String x, String width, String keptY, String kept, String flaggedY, String flagged, String description) {}

    static SpreadView of(Spread spread, double minConfidence) {
        List<Spread.Bin> bins = spread.bins();
        long most =
                bins.stream().mapToLong(bin -> bin.kept() + bin.flagged()).max().orElse(0);
        double step = 100.0 / bins.size();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < bins.size() && most > 0; i++) {
            Spread.Bin bin = bins.get(i);
            double kept = 100.0 * bin.kept() / most;
            double flagged = 100.0 * bin.flagged() / most;
            columns.add(new Column(
                    Words.number((i + GAP / 2) * step),
                    Words.number((1 - GAP) * step),
                    decimals(100 - kept),
                    decimals(kept),
                    decimals(100 - kept - flagged),
                    decimals(flagged),
                    Words.number(bin.from()) + " to " + Words.number(bin.to()) + " %: " + Words.count(bin.kept())
                            + " kept, " + Words.count(bin.flagged()) + " flagged"));
        }
        double threshold = 100 * (minConfidence - spread.least()) / (100 - spread.least());
        return new SpreadView(columns, Words.number(spread.least()), decimals(threshold), most == 0);
    }

    private static String decimals(double value) {
        return String.valueOf(Math.round(value * 100) / 100.0);
    }
}
