package io.github.labelverifier.cli;

import io.github.labelverifier.job.Version;

/** What {@code --version} prints: the program, and the Java that runs it. */
final class VersionText {
    private VersionText() {}

    static String text() {
        return Version.text() + "\nJava " + System.getProperty("java.version") + "\n";
    }
}
