package io.github.labelverifier.docs;

import java.util.ArrayList;
import java.util.List;

/** As much of a shell as the papers need: words, quotes, comments, pipes and lines that go on. */
final class ShellScript {
    private final String script;
    private final List<List<String>> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> words = new ArrayList<>();
    private boolean inWord;
    private boolean isTarget;

    private ShellScript(String script) {
        this.script = script.replace("\\\n", " ");
    }

    /** The words of every command, without where its output goes. */
    static List<List<String>> commands(String script) {
        return new ShellScript(script).read();
    }

    private List<List<String>> read() {
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\'' || c == '"') {
                int end = script.indexOf(c, at + 1);
                word.append(script, at + 1, end);
                inWord = true;
                at = end;
            } else if (c == '#' && !inWord) {
                at = script.indexOf('\n', at) - 1;
            } else if (Character.isWhitespace(c) || "|&;>".indexOf(c) >= 0) {
                endWord();
                if (c == '>') {
                    isTarget = true;
                } else if (c == '\n' || c == '|' || c == '&' || c == ';') {
                    endCommand();
                }
            } else {
                word.append(c);
                inWord = true;
            }
            at++;
        }
        endWord();
        endCommand();
        return commands;
    }

    private void endWord() {
        if (inWord) {
            if (!isTarget) {
                words.add(word.toString());
            }
            isTarget = false;
        }
        word.setLength(0);
        inWord = false;
    }

    private void endCommand() {
        if (!words.isEmpty()) {
            commands.add(words);
        }
        words = new ArrayList<>();
    }
}
