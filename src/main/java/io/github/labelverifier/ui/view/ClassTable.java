package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Table;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Counts;
import java.io.IOException;
import java.util.List;

/** The classes of a run as a table, and warnings about classes that look odd. */
public final class ClassTable {
    /** From this share of a class on, each way, two folders may be of one thing. */
    private static final double OFTEN = 0.1;

    /** Fewer suggestions may be chance. */
    private static final long LEAST_SUGGESTIONS = 5;

    private static final int MAX_NAME = 40;

    private static final List<Table.Side> COLUMNS = List.of(
            Table.Side.LEFT,
            Table.Side.RIGHT,
            Table.Side.RIGHT,
            Table.Side.RIGHT,
            Table.Side.RIGHT,
            Table.Side.RIGHT,
            Table.Side.LEFT);

    private final Console console;

    public ClassTable(Console console) {
        this.console = console;
    }

    /** Prints the table on standard output. */
    public void print(List<ClassResult> classes) throws IOException {
        Table table = new Table(COLUMNS);
        table.head(List.of("CLASS", "CHECKED", "KEPT", "DOUBTFUL", "FLAGGED", "SHARE", "LOOKS LIKE"));
        for (ClassResult one : classes) {
            Counts counts = one.counts();
            table.row(List.of(
                    DisplayWidth.cut(name(one.location()), MAX_NAME),
                    Text.count(counts.checked()),
                    Text.count(counts.keep()),
                    Text.count(one.doubtful()),
                    Text.count(counts.flag()),
                    Text.percent(counts.percentFlagged()),
                    one.mostSuggested()
                            .map(folder -> name(folder.getKey()) + " (" + Text.count(folder.getValue()) + ")")
                            .orElse("")));
        }
        table.writeTo(console.out(), console.colorsOutput());
        console.out().flush();
    }

    private static String name(String location) {
        return PlainText.escape(ImageLocation.lastPart(location));
    }

    /** Warns about pairs of classes that are often mistaken for each other: perhaps two folders for one thing. */
    public void tellPairs(List<ClassResult> classes) {
        for (int i = 0; i < classes.size(); i++) {
            for (int j = i + 1; j < classes.size(); j++) {
                ClassResult one = classes.get(i);
                ClassResult other = classes.get(j);
                long there = one.suggested().getOrDefault(other.location(), 0L);
                long back = other.suggested().getOrDefault(one.location(), 0L);
                if (isOften(there, one) && isOften(back, other)) {
                    console.warn(RuleWords.pair(
                            ImageLocation.lastPart(one.location()),
                            ImageLocation.lastPart(other.location()),
                            there,
                            back));
                }
            }
        }
    }

    private static boolean isOften(long suggestions, ClassResult of) {
        return suggestions >= LEAST_SUGGESTIONS
                && suggestions >= OFTEN * of.counts().checked();
    }

    /** Warns about classes that keep fewer images than training needs. */
    public void tellSmall(List<ClassResult> classes, long minKept) {
        List<String> small = classes.stream()
                .filter(one -> one.counts().keep() < minKept)
                .map(one -> ImageLocation.lastPart(one.location()) + " ("
                        + Text.count(one.counts().keep()) + ")")
                .toList();
        if (!small.isEmpty()) {
            console.warn("fewer than " + Text.count(minKept) + " images are kept in " + String.join(", ", small));
        }
    }
}
