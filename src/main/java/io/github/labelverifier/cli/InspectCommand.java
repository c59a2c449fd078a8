package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.inspect.Inspecting;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code label-verifier inspect}. */
@Command(
        name = "inspect",
        header = "Find near duplicates and pictures of poor quality",
        customSynopsis = "label-verifier inspect REPORT... [OPTIONS]",
        description = {
            "Looks into the pictures of finished reports: format, size, what a picture looks like, and notes on its quality."
                    + " All of it is written into the reports; pictures that were looked into before are not read again.",
            "",
            "Images that look alike are found in all reports together, across classes too. Nothing is flagged unless an"
                    + " option says so, and what is flagged in a report stays so without one. Never calls Rekognition."
        },
        footer = {
            "label-verifier inspect deer.jsonl",
            "# All but one of pictures that look alike, and the dark ones, are flagged",
            "label-verifier inspect deer.jsonl --flag-near-duplicates --flag-quality dark"
        })
final class InspectCommand extends BaseCommand {
    private static final int CONNECTIONS = 16;

    private final Inspecting inspecting;

    @Parameters(arity = "1..*", paramLabel = "REPORT", description = "The finished reports of runs.")
    private List<Path> reports = new ArrayList<>();

    @Mixin
    private PictureFlagOptions flags = new PictureFlagOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    InspectCommand(Console console, Inspecting inspecting) {
        super(console);
        this.inspecting = inspecting;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        return inspecting.run(new InspectRequest(reports, flags.toFlags(), aws.toSettings(CONNECTIONS)));
    }
}
