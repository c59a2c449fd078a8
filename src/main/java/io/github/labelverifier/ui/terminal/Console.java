package io.github.labelverifier.ui.terminal;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.WordWrap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command says and asks: data on standard output, all else on standard error. Text from outside is escaped here.
 *
 * <p>Lines and the progress share the screen, so every line first takes the progress away.
 */
public final class Console {

    /** When to do something that depends on the terminal. */
    public enum When {
        auto,
        always,
        never
    }

    /** What all commands can be told of how they speak. */
    public record Manner(When progress, When color, boolean quiet, boolean verbose) {
        static final Manner DEFAULT = new Manner(When.auto, When.auto, false, false);
    }

    private static final String ERASE_REST = "\u001b[K";
    private static final String NO_WRAPPING = "\u001b[?7l";
    private static final String WRAPPING = "\u001b[?7h";

    private final DataOutput out;
    private final PrintStream err;
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final TaskbarProgress taskbar;
    private Manner manner = Manner.DEFAULT;
    private Optional<String> progress = Optional.empty();
    private volatile boolean prompting;

    public Console(OutputStream out, PrintStream err, Terminal terminal, Map<String, String> environment) {
        this.out = new DataOutput(out);
        this.err = err;
        this.terminal = terminal;
        this.environment = environment;
        this.taskbar = new TaskbarProgress(environment);
    }

    public void behave(Manner newManner) {
        manner = newManner;
    }

    /** Standard output. */
    public DataOutput out() {
        return out;
    }

    public Terminal terminal() {
        return terminal;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** Whether the progress is drawn over and over in one line of a terminal. */
    public boolean showsLiveProgress() {
        return manner.progress() != When.never && !manner.quiet() && terminal.isError() && !isPlain();
    }

    /** Whether the progress is told in lines that stay, as somebody wants it who has them read out. */
    public boolean showsPlainProgress() {
        return switch (manner.progress()) {
            case always -> !terminal.isError() || isPlain();
            case auto -> !manner.quiet() && terminal.isError() && isPlain();
            case never -> false;
        };
    }

    private boolean isPlain() {
        return isDumb() || !environment.getOrDefault("ACCESSIBLE", "").isEmpty();
    }

    /** Whether the terminal shows control sequences instead of following them, or nothing says that it follows them. */
    private boolean isDumb() {
        String kind = environment.getOrDefault("TERM", "");
        // Windows names no kind of terminal, and its own follows them.
        return kind.equals("dumb") || (kind.isEmpty() && !"Windows_NT".equals(environment.get("OS")));
    }

    boolean colorsError() {
        return colors(terminal.isError());
    }

    public boolean colorsOutput() {
        return colors(terminal.isOutput());
    }

    private boolean colors(boolean isTerminal) {
        return switch (manner.color()) {
            case always -> true;
            case never -> false;
            case auto -> !wantsNone() && (isSet("CLICOLOR_FORCE") || (isTerminal && !isDumb()));
        };
    }

    /** What most programs go by: no-color.org and bixense.com/clicolors. */
    private boolean wantsNone() {
        return !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || ("0".equals(environment.get("CLICOLOR")) && !isSet("CLICOLOR_FORCE"));
    }

    private boolean isSet(String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("0");
    }

    public String style(Style style, String text) {
        return style.on(colorsError(), text);
    }

    /** Something worth knowing; left out with {@code --quiet}. */
    public void info(String line) {
        if (!manner.quiet()) {
            print(PlainText.escape(line));
        }
    }

    /** A line that is put together of styled and escaped parts by the caller; left out with {@code --quiet}. */
    public void infoStyled(String line) {
        if (!manner.quiet()) {
            print(line);
        }
    }

    /** Something that is needed to answer a question. */
    public void tell(String line) {
        print(line);
    }

    public void warn(String line) {
        print(style(Style.MAGENTA, "warning:") + " " + PlainText.escape(line));
    }

    public void error(String line) {
        print(style(Style.RED, "error:") + " " + PlainText.escape(line));
    }

    /** The trace of a failure, for those who asked for it. */
    public void trace(Throwable failure) {
        if (manner.verbose()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .map(line -> line.startsWith("\tat ") ? line : Redaction.ofCredentials(line))
                    .map(line -> PlainText.escape(line.replace("\t", "    ")))
                    .forEach(this::print);
        }
    }

    /** A question, after which the cursor stays in the line; it is broken between words where the terminal is narrower. */
    public void prompt(String question) {
        clearProgress();
        err.print(terminal.isError() && !question.isEmpty() ? onScreen(question) : question);
        err.flush();
        prompting = !question.isEmpty();
    }

    private String onScreen(String question) {
        // The last column is for the cursor.
        int columns = terminal.columns() - 1;
        if (DisplayWidth.of(question) <= columns) {
            return question;
        }
        String end = question.endsWith(" ") ? " " : "";
        return String.join("\n", WordWrap.text(question.strip(), columns - end.length())) + end;
    }

    /** Asks the person at the terminal; the answer is empty at the end of input. */
    public String ask(String question) throws IOException {
        prompt("");
        // Impatient keys, and a paste gone wrong, must not answer what nobody has read yet.
        terminal.discardTyped();
        prompt(question);
        Optional<String> answer = terminal.readLine();
        if (answer.isEmpty()) {
            tell("");
        }
        return answer.orElse("").strip();
    }

    /** Ends the line of a question that will not be answered any more, so that a shell begins a new one. */
    public void leavePrompt() {
        if (prompting) {
            prompting = false;
            err.print("\n");
            err.flush();
        }
    }

    private synchronized void print(String line) {
        clearProgress();
        err.print(line + "\n");
        err.flush();
        prompting = false;
    }

    /** Draws the progress in the place of the last one. */
    public void drawProgress(String line) {
        drawProgress(line, OptionalInt.empty());
    }

    /** The same, of which the terminal may show the share in its tab or in the taskbar. */
    public synchronized void drawProgress(String line, OptionalInt percent) {
        if (progress.filter(line::equals).isEmpty()) {
            // One write, and the rest of the line is cleared after it is drawn over: nothing flickers. It is drawn
            // without
            // wrapping, or a line would be left behind for each drawing between a change of the width and its notice.
            err.print("\r" + NO_WRAPPING + line + ERASE_REST + WRAPPING + taskbar.show(percent));
            err.flush();
            progress = Optional.of(line);
        }
    }

    /** Takes the progress off the screen. */
    public synchronized void clearProgress() {
        if (progress.isPresent()) {
            err.print("\r" + ERASE_REST + taskbar.clear());
            err.flush();
            progress = Optional.empty();
        }
    }
}
