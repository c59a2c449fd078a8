package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.delete.RestoreRequest;
import io.github.labelverifier.job.delete.Restoring;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier restore}. */
@Command(
        name = "restore",
        header = "Bring back what was moved, or deleted where versions are kept",
        customSynopsis = "label-verifier restore REPORT [OPTIONS]",
        description = {
            "Brings back what was removed by a report, as its ledger tells: images that were moved, and images that were"
                    + " deleted in a bucket that keeps versions. Nothing newer is written over. It asks nothing."
        },
        footer = {"label-verifier restore deer.jsonl --dry-run", "label-verifier restore deer.jsonl"})
final class RestoreCommand extends BaseCommand {
    private final Restoring restoring;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "The report by which images were removed.")
    private Path report = Path.of("");

    @Everyday
    @Option(names = "--dry-run", description = "Only print the keys of the images that would come back.")
    private boolean dryRun;

    @Option(names = "-0", description = "End the keys that --dry-run prints with NUL instead of newline.")
    private boolean nul;

    @Mixin
    private ConcurrencyOption pace = new ConcurrencyOption();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    RestoreCommand(Console console, Restoring restoring) {
        super(console);
        this.restoring = restoring;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        Reports.requireFile(report);
        return restoring.run(new RestoreRequest(report, dryRun, nul, aws.toSettings(pace.concurrency())));
    }
}
