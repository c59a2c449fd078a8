package io.github.labelverifier.cli;

import io.github.labelverifier.job.Version;
import io.github.labelverifier.ui.terminal.Console;

/** What {@code --version} prints: the program, and the Java that runs it. */
final class VersionText {
    private VersionText() {}

    /**
     * Whether a command line is that and nothing else. Scripts and completions ask it again and again, so it is known before
     * there are commands, options and signals to listen to.
     */
    static boolean isAllThatIsAskedFor(String[] args) {
        return args.length == 1
                && (args[0].equals(RootCommand.VERSION) || args[0].equals(RootCommand.VERSION_IN_SHORT));
    }

    /** Prints it; the exit code. */
    static int print(Console console) {
        return Program.print(console, Version.text() + "\nJava " + System.getProperty("java.version") + "\n");
    }
}
