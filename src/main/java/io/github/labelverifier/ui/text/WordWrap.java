package io.github.labelverifier.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text broken into lines that are no wider than a screen. */
public final class WordWrap {
    /** A word, or an option with the word behind it that is probably its value. */
    private static final Pattern SHELL_WORD =
            Pattern.compile("-[\\w-]+ [^-\\s\"'][^\\s\"']*(?= |$)|(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    private WordWrap() {}

    /** Lines of so many columns at most, broken between words; a word that is wider by itself is broken too. */
    public static List<String> text(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (line.length() > 0 && DisplayWidth.of(line + " " + rest) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (DisplayWidth.of(rest) > columns) {
                int end = longestStart(rest, columns);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        if (line.length() > 0 || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static int longestStart(String word, int columns) {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length() && DisplayWidth.of(word.substring(0, word.offsetByCodePoints(end, 1))) <= columns) {
            end = word.offsetByCodePoints(end, 1);
        }
        return end;
    }

    /** A command that can still be copied to a shell: lines that go on end with a backslash, and those after are indented. */
    public static List<String> command(String command, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Matcher words = SHELL_WORD.matcher(command);
        while (words.find()) {
            String word = words.group();
            // Two columns are for the backslash, which the last line does not need.
            int room = columns - (words.end() == command.length() ? 0 : 2);
            if (line.length() > 0 && DisplayWidth.of(line + " " + word) > room) {
                lines.add(line + " \\");
                line.setLength(0);
                line.append("    ").append(word);
            } else {
                line.append(line.length() > 0 ? " " : "").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
