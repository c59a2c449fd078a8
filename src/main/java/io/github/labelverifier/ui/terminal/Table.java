package io.github.labelverifier.ui.terminal;

import io.github.labelverifier.ui.text.DisplayWidth;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text in aligned columns. A column is as wide as its widest cell, measured in columns of a terminal; two spaces separate
 * columns, and lines have no padding at their end. All rows are held in memory. Cells are printed as they are: escape what is
 * not trusted.
 */
public final class Table {

    /** The side on which the cells of a column are aligned. */
    public enum Side {
        LEFT,
        RIGHT
    }

    private static final String GAP = "  ";

    private final List<Side> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private Optional<List<String>> head = Optional.empty();

    /** A table with these columns and no rows. */
    public Table(List<Side> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Puts a heading on each column, which is printed bold where there are colours. */
    public void head(List<String> cells) {
        head = Optional.of(checked(cells));
    }

    /** Adds a row with a cell for each column. */
    public void row(List<String> cells) {
        rows.add(checked(cells));
    }

    private List<String> checked(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("cells: " + cells.size() + " for " + columns.size() + " columns");
        }
        return List.copyOf(cells);
    }

    /** Writes the table in UTF-8, a line each row; the stream stays open and is not flushed. */
    public void writeTo(OutputStream out, boolean colored) throws IOException {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        head.ifPresent(cells ->
                text.append(Style.BOLD.on(colored, line(cells, widths))).append('\n'));
        rows.forEach(cells -> text.append(line(cells, widths)).append('\n'));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        head.ifPresent(cells -> widen(widths, cells));
        rows.forEach(cells -> widen(widths, cells));
        return widths;
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], DisplayWidth.of(cells.get(i)));
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        int end = 0;
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String space = " ".repeat(widths[i] - DisplayWidth.of(cell));
            line.append(i == 0 ? "" : GAP).append(columns.get(i) == Side.RIGHT ? space + cell : cell);
            end = cell.isEmpty() ? end : line.length();
            line.append(columns.get(i) == Side.LEFT ? space : "");
        }
        return line.substring(0, end);
    }
}
