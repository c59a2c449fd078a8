package io.github.labelverifier.detector;

import java.util.ArrayList;
import java.util.List;

/** Splits a command into its words as a shell would, of which nothing else is known: no variables, no patterns, no pipes. */
public final class CommandWords {
    private CommandWords() {}

    /**
     * The words of a command: blanks part them, but for those in quotes and after a backslash.
     *
     * @throws IllegalArgumentException if there are none, or a quote is not closed; the message says so
     */
    public static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < command.length();
            if (escapes) {
                i++;
                word.append(command.charAt(i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed: " + quote);
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("it names no program");
        }
        return List.copyOf(words);
    }
}
