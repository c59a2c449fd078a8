package io.github.labelverifier.cli;

import picocli.CommandLine.Option;

/** Whether, and within which limits, flagged images are removed. */
final class RemovalOptions {
    @Option(names = "--dry-run", description = "Only report; remove nothing and ask nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Remove flagged images without asking.")
    private boolean yes;

    @Option(
            names = "--max-flagged",
            paramLabel = "PCT",
            description = "Refuse to remove anything if more than this share of the checked images is flagged."
                    + " Default: 50.")
    private double maxFlagged = 50;

    @Option(names = "--fail-on-flagged", description = "End with 10 if flagged images remain.")
    private boolean failOnFlagged;

    /** What becomes of flagged images. */
    enum Consent {
        REPORT_ONLY,
        ASK,
        GIVEN
    }

    Consent consent() throws CommandFailure {
        if (dryRun && yes) {
            throw CommandFailure.usage("--dry-run and --yes exclude each other");
        }
        return dryRun ? Consent.REPORT_ONLY : yes ? Consent.GIVEN : Consent.ASK;
    }

    double maxFlagged() throws CommandFailure {
        Check.within("--max-flagged", maxFlagged, 0, 100);
        return maxFlagged;
    }

    boolean isFailOnFlagged() {
        return failOnFlagged;
    }
}
