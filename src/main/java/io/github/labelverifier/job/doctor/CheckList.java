package io.github.labelverifier.job.doctor;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.WordWrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What was found, a line each on standard output as soon as it is known: a mark, what was looked at, and what it is like. On a
 * terminal, long lines are broken under their text.
 */
final class CheckList {
    /** As wide as the longest subject. */
    private static final int SUBJECT = 15;

    private static final int LEAST_TEXT = 20;

    private final Console console;
    private int faults;

    CheckList(Console console) {
        this.console = console;
    }

    /** It is as it should be. */
    void ok(String subject, String text) throws IOException {
        write("ok", Style.GREEN, subject, text);
    }

    /** It must be mended; the text says how. */
    void fault(String subject, String text) throws IOException {
        faults++;
        write("!", Style.RED, subject, text);
    }

    /** It was not looked at, or it is as people may want it. */
    void note(String subject, String text) throws IOException {
        write("-", Style.DIM, subject, text);
    }

    /** How many things must be mended. */
    int faults() {
        return faults;
    }

    private void write(String mark, Style style, String subject, String text) throws IOException {
        String start = " ".repeat(2 - mark.length()) + "  " + subject + " ".repeat(SUBJECT - subject.length()) + "  ";
        int indent = start.length() + mark.length();
        String escaped = PlainText.escape(text);
        List<String> lines = console.terminal().isOutput()
                ? WordWrap.text(escaped, Math.max(LEAST_TEXT, console.terminal().columns() - indent))
                : List.of(escaped);
        String all =
                style.on(console.colorsOutput(), mark) + start + String.join("\n" + " ".repeat(indent), lines) + "\n";
        console.out().write(all.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
    }
}
