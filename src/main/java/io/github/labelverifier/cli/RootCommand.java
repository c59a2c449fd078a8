package io.github.labelverifier.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program without a command. */
@Command(
        name = "label-verifier",
        customSynopsis = "label-verifier COMMAND [OPTIONS]",
        description = "Finds the images of a folder or an S3 prefix that do not show what they should, with Amazon"
                + " Rekognition, and removes them once you say so.",
        footer = {
            "# See it work at once, without an AWS account",
            "label-verifier demo",
            "# Check all images of a folder against one that is right; remove nothing yet",
            "label-verifier verify s3://photos/deer -e deer/001.jpg --dry-run --report deer.jsonl",
            "# Then remove what was flagged: it asks first, and can be undone",
            "label-verifier delete deer.jsonl --move-to s3://photos/rejected"
        })
@SuppressWarnings("UnusedVariable") // the program looks at the options alone
final class RootCommand {
    static final String VERSION = "--version";
    static final String VERSION_IN_SHORT = "-V";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {VERSION_IN_SHORT, VERSION},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;
}
