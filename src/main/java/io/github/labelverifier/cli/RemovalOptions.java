package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.WantedRemoval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether, and within which limits, flagged images are removed. */
@OptionGroup("Removal")
public final class RemovalOptions {
    @Everyday
    @Option(names = "--dry-run", description = "Only report; remove nothing and ask nothing.")
    private boolean dryRun;

    @Everyday
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

    @Everyday
    @Option(
            names = "--move-to",
            paramLabel = "LOCATION",
            description = "Remove images by moving them there, under the same relative name, instead of deleting them."
                    + " Nothing is written over.")
    private @Nullable String moveTo;

    @Option(
            names = "--check-first",
            description = "Compare each image just before it is removed, even where the store checks by itself. Always"
                    + " done on stores other than Amazon's.")
    private boolean checkFirst;

    @Option(
            names = "--inline-images",
            description = "Show each image in the review, if the terminal can (iTerm2, kitty and others).")
    private boolean inlineImages;

    Consent consent() throws CommandFailure {
        if (dryRun && yes) {
            throw CommandFailure.usage("--dry-run and --yes exclude each other");
        }
        return dryRun ? Consent.REPORT_ONLY : yes ? Consent.GIVEN : Consent.ASK;
    }

    private double maxFlagged() throws CommandFailure {
        Check.within("--max-flagged", maxFlagged, 0, 100);
        return maxFlagged;
    }

    /** How images are to be removed, wherever they are. */
    WantedRemoval toRemoval() throws CommandFailure {
        return new WantedRemoval(
                consent(), maxFlagged(), failOnFlagged, Optional.ofNullable(moveTo), checkFirst, inlineImages);
    }
}
