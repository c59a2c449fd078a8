package io.github.labelverifier.cli;

import picocli.CommandLine.ParseResult;

/** The log messages of the libraries, which are shown only with {@code -v}. */
final class LibraryLog {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private LibraryLog() {}

    /** Switches it on if the command line says so; must come before any library has made its first logger. */
    static void switchOnIfVerbose(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command.hasMatchedOption("--verbose")) {
            System.setProperty(LEVEL, "warn");
        }
    }
}
