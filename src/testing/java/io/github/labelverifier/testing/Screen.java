package io.github.labelverifier.testing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a person sees on a terminal: a small emulator of the control sequences that line-oriented programs use (movement, erasing, colours
 * left out). Not thread-safe.
 */
public final class Screen {
    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;
    private static final int FILLER = -1;

    private enum State {
        TEXT,
        ESCAPED,
        CONTROL_SEQUENCE,
        OPERATING_SYSTEM_COMMAND,
        CHARACTER_SET
    }

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder transcript = new StringBuilder();
    private final StringBuilder sequence = new StringBuilder();
    private final List<String> scrolledOff = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private State state = State.TEXT;
    private int[][] cells;
    private int columns;
    private int rows;
    private int row;
    private int column;
    private int savedRow;
    private int savedColumn;
    private boolean wrapPending;
    private boolean cursorVisible = true;

    Screen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        cells = new int[rows][columns];
    }

    /** The lines on the screen from the top, without spaces at their ends and without empty lines at the bottom. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int[] line : cells) {
            lines.add(text(line));
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** What is on the screen and, before it, what has left it at the top. */
    public String text() {
        List<String> all = new ArrayList<>(scrolledOff);
        all.addAll(lines());
        return String.join("\n", all);
    }

    /** Everything that came, control sequences included. */
    public String transcript() {
        return transcript.toString();
    }

    /** The operating system commands that came, such as {@code 8;;file:///a.jpg} for a hyperlink. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The line of the cursor, from 0. */
    public int cursorRow() {
        return row;
    }

    /** The column of the cursor, from 0. */
    public int cursorColumn() {
        return column;
    }

    /** Whether the program has left the cursor visible. */
    public boolean isCursorVisible() {
        return cursorVisible;
    }

    private static String text(int[] line) {
        StringBuilder text = new StringBuilder();
        for (int cell : line) {
            if (cell != FILLER) {
                text.appendCodePoint(cell == 0 ? ' ' : cell);
            }
        }
        return text.toString().stripTrailing();
    }

    void resize(int newColumns, int newRows) {
        int[][] resized = new int[newRows][newColumns];
        int skipped = Math.max(0, row - newRows + 1);
        for (int r = 0; r < Math.min(newRows, rows - skipped); r++) {
            System.arraycopy(cells[r + skipped], 0, resized[r], 0, Math.min(columns, newColumns));
        }
        cells = resized;
        columns = newColumns;
        rows = newRows;
        row = Math.min(row - skipped, rows - 1);
        column = Math.min(column, columns - 1);
        wrapPending = false;
    }

    void feed(byte[] bytes, int length) {
        ByteBuffer all = ByteBuffer.allocate(undecoded.remaining() + length)
                .put(undecoded)
                .put(bytes, 0, length)
                .flip();
        CharBuffer decoded = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, decoded, false);
        undecoded = ByteBuffer.allocate(all.remaining()).put(all).flip();
        String text = decoded.flip().toString();
        transcript.append(text);
        text.codePoints().forEach(this::accept);
    }

    private void accept(int c) {
        switch (state) {
            case TEXT -> acceptText(c);
            case ESCAPED -> acceptEscaped(c);
            case CHARACTER_SET -> state = State.TEXT;
            case CONTROL_SEQUENCE -> {
                if (c >= 0x40 && c <= 0x7e) {
                    state = State.TEXT;
                    control(c, sequence.toString());
                } else {
                    sequence.appendCodePoint(c);
                }
            }
            case OPERATING_SYSTEM_COMMAND -> {
                boolean terminated = c == BELL || (c == '\\' && endsWithEscape());
                if (terminated) {
                    commands.add(sequence.toString().replace("\u001b", ""));
                    state = State.TEXT;
                } else {
                    sequence.appendCodePoint(c);
                }
            }
        }
    }

    private boolean endsWithEscape() {
        return sequence.length() > 0 && sequence.charAt(sequence.length() - 1) == ESCAPE;
    }

    private void acceptText(int c) {
        switch (c) {
            case ESCAPE -> state = State.ESCAPED;
            case '\r' -> moveTo(row, 0);
            case '\n' -> lineFeed();
            case '\b' -> moveTo(row, column - 1);
            case '\t' -> moveTo(row, (column / 8 + 1) * 8);
            default -> {
                if (c >= 0x20 && c != 0x7f) {
                    print(c);
                }
            }
        }
    }

    private void acceptEscaped(int c) {
        sequence.setLength(0);
        state = State.TEXT;
        switch (c) {
            case '[' -> state = State.CONTROL_SEQUENCE;
            case ']' -> state = State.OPERATING_SYSTEM_COMMAND;
            case '(', ')' -> state = State.CHARACTER_SET;
            case '7' -> save();
            case '8' -> moveTo(savedRow, savedColumn);
            case 'M' -> moveTo(row - 1, column);
            default -> {}
        }
    }

    private void save() {
        savedRow = row;
        savedColumn = column;
    }

    private void print(int c) {
        int width = width(c);
        if (width == 0) {
            return;
        }
        if (wrapPending || column + width > columns) {
            lineFeed();
            moveTo(row, 0);
        }
        cells[row][column] = c;
        if (width == 2) {
            cells[row][column + 1] = FILLER;
        }
        wrapPending = column + width == columns;
        column = Math.min(columns - 1, column + width);
    }

    private void lineFeed() {
        wrapPending = false;
        if (row < rows - 1) {
            row++;
            return;
        }
        scrolledOff.add(text(cells[0]));
        System.arraycopy(cells, 1, cells, 0, rows - 1);
        cells[rows - 1] = new int[columns];
    }

    private void moveTo(int newRow, int newColumn) {
        row = Math.max(0, Math.min(rows - 1, newRow));
        column = Math.max(0, Math.min(columns - 1, newColumn));
        wrapPending = false;
    }

    private void control(int command, String parameters) {
        if (parameters.startsWith("?")) {
            if (parameters.equals("?25")) {
                cursorVisible = command == 'h';
            }
            return;
        }
        int first = parameter(parameters, 0);
        int count = Math.max(1, first);
        switch (command) {
            case 'A' -> moveTo(row - count, column);
            case 'B' -> moveTo(row + count, column);
            case 'C' -> moveTo(row, column + count);
            case 'D' -> moveTo(row, column - count);
            case 'E' -> moveTo(row + count, 0);
            case 'F' -> moveTo(row - count, 0);
            case 'G' -> moveTo(row, count - 1);
            case 'd' -> moveTo(count - 1, column);
            case 'H', 'f' -> moveTo(count - 1, Math.max(1, parameter(parameters, 1)) - 1);
            case 'J' -> eraseScreen(first);
            case 'K' -> eraseLine(first);
            case 's' -> save();
            case 'u' -> moveTo(savedRow, savedColumn);
            default -> {}
        }
    }

    private static int parameter(String parameters, int index) {
        String[] parts = parameters.split(";", -1);
        return index < parts.length && parts[index].matches("\\d+") ? Integer.parseInt(parts[index]) : 0;
    }

    private void eraseLine(int mode) {
        Arrays.fill(cells[row], mode == 0 ? column : 0, mode == 1 ? column + 1 : columns, 0);
    }

    private void eraseScreen(int mode) {
        eraseLine(mode);
        for (int r = 0; r < rows; r++) {
            boolean below = r > row && mode != 1;
            boolean above = r < row && mode != 0;
            if (below || above) {
                Arrays.fill(cells[r], 0);
            }
        }
    }

    /** How many columns a character takes; roughly, by blocks. */
    static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1f64f)
                || (c >= 0x1f900 && c <= 0x1f9ff)
                || (c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
