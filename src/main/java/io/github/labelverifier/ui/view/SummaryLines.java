package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.WordWrap;
import java.util.List;

/**
 * What a command says of itself and of what it came to: lines that each have a name, and what is to be said below each other, in
 * all commands at the same place. On a screen, what is too wide goes on below its beginning; what is no screen breaks no line.
 */
public final class SummaryLines {

    /** The names, in the order in which people meet them. */
    public enum Name {
        DETECTOR("Detector"),
        REFERENCE("Reference"),
        SEEN("Seen"),
        QUALITY("Quality"),
        ALIKE("Alike"),
        RESULT("Result"),
        SKIPPED("Skipped"),
        COST("Cost"),
        REPORT("Report"),
        GALLERY("Gallery"),
        REMOVAL("Removal"),
        RESTORED("Restored"),
        LEDGER("Ledger");

        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    /** The longest name, and two spaces. */
    private static final int INDENT = "Reference  ".length();

    private final Console console;

    public SummaryLines(Console console) {
        this.console = console;
    }

    /** Says it; control characters in it are escaped. */
    public void tell(Name name, String what) {
        tellStyled(name, PlainText.escape(what));
    }

    /** The same of styled and escaped parts. */
    void tellStyled(Name name, String what) {
        String start = name.text + " ".repeat(INDENT - name.text.length());
        for (String line : lines(what)) {
            console.infoStyled(start + line);
            start = " ".repeat(INDENT);
        }
    }

    private List<String> lines(String what) {
        return console.terminal().isError()
                ? WordWrap.text(what, console.terminal().columns() - INDENT)
                : List.of(what);
    }
}
