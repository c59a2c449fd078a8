package io.github.labelverifier.ui.terminal;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Shows a share in the terminal's tab or the taskbar, by the control sequence OSC 9;4 of ConEmu, and only in terminals that are
 * known to follow it: others pop up what follows OSC 9 as a message.
 */
final class TaskbarProgress {
    private static final String START = "\u001b]9;4;";
    private static final String END = "\u001b\\";

    private final boolean isUnderstood;
    private OptionalInt shown = OptionalInt.empty();

    TaskbarProgress(Map<String, String> environment) {
        isUnderstood = isUnderstood(environment);
    }

    private static boolean isUnderstood(Map<String, String> environment) {
        if (environment.containsKey("TMUX") || environment.containsKey("STY")) {
            // A multiplexer keeps the variables of the terminal that it was started in, and hands on no such sequence.
            return false;
        }
        return environment.containsKey("WT_SESSION")
                || "ON".equals(environment.get("ConEmuANSI"))
                || "ghostty".equals(environment.get("TERM_PROGRAM"))
                || (environment.containsKey("TERM_FEATURES")
                        && environment.get("TERM_FEATURES").matches("(?:[A-Z][a-z]*\\d*)*P(?![a-z]).*"));
    }

    /** What to print to show this share, which may be nothing. */
    String show(OptionalInt percent) {
        if (!isUnderstood || percent.isEmpty() || percent.equals(shown)) {
            return "";
        }
        shown = percent;
        return START + "1;" + percent.getAsInt() + END;
    }

    /** What to print to show none any more. */
    String clear() {
        if (shown.isEmpty()) {
            return "";
        }
        shown = OptionalInt.empty();
        return START + "0;" + END;
    }
}
